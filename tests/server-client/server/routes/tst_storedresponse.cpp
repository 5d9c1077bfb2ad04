#include "routes/errorstatus.h"
#include "routes/storedresponse.h"

#include <QTest>

using namespace keydesk;
using namespace Qt::Literals::StringLiterals;

class StoredResponseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersComeBack()
    {
        const HttpResponse answer{.status = 201, .body = R"({"secret":"x y"})"};
        const auto again = fromStored(toStored(answer));
        QVERIFY(again);
        QCOMPARE(again->status, 201);
        QCOMPARE(again->body, answer.body);
        const auto empty = fromStored(toStored(HttpResponse{.status = 204}));
        QCOMPARE(empty->status, 204);
        QVERIFY(empty->body.isEmpty() && empty->headers.isEmpty());
    }

    void failuresComeBackWithoutTheirRequest()
    {
        const Error error{.code = ErrorCode::CodeRefused,
                          .context = u"for the log"_s,
                          .details = {{u"triesLeft"_s, 3}},
                          .retryAfter = std::chrono::seconds{7},
                          .requestId = u"the first"_s};
        const auto again = fromStored(toStored(error));
        QVERIFY(!again);
        QCOMPARE(again.error().code, ErrorCode::CodeRefused);
        QCOMPARE(again.error().details, error.details);
        QCOMPARE(again.error().retryAfter, error.retryAfter);
        const HttpResponse response = failureResponse(again.error(), u"the second"_s);
        QVERIFY(response.body.contains("the second"));
        QVERIFY(!response.body.contains("the first"));
    }

    void whatIsNotAStoredAnswer()
    {
        for (const QByteArray& bytes : {QByteArray(""), QByteArray("S"), QByteArray("S 200"), QByteArray("X200 {}"),
                                        QByteArray("E"), QByteArray("E[]")})
            QCOMPARE(fromStored(Secret::copyOf(bytes)).error().code, ErrorCode::Internal);
    }

    void everyCodeHasAStatus_data()
    {
        QTest::addColumn<int>("code");
        for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
            QTest::addRow("%d", code) << code;
    }
    void everyCodeHasAStatus()
    {
        QFETCH(int, code);
        const HttpResponse response = failureResponse({static_cast<ErrorCode>(code), u"why"_s}, u"id"_s);
        QVERIFY(response.status >= 400 && response.status <= 503);
        // The context is for the log alone.
        QVERIFY(!response.body.contains("why"));
    }
};

QTEST_GUILESS_MAIN(StoredResponseTest)
#include "tst_storedresponse.moc"
