<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%n try(s) left.</source>
        <translation>
            <numerusform>%n try left.</numerusform>
            <numerusform>%n tries left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::CountdownBar</name>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::HomePage</name>
    <message numerus="yes">
        <source>%n phone(s)</source>
        <translation>
            <numerusform>%n phone</numerusform>
            <numerusform>%n phones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::PhoneListPage</name>
    <message numerus="yes">
        <source>%n phone(s) are allowed. Remove one first.</source>
        <translation>
            <numerusform>One phone is allowed. Remove it first.</numerusform>
            <numerusform>%n phones are allowed. Remove one first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You can have %n phone(s).</source>
        <translation>
            <numerusform>You can have one phone.</numerusform>
            <numerusform>You can have %n phones.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::ScanPage</name>
    <message numerus="yes">
        <source>%n phone(s) are allowed.</source>
        <translation>
            <numerusform>One phone is allowed.</numerusform>
            <numerusform>%n phones are allowed.</numerusform>
        </translation>
    </message>
</context>
</TS>
