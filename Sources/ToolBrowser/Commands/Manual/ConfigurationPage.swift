extension ManualPage {
  /// `ocx-mise-tui(5)`: settings, keys, files and environment.
  static let configuration = ManualPage(
    name: Program.name, section: 5,
    summary: "settings, keys, files and environment of \(Program.name)",
    blocks: [
      .heading("DESCRIPTION"),
      .paragraph(
        """
        The settings are in $XDG_CONFIG_HOME/ocx-mise-tui/config.toml (in ~/.config if the variable is \
        not set), in TOML. Command line options override them. Settings that have no effect are \
        reported when the browser starts, by doctor, and by the commands that read them.
        """),
      .heading("SETTINGS"),
      .entries(
        KeyReference.settings.map {
          (term: $0.name.rawValue, meaning: "\($0.summary): \($0.value)")
        }),
      .heading("KEYS"),
      .paragraph(
        """
        The name of each action is in brackets. In the table [keys] it is bound to a key, to a list of \
        keys, or with [] to none. A key is written as it is typed, or as <Enter>, <Esc>, <Tab>, \
        <Space>, <F5>, <C-x> for Ctrl and x, <A-x> for Alt and x; gg is two keys in a row.
        """),
    ]
      + KeyReference.groups.flatMap { group in
        [
          .subheading(group.title),
          .entries(
            group.rows.map { row in
              (
                term: row.keys.joined(separator: ", "),
                meaning: "\(row.summary) (\(row.name))"
              )
            }),
        ]
      } + [
        .heading("EXAMPLE"),
        .example([
          "theme = \"dark\"", "precision = \"minor\"", "", "[keys]", "pin = [\"P\", \"<F5>\"]",
          "undo = \"<C-z>\"",
        ]),
        .heading("FILES"), .entries(files),
        .heading("ENVIRONMENT"), .entries(environment),
        .heading("SEE ALSO"),
        .paragraph("ocx-mise-tui(1), ocx-mise-tui-plugin(7)"),
      ])

  private static let files: [(term: String, meaning: String)] = [
    ("~/.config/ocx-mise-tui/config.toml", "the settings; never written by the program"),
    (
      "~/.local/state/ocx-mise-tui",
      "the journal of changes, for undo. Without it, what was changed stays and cannot be undone"
    ),
    ("~/.cache/ocx-mise-tui", "summaries of indexes; can be deleted at any time"),
    (
      "mise.toml, .mise.toml, mise.local.toml, .tool-versions, …",
      "the files that mise reads, by its rules; the only ones changed, and only after the diff was shown"
    ),
    (
      "~/.local/share/mise/plugins/ocx",
      "the plugin, as plugin install installs it: a real folder, with the program's path in a file"
    ),
    ("~/.ocx", "the home of ocx: its index is read; only ocx writes to it"),
  ]

  private static let environment: [(term: String, meaning: String)] = [
    ("OCX_MISE_TUI", "the program that the plugin calls, by its absolute path"),
    ("OCX_MISE_OCX", "the ocx to use; else the first on PATH"),
    ("OCX_MISE_TUI_HARD_LINKS", "0: installs share no files with the OCX store"),
    ("OCX_HOME, OCX_INDEX", "the home and the index of ocx"),
    ("OCX_DEFAULT_REGISTRY", "the registry of names that do not include one"),
    (
      "OCX_OFFLINE, OCX_FROZEN, MISE_OFFLINE",
      "nothing is downloaded, as with --offline"
    ),
    (
      "OCX_AUTH_HOST_USER, OCX_AUTH_HOST_TOKEN",
      "read only by ocx: the login for a registry; HOST is its name with _ for . and :"
    ),
    (
      "OCX_MISE_TUI_PROGRESS",
      "set for mise: the file to which an install hook reports its download, one JSON document a line"
    ),
    ("MISE_ENV", "mise environments: mise.NAME.toml is read as well"),
    (
      "MISE_DATA_DIR, MISE_CONFIG_DIR, MISE_CEILING_PATHS, …",
      "mise's folders, as mise defines them"
    ),
    ("MISE_MINIMUM_RELEASE_AGE", "how old a version must be to be offered: 7d, 6mo, 1y, a date"),
    ("MISE_TRUSTED_CONFIG_PATHS", "folders whose files mise trusts"),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "the parents of the folders above"),
    ("NO_COLOR", "no colours"),
    ("TERM, COLORTERM", "the capabilities of the terminal; dumb: linear text, as with --plain"),
    ("ESCDELAY", "milliseconds to wait for the rest of a key sequence"),
  ]
}
