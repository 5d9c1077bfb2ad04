#pragma once

namespace keydesk {

enum class Theme { System, Light, Dark, HighContrast };
enum class TextSize { Normal, Large };

} // namespace keydesk
