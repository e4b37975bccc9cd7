#ifndef OCX_MISE_TUI_CLINUX_SHIM_H
#define OCX_MISE_TUI_CLINUX_SHIM_H

/* What Swift's module of the C library lacks: some calls of Linux, and an `environ` that is not global
   mutable state. No logic. */

#ifdef __APPLE__
#include <crt_externs.h>
static inline char **process_environment(void) { return *_NSGetEnviron(); }
#else
extern char **environ;
static inline char **process_environment(void) { return environ; }
#endif

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

/* renameat2(2), which not every C library has a function for. */
static inline int linux_renameat2(int from_folder, const char *from, int to_folder,
                                  const char *to, unsigned int flags) {
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}
#endif

#endif
