/* What `make` said of this build. Each is "" in a plain `swift build`. */

#ifndef OCX_MISE_TUI_BUILD_STAMP_H
#define OCX_MISE_TUI_BUILD_STAMP_H

/* The commit, as git names it. */
const char *ocx_mise_tui_commit(void);
/* The commit's date, or that of SOURCE_DATE_EPOCH: YYYY-MM-DD. */
const char *ocx_mise_tui_date(void);
/* The version of the Swift compiler. */
const char *ocx_mise_tui_compiler(void);

#endif
