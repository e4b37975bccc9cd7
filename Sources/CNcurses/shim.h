#ifndef OCX_MISE_TUI_CNCURSES_SHIM_H
#define OCX_MISE_TUI_CNCURSES_SHIM_H

#include <curses.h>
#include <term.h>
#include <stdint.h>
#ifdef __APPLE__
#include <sys/ucontext.h>
#else
#include <ucontext.h>
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

/* The registers of the code that a signal interrupted: its place, its frame, its stack. All are 0
   on a processor that is not known here. */
typedef struct { uintptr_t counter, frame, stack; } cn_registers;
static inline cn_registers cn_interrupted(const void *context) {
  const ucontext_t *user = (const ucontext_t *)context;
#if defined(__APPLE__) && defined(__arm64__)
#define CN_STATE user->uc_mcontext->__ss
  return (cn_registers){__darwin_arm_thread_state64_get_pc(CN_STATE),
                        __darwin_arm_thread_state64_get_fp(CN_STATE),
                        __darwin_arm_thread_state64_get_sp(CN_STATE)};
#undef CN_STATE
#elif defined(__APPLE__)
  return (cn_registers){user->uc_mcontext->__ss.__rip, user->uc_mcontext->__ss.__rbp,
                        user->uc_mcontext->__ss.__rsp};
#elif defined(__x86_64__)
  const greg_t *registers = user->uc_mcontext.gregs;
  return (cn_registers){(uintptr_t)registers[16], (uintptr_t)registers[10],
                        (uintptr_t)registers[15]};
#elif defined(__aarch64__)
  return (cn_registers){user->uc_mcontext.pc, user->uc_mcontext.regs[29], user->uc_mcontext.sp};
#else
  return (cn_registers){0, 0, 0};
#endif
}

/* Where the program's image lies in memory, which addresses are relative to. */
#ifdef __APPLE__
extern const char cn_image_start __asm("__mh_execute_header");
#else
extern const char cn_image_start __asm("__executable_start");
#endif
static inline const void *cn_image_base(void) { return &cn_image_start; }

/* Whether an address lies in the program's own code; unknown on macOS, where nothing needs it. */
#ifdef __APPLE__
static inline int cn_is_code(uintptr_t address) { return 0; }
#else
extern const char cn_code_end __asm("etext");
static inline int cn_is_code(uintptr_t address) {
  return address >= (uintptr_t)&cn_image_start && address < (uintptr_t)&cn_code_end;
}
#endif

#endif
