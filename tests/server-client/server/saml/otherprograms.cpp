#include "otherprograms.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;

namespace keydesk {

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

/// Where the schemas include each other by addresses of the web.
QByteArray catalog()
{
    QByteArray text = "<catalog xmlns=\"urn:oasis:names:tc:entity:xmlns:xml:catalog\">";
    for (const auto& [address, file] :
         {std::pair{"http://www.w3.org/TR/2002/REC-xmldsig-core-20020212/xmldsig-core-schema.xsd",
                    "xmldsig-core-schema.xsd"},
          std::pair{"http://www.w3.org/TR/2002/REC-xmlenc-core-20021210/xenc-schema.xsd", "xenc-schema.xsd"},
          std::pair{"http://www.w3.org/2001/xml.xsd", "xml.xsd"}})
        text += QByteArray("<system systemId=\"") + address + "\" uri=\"/usr/share/xml/xmltooling/" + file + "\"/>" +
                "<uri name=\"" + address + "\" uri=\"/usr/share/xml/xmltooling/" + file + "\"/>";
    return text + "</catalog>";
}

} // namespace

QByteArray schemaProblem(const QByteArray& xml, const QString& schema)
{
    const QTemporaryDir folder;
    write(folder.filePath(u"message.xml"_s), xml);
    write(folder.filePath(u"catalog.xml"_s), catalog());
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XML_CATALOG_FILES"_s, folder.filePath(u"catalog.xml"_s));
    program.setProcessEnvironment(environment);
    program.start(u"xmllint"_s,
                  {u"--nonet"_s, u"--noout"_s, u"--schema"_s,
                   u"/usr/share/xml/opensaml/saml-schema-%1-2.0.xsd"_s.arg(schema), folder.filePath(u"message.xml"_s)});
    if (!program.waitForFinished())
        qFatal("xmllint does not run");
    return program.exitCode() == 0 ? QByteArray() : program.readAllStandardError();
}

std::optional<QByteArray> byXmlsec(const XmlsecCall& call)
{
    const QTemporaryDir folder;
    write(folder.filePath(u"message.xml"_s), call.xml);
    write(folder.filePath(u"key.pem"_s), call.pem);
    QStringList arguments;
    for (QString each : call.arguments)
        arguments.append(
            each.replace(u"%1"_s, folder.filePath(u"message.xml"_s)).replace(u"%2"_s, folder.filePath(u"key.pem"_s)));
    QProcess program;
    program.start(u"xmlsec1"_s, arguments);
    if (!program.waitForFinished())
        qFatal("xmlsec1 does not run");
    return program.exitCode() == 0 ? std::optional{program.readAllStandardOutput()} : std::nullopt;
}

bool verifiedByXmlsec(const QByteArray& xml, const QString& certificatePem, const QString& element)
{
    const QString name = element.section(u':', -1);
    // The signature of this element, and not that of one within it.
    const QString path = u"//*[local-name()='%1']/*[local-name()='Signature']"_s.arg(name);
    return byXmlsec({.arguments = {u"--verify"_s, u"--pubkey-cert-pem"_s, u"%2"_s, u"--id-attr:ID"_s, element,
                                   u"--node-xpath"_s, path, u"%1"_s},
                     .xml = xml,
                     .pem = certificatePem.toLatin1()})
        .has_value();
}

} // namespace keydesk
