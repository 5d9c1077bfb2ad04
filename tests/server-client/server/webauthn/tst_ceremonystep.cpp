#include "webauthn/ceremonystep.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class TestCeremonyStep : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyStepHasANameOfItsOwn();
    void refusesWithTheName();
    void theDescriptionListsThem();
};

void TestCeremonyStep::everyStepHasANameOfItsOwn()
{
    QSet<QString> names;
    static const QRegularExpression form(u"^[a-z]+(_[a-z]+)*$"_s);
    for (const CeremonyStep step : everyCeremonyStep()) {
        QVERIFY2(form.match(stepName(step)).hasMatch(), qPrintable(stepName(step)));
        names.insert(stepName(step));
    }
    QCOMPARE(names.size(), static_cast<qsizetype>(everyCeremonyStep().size()));
    QCOMPARE(stepName(CeremonyStep::RelyingPartyIdHash), u"rp_id_hash"_s);
    QCOMPARE(stepName(CeremonyStep::CredentialRegistered), u"credential_registered"_s);
    QCOMPARE(stepName(CeremonyStep::Counter), u"counter"_s);
}

void TestCeremonyStep::refusesWithTheName()
{
    const Error error = refusedAt(CeremonyStep::UserPresence, u"why"_s);
    QCOMPARE(error.code, ErrorCode::AuthenticatorRefused);
    QCOMPARE(error.details, (QJsonObject{{u"step"_s, u"user_presence"_s}}));
    QCOMPARE(error.context, u"user_presence: why"_s);
}

void TestCeremonyStep::theDescriptionListsThem()
{
    QFile file(QStringLiteral(KEYDESK_SOURCE_DIR "/docs/openapi.yaml"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression listing(u"\\n    CeremonyStep:\\n.*?\\n      enum:\\s*\\[(.*?)\\]"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression separator(u"[\\s,]+"_s);
    const QStringList listed = listing.match(text).captured(1).split(separator);
    QStringList names;
    for (const CeremonyStep step : everyCeremonyStep()) {
        names.append(stepName(step));
        QVERIFY2(text.contains(u'`' % stepName(step) % u'`'), qPrintable(stepName(step)));
    }
    QCOMPARE(listed, names);
}

QTEST_GUILESS_MAIN(TestCeremonyStep)
#include "tst_ceremonystep.moc"
