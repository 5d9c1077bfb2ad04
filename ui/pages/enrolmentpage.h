#pragma once

#include "presenters/enrolmentpresenter.h"
#include "widgets/pageframe.h"

namespace keydesk {

class Captioned;
class Field;
class Notice;

/// An administrator makes this computer known to the service.
class EnrolmentPage : public PageFrame
{
    Q_OBJECT
public:
    explicit EnrolmentPage(QWidget* parent = nullptr);

    void render(const EnrolmentView& view);
    void retranslate() override;
    void clear() override;

Q_SIGNALS:
    void submitted(const QString& code);

protected:
    QWidget* firstField() override;

private:
    void checkReady();

    EnrolmentView m_view;
    Field* m_code;
    Captioned* m_captioned;
    Notice* m_notice;
};

} // namespace keydesk
