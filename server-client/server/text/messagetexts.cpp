#include "text/messagetexts.h"

#include <QtGlobal>

namespace keydesk {

namespace {

const MessageText texts[] = {
    {"mail.sign_in_code", QT_TRANSLATE_NOOP("ServiceText", "Your sign-in code"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "Here is the code you asked for:\n\n"
         "    {code}\n\n"
         "It works once, within the next {minutes} minutes, and only where you have just started to sign in: "
         "{place}. Please give it to nobody: we will never ask you for it.\n\n"
         "If this was not you, somebody else knows your password. Keep the code to yourself, and ask your "
         "help desk for a new password today.")},
    {"sms.sign_in_code", nullptr,
     QT_TRANSLATE_NOOP("ServiceText",
                       "{code} is your {organisation} sign-in code, valid for {minutes} minutes. Give it to nobody. "
                       "Not you? Please call your help desk.")},
    {"mail.phone_registered", QT_TRANSLATE_NOOP("ServiceText", "A phone was added to your account"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "This phone is now ready for signing in to your account:\n\n"
         "    Phone: {phone}\n"
         "    When: {time}\n"
         "    Where: {place}\n\n"
         "If this was you, there is nothing more to do.\n\n"
         "If this was not you, somebody may be able to sign in as you. Please sign in to Keydesk, open the list "
         "of your phones and choose \"I lost this phone\": that stops it at once. If you cannot sign in, call "
         "your help desk now.")},
    {"mail.phone_renamed", QT_TRANSLATE_NOOP("ServiceText", "One of your phones has a new name"),
     QT_TRANSLATE_NOOP("ServiceText",
                       "One of your registered phones was given a new name:\n\n"
                       "    New name: {phone}\n"
                       "    When: {time}\n"
                       "    Where: {place}\n\n"
                       "Nothing else has changed; the phone works as before.\n\n"
                       "If this was not you, somebody was signed in to your account. Please tell your help desk.")},
    {"mail.phone_removed", QT_TRANSLATE_NOOP("ServiceText", "A phone was removed from your account"),
     QT_TRANSLATE_NOOP("ServiceText",
                       "This phone was removed from your account and can no longer be used to sign in:\n\n"
                       "    Phone: {phone}\n"
                       "    When: {time}\n"
                       "    Where: {place}\n\n"
                       "You may now delete the account in the phone's authenticator app, too.\n\n"
                       "If this was not you, somebody was signed in to your account. Please call your help desk now.")},
    {"mail.phone_lost", QT_TRANSLATE_NOOP("ServiceText", "Your lost phone no longer works for signing in"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "This phone was reported as lost, and we have stopped everything that could be done with it:\n\n"
         "    Phone: {phone}\n"
         "    When: {time}\n"
         "    Where: {place}\n\n"
         "Nobody who finds it can sign in as you with it. When you have another phone, please register it at "
         "Keydesk. Should the old one turn up again, simply register it anew.\n\n"
         "If this was not you, somebody was signed in to your account. Please call your help desk now.")},
    {"mail.security_key_registered", QT_TRANSLATE_NOOP("ServiceText", "A security key was added to your account"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "This security key is now ready for signing in to your account:\n\n"
         "    Key: {key}\n"
         "    When: {time}\n"
         "    Where: {place}\n\n"
         "If this was you, there is nothing more to do.\n\n"
         "If this was not you, somebody may be able to sign in as you. Please sign in to Keydesk, open the list "
         "of your security keys and choose \"I lost this key\": that stops it at once. If you cannot sign in, call "
         "your help desk now.")},
    {"mail.security_key_renamed", QT_TRANSLATE_NOOP("ServiceText", "One of your security keys has a new name"),
     QT_TRANSLATE_NOOP("ServiceText",
                       "One of your registered security keys was given a new name:\n\n"
                       "    New name: {key}\n"
                       "    When: {time}\n"
                       "    Where: {place}\n\n"
                       "Nothing else has changed; the key works as before.\n\n"
                       "If this was not you, somebody was signed in to your account. Please tell your help desk.")},
    {"mail.security_key_removed", QT_TRANSLATE_NOOP("ServiceText", "A security key was removed from your account"),
     QT_TRANSLATE_NOOP("ServiceText",
                       "This security key was removed from your account and can no longer be used to sign in:\n\n"
                       "    Key: {key}\n"
                       "    When: {time}\n"
                       "    Where: {place}\n\n"
                       "The key itself is not harmed: it may still be used elsewhere, or be registered again.\n\n"
                       "If this was not you, somebody was signed in to your account. Please call your help desk now.")},
    {"mail.security_key_lost",
     QT_TRANSLATE_NOOP("ServiceText", "Your lost security key no longer works for signing in"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "This security key was reported as lost, and it is of no use to anybody for signing in to your account:\n\n"
         "    Key: {key}\n"
         "    When: {time}\n"
         "    Where: {place}\n\n"
         "When you have another key, please register it at Keydesk. Should the old one turn up again, simply "
         "register it anew.\n\n"
         "If this was not you, somebody was signed in to your account. Please call your help desk now.")},
    {"mail.security_key_removed_by_administrator",
     QT_TRANSLATE_NOOP("ServiceText", "An administrator removed one of your security keys"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "An administrator removed this security key from your account. It can no longer be used to sign in, and "
         "where somebody was signed in by it, that is over:\n\n"
         "    Key: {key}\n"
         "    When: {time}\n\n"
         "The key itself is not harmed: it may still be used elsewhere, or be registered again.\n\n"
         "If you do not know why, please ask your help desk.")},
    {"mail.security_key_lost_by_administrator",
     QT_TRANSLATE_NOOP("ServiceText", "An administrator disabled one of your security keys"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "An administrator reported this security key as lost. It is of no use to anybody for signing in to your "
         "account, and where somebody was signed in by it, that is over:\n\n"
         "    Key: {key}\n"
         "    When: {time}\n\n"
         "When you have another key, please register it at Keydesk. If you still have this one and do not know why, "
         "please ask your help desk.")},
    {"mail.security_key_counter_alert", QT_TRANSLATE_NOOP("ServiceText", "Please look at one of your security keys"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "Somebody signed in, or tried to, with this security key, and its counter was not higher than the last "
         "time:\n\n"
         "    Key: {key}\n"
         "    When: {time}\n"
         "    Where: {place}\n\n"
         "A key counts each use, so this may mean that somebody has a copy of it. It may also be a defect of the "
         "key.\n\n"
         "Please take another way to sign in to Keydesk, remove this key from the list and register another one. If "
         "you were not at that place at that time, choose \"I lost this key\" and call your help desk now.")},
    {"mail.security_key_model_alert",
     QT_TRANSLATE_NOOP("ServiceText", "There is a warning about your model of security key"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "Those who watch over the makers of security keys have published a warning about the model of this key of "
         "yours:\n\n"
         "    Key: {key}\n"
         "    Known to us since: {time}\n\n"
         "It does not mean that anything has happened to your account. Please ask your help desk for a key of another "
         "model, register it at Keydesk and then remove this one.")},
    {"security_key.default_name", nullptr, QT_TRANSLATE_NOOP("ServiceText", "Security key {number}")},
    {"mail.session_ended",
     QT_TRANSLATE_NOOP("ServiceText", "You were signed out somewhere"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "As you wished, this is over:\n"
         "\n    {session}\n"
         "    When: {time}\n"
         "    Where you asked for it: {place}\n"
         "\nThe applications that were open there are being told. Keydesk shows what each of them has "
         "answered.\n"
         "\nIf this was not you, somebody was signed in to your account. Please call your help desk now.")},
    {"mail.session_ended_by_administrator",
     QT_TRANSLATE_NOOP("ServiceText", "An administrator has signed you out somewhere"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "An administrator has ended this:\n"
         "\n    {session}\n"
         "    When: {time}\n"
         "\nYou can sign in again at any time. If you wonder why, please ask your help desk.")},
    {"mail.sessions_ended",
     QT_TRANSLATE_NOOP("ServiceText", "You were signed out in other places"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "As you wished, you were signed out in several places at once:\n"
         "\n    How many: {count}\n"
         "    When: {time}\n"
         "    Where you asked for it: {place}\n"
         "\nThe applications that were open there are being told. Keydesk shows what each of them has "
         "answered.\n"
         "\nIf this was not you, somebody was signed in to your account. Please call your help desk now.")},
    {"mail.sessions_not_me",
     QT_TRANSLATE_NOOP("ServiceText", "You told us that somebody else was signed in as you"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "We have signed out everybody who was signed in to your account, you included:\n"
         "\n    How many: {count}\n"
         "    When: {time}\n"
         "    Where you asked for it: {place}\n"
         "\nWhoever it was may know your password, so please choose a new one before you go on: Keydesk or "
         "your help desk shows you how. Please also look through your phones and security keys, and remove "
         "what is not yours.\n"
         "\nIf it was not you who told us, please call your help desk now.")},
    {"mail.user_added", QT_TRANSLATE_NOOP("ServiceText", "Welcome: your account is ready"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "An account was made for you. Your user name is\n\n"
         "    {userName}\n\n"
         "Your administrator gives you your first password; it never comes by mail. Then please sign in at "
         "Keydesk and register your phone or a security key. It takes about five minutes.\n\n"
         "If you did not expect this mail, please tell your help desk.")},
    {"mail.locale_changed", QT_TRANSLATE_NOOP("ServiceText", "We now write to you in English"),
     QT_TRANSLATE_NOOP("ServiceText",
                       "As you wished, our mails to you will be in English from now on.\n\n"
                       "    Where: {place}\n\n"
                       "If this was not you, somebody was signed in to your account. Please tell your help desk.")},
    {"phone.default_name", nullptr, QT_TRANSLATE_NOOP("ServiceText", "Phone {number}")},
};

const MailFrame frame{
    QT_TRANSLATE_NOOP("ServiceText", "Hello {displayName},"),
    QT_TRANSLATE_NOOP("ServiceText", "Hello,"),
    QT_TRANSLATE_NOOP("ServiceText", "Your help desk: {helpDesk}"),
    QT_TRANSLATE_NOOP("ServiceText", "With kind regards\n"
                                     "{organisation}\n\n"
                                     "This mail was sent automatically. Nobody reads answers to it."),
};

} // namespace

std::span<const MessageText> messageTexts()
{
    return texts;
}

const MailFrame& mailFrame()
{
    return frame;
}

} // namespace keydesk
