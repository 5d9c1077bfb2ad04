#pragma once

namespace keydesk {

/// Linked into a program, this replaces free and realloc (glibc only, not under sanitizers): every heap block is
/// overwritten before it is given back, so that what the toolkit copied (the text of a line edit, a parsed answer) does
/// not stay behind. Blocks of 1 MiB and more go straight back to the kernel, which clears them.
/// True where it is at work; calling it makes the linker take it in.
bool wipesFreedMemory();

} // namespace keydesk
