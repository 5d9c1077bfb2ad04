#pragma once

#include "widgets/appearance.h"

#include <QWidget>

class QMenu;

namespace keydesk {

class Button;
class Label;

/// The line over every page: whose panel this is, language, look, who is signed in and the way out.
class HeaderBar : public QWidget
{
    Q_OBJECT
public:
    /// What it shows.
    struct Content
    {
        QString organisation;
        QByteArray logoSvg = {}; ///< Empty: Keydesk's own mark.
        QStringList languages;
        QString language;
        ColourChoice colours = ColourChoice::System;
        bool isLargeText = false;
        QString person; ///< Empty: nobody, or not known yet.
        bool canSignOut = false;
        friend bool operator==(const Content&, const Content&) = default;
    };
    explicit HeaderBar(QWidget* parent = nullptr);

    void show(const Content& content);
    /// Lower, where the window is.
    void setLow(bool isLow);
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return false; } // Its buttons have; the bar does not.

Q_SIGNALS:
    void languageChosen(const QString& language);
    void coloursChosen(keydesk::ColourChoice colours);
    void largeTextChosen(bool isLarge);
    void signOutChosen();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void chooseLanguage();
    void openLookMenu();
    QMenu* openMenu(Button* button);
    void fold();

    Content m_content;
    bool m_isLow = false;
    class LogoView* m_logo;
    Label* m_organisation;
    Button* m_language;
    Button* m_look;
    Label* m_person;
    Button* m_signOut;
};

/// The organisation's logo, or Keydesk's mark.
class LogoView : public QWidget
{
    Q_OBJECT
public:
    explicit LogoView(QWidget* parent = nullptr);
    void setSvg(const QByteArray& svg);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QByteArray m_svg;
    QPixmap m_rendered;
};

/// A language's name in itself ("Türkçe"), for people who do not read the present one.
QString languageName(const QString& language);

} // namespace keydesk
