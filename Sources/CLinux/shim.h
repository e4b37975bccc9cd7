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
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

/* renameat2(2), which not every C library has a function for. */
static inline int linux_renameat2(int from_folder, const char *from, int to_folder,
                                  const char *to, unsigned int flags) {
  return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

/* pidfd_open(2), from Linux 5.3 on: a descriptor that is readable once the process has ended, and that
   no other program inherits. */
static inline int linux_pidfd_open(pid_t process) {
#ifdef SYS_pidfd_open
  return (int)syscall(SYS_pidfd_open, process, 0);
#else
  errno = ENOSYS;
  return -1;
#endif
}

/* Has all threads share two arenas of memory, where the C library would give each its own. */
static inline void linux_share_arenas(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
#endif
}

/* pipe2(2) with O_CLOEXEC. */
static inline int linux_pipe_cloexec(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }
#endif

#endif
