#pragma once

namespace keydesk {

/// What a page shows while the service works. Working: buttons are off, nothing moves yet; Slow (after 200 ms): a quiet
/// indicator and a way to cancel.
enum class Activity { Idle, Working, Slow };

} // namespace keydesk
