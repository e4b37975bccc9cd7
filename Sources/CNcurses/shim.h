#ifndef OCX_MISE_TUI_CNCURSES_SHIM_H
#define OCX_MISE_TUI_CNCURSES_SHIM_H

#include <curses.h>
#include <term.h>
#if __has_include(<execinfo.h>)
#include <execinfo.h>
#endif

/* What Swift cannot import: variadic functions, an error value that is no pointer, and headers and
   symbols that not every system has. No logic. */

/* Loads an entry; `state` is 1 where there is one, 0 where there is none, -1 without a database. */
static inline int cn_setupterm(const char *term, int *state) {
  return setupterm((char *)term, 1, state);
}

/* A terminfo string with its parameters put in. */
static inline const char *cn_tiparm2(const char *string, int first, int second) {
  return tiparm(string, first, second);
}

/* tigetstr, which gives (char *)-1 for what is no string capability. */
static inline const char *cn_tigetstr(const char *name) {
  const char *string = tigetstr((char *)name);
  return string == (const char *)-1 ? NULL : string;
}
static inline int cn_tigetnum(const char *name) { return tigetnum((char *)name); }

/* The return addresses of the calls that are open; none where the C library cannot tell. */
static inline int cn_backtrace(void **addresses, int size) {
#if __has_include(<execinfo.h>)
  return backtrace(addresses, size);
#else
  return 0;
#endif
}

/* Where the program's image lies in memory, which addresses are relative to. */
#ifdef __APPLE__
extern const char cn_image_start __asm("__mh_execute_header");
#else
extern const char cn_image_start __asm("__executable_start");
#endif
static inline const void *cn_image_base(void) { return &cn_image_start; }

#endif
