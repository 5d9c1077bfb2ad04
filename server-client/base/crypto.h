#pragma once

namespace keydesk {

/// Ready the library, once; cheap afterwards, any thread. What needs one calls it itself.
void readySodium();
void readyQca();

} // namespace keydesk
