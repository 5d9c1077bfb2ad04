// Renders every page in its states, themes, sizes and languages into PNG files:
//   keydesk-gallery --out DIR [--page STEM] [--state NAME] [--main] [--theme light,dark,contrast] [--size 1280x800,…]
//                   [--language en,tr] [--large] [--right-to-left]
#include "samples/stage.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>

using namespace keydesk;

namespace {

struct Size
{
    QString name;
    QSize logical;
    int scale = 1;
};

struct Choice
{
    QDir out;
    QString page, state;
    bool isMainOnly = false;
    bool isLarge = false;
    bool isRightToLeft = false;
    QStringList themes, languages;
    QList<Size> sizes;
};

/// "3840x2160@2" is 1920 × 1080 logical pixels on a display of 200 %.
Size sizeFrom(const QString& text)
{
    const QStringList scale = text.split(QLatin1Char('@'));
    const QStringList pixels = scale.first().split(QLatin1Char('x'));
    const int factor = scale.size() > 1 ? qMax(1, scale[1].toInt()) : 1;
    return {text, QSize(pixels.value(0).toInt(), pixels.value(1).toInt()) / factor, factor};
}

ColourChoice coloursFrom(const QString& theme)
{
    if (theme == QStringLiteral("dark"))
        return ColourChoice::Dark;
    return theme == QStringLiteral("contrast") ? ColourChoice::HighContrast : ColourChoice::Light;
}

Choice choiceFrom(QCommandLineParser& parser, const QApplication& application)
{
    const QCommandLineOption out(QStringLiteral("out"), QStringLiteral("Folder for the pictures."),
                                 QStringLiteral("folder"), QStringLiteral("gallery"));
    const QCommandLineOption page(QStringLiteral("page"), QStringLiteral("Only this page."), QStringLiteral("stem"));
    const QCommandLineOption state(QStringLiteral("state"), QStringLiteral("Only this state."), QStringLiteral("name"));
    const QCommandLineOption isMain(QStringLiteral("main"), QStringLiteral("Only the state by which a page is known."));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("Themes, comma-separated."),
                                   QStringLiteral("list"), QStringLiteral("light,dark,contrast"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("Sizes, comma-separated."),
                                  QStringLiteral("list"), QStringLiteral("360x640,800x480,1280x800,3840x2160@2"));
    const QCommandLineOption language(QStringLiteral("language"), QStringLiteral("Languages, comma-separated."),
                                      QStringLiteral("list"), QStringLiteral("en,tr"));
    const QCommandLineOption large(QStringLiteral("large"), QStringLiteral("Large text."));
    const QCommandLineOption mirrored(QStringLiteral("right-to-left"), QStringLiteral("Mirrored."));
    parser.addOptions({out, page, state, isMain, theme, size, language, large, mirrored});
    parser.addHelpOption();
    parser.process(application);
    Choice choice{.out = QDir(parser.value(out)),
                  .page = parser.value(page),
                  .state = parser.value(state),
                  .isMainOnly = parser.isSet(isMain),
                  .isLarge = parser.isSet(large),
                  .isRightToLeft = parser.isSet(mirrored),
                  .themes = parser.value(theme).split(QLatin1Char(',')),
                  .languages = parser.value(language).split(QLatin1Char(',')),
                  .sizes = {}};
    for (const QString& each : parser.value(size).split(QLatin1Char(',')))
        choice.sizes.append(sizeFrom(each));
    return choice;
}

int renderAll(const Choice& choice, Stage& stage, int scale)
{
    int pictures = 0;
    for (const QString& language : choice.languages) {
        stage.language().use(language);
        if (choice.isRightToLeft)
            QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        for (const QString& theme : choice.themes) {
            for (const Size& size : choice.sizes) {
                if (size.scale != scale)
                    continue;
                for (const Sample& sample : samples()) {
                    if ((!choice.page.isEmpty() && sample.page != choice.page) ||
                        (!choice.state.isEmpty() && sample.state != choice.state) ||
                        (choice.isMainOnly && !sample.isMain))
                        continue;
                    stage.appearance().setWish(
                        {.colours = coloursFrom(theme), .isLargeText = choice.isLarge, .isKiosk = sample.isKiosk});
                    stage.resize(size.logical);
                    stage.show(sample);
                    stage.resize(size.logical); // The sample before may have needed more.
                    stage.settle();
                    if (stage.size() != size.logical)
                        qWarning("%s does not fit %s", qPrintable(sample.name()), qPrintable(size.name));
                    const QString name = QStringList{sample.name(), theme, size.name, language}.join(QLatin1Char('-'));
                    stage.grab().save(choice.out.filePath(name + QStringLiteral(".png")), "PNG", 75);
                    ++pictures;
                }
            }
        }
    }
    return pictures;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const Choice choice = choiceFrom(parser, application);
    if (!choice.out.mkpath(QStringLiteral(".")))
        qFatal("cannot make the folder %s", qPrintable(choice.out.path()));

    QElapsedTimer time;
    time.start();
    const int scale = qRound(application.devicePixelRatio());
    Stage stage;
    const int pictures = renderAll(choice, stage, scale);
    qInfo("%d pictures at %d %% in %s, %lld ms", pictures, scale * 100, qPrintable(choice.out.path()), time.elapsed());

    // Another scale needs another process.
    if (scale == 1 &&
        std::any_of(choice.sizes.begin(), choice.sizes.end(), [](const Size& size) { return size.scale == 2; })) {
        qputenv("QT_SCALE_FACTOR", "2");
        return QProcess::execute(application.applicationFilePath(), application.arguments().mid(1));
    }
    return 0;
}
