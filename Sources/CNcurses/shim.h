#ifndef OCX_MISE_TUI_CNCURSES_SHIM_H
#define OCX_MISE_TUI_CNCURSES_SHIM_H

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <locale.h>
#include <ncurses.h>

#endif
