#ifndef OCX_MISE_TUI_CNCURSES_SHIM_H
#define OCX_MISE_TUI_CNCURSES_SHIM_H

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
/* WINDOW as one type on every system, not now a struct and now an opaque one. */
#ifndef NCURSES_OPAQUE
#define NCURSES_OPAQUE 0
#endif
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <stdio.h>

/* What Swift cannot import: macros with arguments, variadic functions, and C's mutable globals.
   No logic. */

/* newterm on the standard streams; NULL where TERM is unknown, where initscr would exit. */
static inline SCREEN *cn_newterm(void) { return newterm(NULL, stdout, stdin); }

/* A terminfo string with its parameters put in. */
static inline const char *cn_tiparm1(const char *string, int first) {
  return tiparm(string, first);
}
static inline const char *cn_tiparm2(const char *string, int first, int second) {
  return tiparm(string, first, second);
}

/* tigetstr, which gives (char *)-1 for what is no string capability. */
static inline const char *cn_tigetstr(const char *name) {
  const char *string = tigetstr((char *)name);
  return string == (const char *)-1 ? NULL : string;
}
static inline int cn_tigetnum(const char *name) { return tigetnum((char *)name); }

/* The character set of the locale. */
static inline const char *cn_codeset(void) { return nl_langinfo(CODESET); }

/* The mouse events that the program wants. The wheel is buttons 4 and 5. */
static inline mmask_t cn_press(void) { return BUTTON1_PRESSED; }
static inline mmask_t cn_wheel_up(void) { return BUTTON4_PRESSED; }
static inline mmask_t cn_wheel_down(void) {
#ifdef BUTTON5_PRESSED
  return BUTTON5_PRESSED;
#else
  return 0;
#endif
}

#endif
