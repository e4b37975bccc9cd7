/* A file of its own, and in C, because the package manager can give text to a C file alone: a new
   commit then compiles these lines and links, and nothing else. */

#include "BuildStamp.h"

#ifndef OCX_MISE_TUI_COMMIT
#define OCX_MISE_TUI_COMMIT ""
#endif
#ifndef OCX_MISE_TUI_DATE
#define OCX_MISE_TUI_DATE ""
#endif
#ifndef OCX_MISE_TUI_COMPILER
#define OCX_MISE_TUI_COMPILER ""
#endif

const char *ocx_mise_tui_commit(void) { return OCX_MISE_TUI_COMMIT; }
const char *ocx_mise_tui_date(void) { return OCX_MISE_TUI_DATE; }
const char *ocx_mise_tui_compiler(void) { return OCX_MISE_TUI_COMPILER; }
