#include "virtual/key/keypicture.h"
#include "virtual/key/keywindow.h"

#include <QLabel>
#include <QLocalSocket>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace keydesk;
using namespace keydesk::virtualkey;
using namespace Qt::Literals::StringLiterals;

class TestKeyWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void saysWhatItIs();
    void asksForATouch();
    void isTakenOutAndPutBack();
    void winks();

private:
    QString text(const char* name) const { return m_window->findChild<QLabel*>(QLatin1StringView(name))->text(); }
    QPushButton* button(const char* name) const { return m_window->findChild<QPushButton*>(QLatin1StringView(name)); }
    /// The platform asks the key to be touched.
    void select();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<VirtualKey> m_key;
    std::unique_ptr<KeyWindow> m_window;
    std::unique_ptr<QLocalSocket> m_client;
};

void TestKeyWindow::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto key = VirtualKey::open({.socket = m_folder->filePath(u"key"_s),
                                 .folder = m_folder->filePath(u"data"_s),
                                 .touchMode = TouchMode::Manual});
    QVERIFY(key);
    m_key = key.take();
    QVERIFY(m_key->plug());
    m_window = std::make_unique<KeyWindow>(*m_key);
    m_window->show();
}

void TestKeyWindow::cleanup()
{
    m_client.reset();
    m_window.reset();
    m_key.reset();
}

void TestKeyWindow::select()
{
    m_client = std::make_unique<QLocalSocket>();
    m_client->connectToServer(m_key->socketPath());
    const auto send = [&](const HidMessage& message) { m_client->write(reportsOf(message).constFirst()); };
    send({broadcastChannel, HidCommand::Init, "12345678"});
    QTRY_COMPARE(m_client->bytesAvailable(), reportSize);
    const quint32 channel = m_client->readAll().mid(15, 4).toHex().toUInt(nullptr, 16);
    send({channel, HidCommand::Cbor, "\x0b"});
}

void TestKeyWindow::saysWhatItIs()
{
    QVERIFY(text("muted").contains(u"stand-in"));
    QCOMPARE(text("state"), u"Plugged in"_s);
    QVERIFY(!button("touch")->isEnabled());
    QVERIFY(!button("deny")->isEnabled());
}

void TestKeyWindow::asksForATouch()
{
    const auto* picture = m_window->findChild<KeyPicture*>();
    for (const char* answer : {"touch", "deny"}) {
        select();
        QTRY_COMPARE(text("state"), u"Touch the key"_s);
        QVERIFY(picture->isLit());
        QTRY_VERIFY(!picture->isLit()); // It blinks.
        QTest::mouseClick(button(answer), Qt::LeftButton);
        QCOMPARE(text("state"), u"In use"_s);
        QTRY_VERIFY(!picture->isLit());
        QVERIFY(!button("touch")->isEnabled());
        m_client.reset();
        QTRY_COMPARE(text("state"), u"Plugged in"_s);
    }
}

void TestKeyWindow::isTakenOutAndPutBack()
{
    select();
    QTRY_COMPARE(text("state"), u"Touch the key"_s);
    QTest::mouseClick(button("plug"), Qt::LeftButton);
    QCOMPARE(text("state"), u"Taken out"_s);
    QVERIFY(!button("touch")->isEnabled());
    QTest::mouseClick(button("plug"), Qt::LeftButton);
    QCOMPARE(text("state"), u"Plugged in"_s);
}

void TestKeyWindow::winks()
{
    const auto* picture = m_window->findChild<KeyPicture*>();
    Q_EMIT m_key->winked();
    QTRY_VERIFY(picture->isLit());
    QTRY_VERIFY(!picture->isLit());
}

QTEST_MAIN(TestKeyWindow)
#include "tst_keywindow.moc"
