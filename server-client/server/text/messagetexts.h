#pragma once

#include <span>

namespace keydesk {

/// The English words, in the form in which they are translated (context "ServiceText").
struct MessageText
{
    const char* id;
    const char* subject; ///< Null: the text has none (SMS), and no greeting.
    const char* body;
};
std::span<const MessageText> messageTexts();

/// What every mail has around its body.
struct MailFrame
{
    const char* greeting;
    const char* greetingWithoutName;
    const char* questions; ///< Only where the organisation has said how to reach its help desk.
    const char* closing;
};
const MailFrame& mailFrame();

} // namespace keydesk
