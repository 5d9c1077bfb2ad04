#include "base/settings.h"

#include <QLocale>
#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

constexpr qsizetype lineWidth = 100;

QString quoted(QString text)
{
    return u'"' % text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s) % u'"';
}

QString durationText(qint64 milliseconds)
{
    struct Unit
    {
        QLatin1StringView name;
        qint64 milliseconds;
    };
    for (const Unit& unit :
         {Unit{"d"_L1, 86'400'000}, Unit{"h"_L1, 3'600'000}, Unit{"min"_L1, 60'000}, Unit{"s"_L1, 1000}}) {
        if (milliseconds != 0 && milliseconds % unit.milliseconds == 0)
            return QString::number(milliseconds / unit.milliseconds) % unit.name;
    }
    return QString::number(milliseconds) % "ms"_L1;
}

QString tomlText(const SettingDeclaration& declaration)
{
    switch (declaration.type) {
    case SettingDeclaration::Type::Boolean:
        return declaration.defaultValue.toBool() ? u"true"_s : u"false"_s;
    case SettingDeclaration::Type::Integer:
        return QString::number(declaration.defaultValue.toInt());
    case SettingDeclaration::Type::Text:
        return quoted(declaration.defaultValue.toString());
    case SettingDeclaration::Type::Duration:
        return quoted(durationText(declaration.defaultValue.toLongLong()));
    case SettingDeclaration::Type::TextList:
        break;
    }
    QStringList items = declaration.defaultValue.toStringList();
    std::transform(items.begin(), items.end(), items.begin(), quoted);
    return u'[' % items.join(u", "_s) % u']';
}

QString comment(const QString& help)
{
    QString lines;
    QString line = u"#"_s;
    for (const QString& word : help.simplified().split(u' ', Qt::SkipEmptyParts)) {
        if (line.size() + 1 + word.size() > lineWidth) {
            lines += line % u'\n';
            line = u"#"_s;
        }
        line += u' ' % word;
    }
    return lines % line % u'\n';
}

QString sectionOf(const SettingDeclaration& declaration)
{
    const QString name = QString::fromLatin1(declaration.name);
    return name.left(std::max<qsizetype>(0, name.lastIndexOf(u'.')));
}

} // namespace

QByteArray Settings::example(Declarations declarations)
{
    QStringList sections;
    for (const SettingDeclaration* declaration : declarations) {
        if (const QString section = sectionOf(*declaration); !sections.contains(section))
            section.isEmpty() ? sections.prepend(section) : sections.append(section);
    }
    QString text;
    for (const QString& section : std::as_const(sections)) {
        if (!section.isEmpty())
            text += u"[%1]\n\n"_s.arg(section);
        for (const SettingDeclaration* declaration : declarations) {
            if (sectionOf(*declaration) != section)
                continue;
            QString help = QString::fromUtf8(declaration->help);
            if (declaration->minimum != declaration->maximum)
                help += u" From %1 to %2."_s.arg(declaration->minimum).arg(declaration->maximum);
            const QString key = QString::fromLatin1(declaration->name).section(u'.', -1);
            text += comment(help) % u'#' % key % u" = "_s % tomlText(*declaration) % u"\n\n"_s;
        }
    }
    return text.toUtf8();
}

} // namespace keydesk
