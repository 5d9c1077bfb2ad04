#include "widgets/icons.h"

#include "widgets/tokens.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace keydesk {
namespace {

QByteArray drawingSource(const QString& name)
{
    for (const auto* folder : {":/keydesk/icons/", ":/keydesk/drawings/"}) {
        QFile file(QLatin1String(folder) + name + QStringLiteral(".svg"));
        if (file.open(QIODevice::ReadOnly))
            return file.readAll();
    }
    qWarning("no drawing named %s", qPrintable(name));
    return {};
}

} // namespace

QPixmap lineIcon(const QString& name, QSize size, const IconColours& colours, qreal devicePixelRatio)
{
    const QString key = QStringLiteral("keydesk-%1-%2x%3-%4-%5-%6-%7")
                            .arg(name)
                            .arg(size.width())
                            .arg(size.height())
                            .arg(devicePixelRatio)
                            .arg(colours.ink.name(), colours.soft.name(), colours.card.name());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;

    QByteArray source = drawingSource(name);
    source.replace("#000000", colours.ink.name().toLatin1());
    source.replace("#eeeeee", colours.soft.name().toLatin1());
    source.replace("#ffffff", colours.card.name().toLatin1());
    QSvgRenderer renderer(source);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    pixmap = QPixmap(size * devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    renderer.render(&painter, QRectF(QPointF(), QSizeF(pixmap.size())));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QPixmap lineIcon(const QString& name, int size, const QColor& ink, const QWidget* widget)
{
    return lineIcon(name, {size, size}, {ink, ink, ink}, widget->devicePixelRatioF());
}

Drawing::Drawing(const QString& name, QSize size, QWidget* parent)
    : QWidget(parent), m_name(name), m_size(size), m_tone(Tone::Accent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Drawing::setName(const QString& name)
{
    m_name = name;
    update();
}

void Drawing::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Drawing::setCompact(bool isCompact)
{
    if (isCompact == m_isCompact)
        return;
    m_isCompact = isCompact;
    updateGeometry();
}

QSize Drawing::sizeHint() const
{
    return m_isCompact ? m_size * 3 / 5 : m_size;
}

void Drawing::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(this);
    const QSize size = sizeHint();
    const QRect area(QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size);
    QPainter painter(this);
    painter.drawPixmap(area.topLeft(),
                       lineIcon(m_name, size, {t.colour(m_tone), t.soft(m_tone), t.card}, devicePixelRatioF()));
}

} // namespace keydesk
