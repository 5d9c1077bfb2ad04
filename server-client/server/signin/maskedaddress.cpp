#include "signin/maskedaddress.h"

namespace keydesk {

QString maskedMail(const QString& mail)
{
    const qsizetype at = mail.lastIndexOf(u'@');
    return mail.left(1) % u"•••" % mail.mid(at);
}

QString maskedMobile(const QString& mobile)
{
    return u"••• •• " % mobile.right(2);
}

} // namespace keydesk
