#include "signin/profilefactors.h"

#include <QStringList>

namespace keydesk {

QString textFromFactors(const ProfileFactors& factors)
{
    QStringList texts;
    for (const QList<Method>& methods : factors) {
        QStringList names;
        for (const Method method : methods)
            names.append(methodName(method));
        texts.append(names.join(u','));
    }
    return texts.join(u';');
}

ProfileFactors factorsFromText(const QString& text)
{
    ProfileFactors factors;
    const QStringList texts = text.split(u';');
    for (const QString& names : texts) {
        QList<Method> methods;
        const QStringList singleNames = names.split(u',');
        for (const QString& name : singleNames)
            if (const auto method = methodFromName(name))
                methods.append(*method);
        factors.append(methods);
    }
    return factors;
}

} // namespace keydesk
