<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>KeyWords</name>
    <message numerus="yes">
        <source>At least %n character(s).</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n place(s) are free.</source>
        <translation>
            <numerusform>%n place is free.</numerusform>
            <numerusform>%n places are free.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>PIN is set, %n try(s) left.</source>
        <translation>
            <numerusform>PIN is set, %n try left.</numerusform>
            <numerusform>PIN is set, %n tries left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
</context>
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
    <message numerus="yes">
        <source>%n security key(s)</source>
        <translation>
            <numerusform>%n security key</numerusform>
            <numerusform>%n security keys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::KeyCarePage</name>
    <message numerus="yes">
        <source>%n more account(s) fit on it.</source>
        <translation>
            <numerusform>%n more account fits on it.</numerusform>
            <numerusform>%n more accounts fit on it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>keydesk::KeyListPage</name>
    <message numerus="yes">
        <source>%n security key(s) are allowed. Remove one first.</source>
        <translation>
            <numerusform>One security key is allowed. Remove it first.</numerusform>
            <numerusform>%n security keys are allowed. Remove one first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>You can have %n security key(s). A second one in a drawer helps when the first one is lost.</source>
        <translation>
            <numerusform>You can have one security key.</numerusform>
            <numerusform>You can have %n security keys. A second one in a drawer helps when the first one is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n key(s) are plugged in now.</source>
        <translation>
            <numerusform>A key is plugged in now.</numerusform>
            <numerusform>%n keys are plugged in now.</numerusform>
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
    <name>keydesk::RegisterKeyPage</name>
    <message numerus="yes">
        <source>%n security key(s) are allowed.</source>
        <translation>
            <numerusform>One security key is allowed.</numerusform>
            <numerusform>%n security keys are allowed.</numerusform>
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
