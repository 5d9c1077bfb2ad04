#include "phone/phonename.h"

#include "base/lineoftext.h"
#include "text/servicetext.h"

namespace keydesk {

using namespace Qt::Literals::StringLiterals;

Result<QString> checkedPhoneName(const QString& name)
{
    return lineOfText(name, {.field = u"name"_s, .longest = 64});
}

QString defaultPhoneName(const QString& locale, const QStringList& taken)
{
    for (int number = 1;; ++number) {
        const QString name =
            ServiceText::render(u"phone.default_name"_s, locale, {{u"number"_s, QString::number(number)}}).body;
        if (!taken.contains(name))
            return name;
    }
}

} // namespace keydesk
