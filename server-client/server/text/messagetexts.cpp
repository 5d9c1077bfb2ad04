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
    {"mail.user_added", QT_TRANSLATE_NOOP("ServiceText", "Welcome: your account is ready"),
     QT_TRANSLATE_NOOP(
         "ServiceText",
         "An account was made for you. Your user name is\n\n"
         "    {userName}\n\n"
         "Your administrator gives you your first password; it never comes by mail. Then please sign in at "
         "Keydesk and register your phone. It takes about five minutes.\n\n"
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
