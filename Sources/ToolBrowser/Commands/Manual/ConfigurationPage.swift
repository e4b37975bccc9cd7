extension ManualPage {
  /// `ocx-mise-tui(5)`: settings, keys, files and environment.
  static let configuration = ManualPage(
    name: Program.name, section: 5,
    summary: "settings, keys, files and environment of \(Program.name)",
    blocks: [
      .heading("DESCRIPTION"),
      .paragraph(
        """
        The settings are in $XDG_CONFIG_HOME/ocx-mise-tui/config.toml (~/.config where the variable \
        is not set), in TOML. Options of the command line win over them. What the file says that has \
        no effect is shown when the browser starts, by doctor, and by the commands that read the \
        setting.
        """),
      .heading("SETTINGS"),
      .entries(
        KeyReference.settings.map {
          (term: $0.name.rawValue, meaning: "\($0.summary): \($0.value)")
        }),
      .heading("KEYS"),
      .paragraph(
        """
        In brackets the name of the action, by which the table [keys] binds it anew: to one key, to \
        a list of keys, or with [] to none. A key is written as it is typed, or as <Enter>, <Esc>, \
        <Tab>, <Space>, <F5>, <C-x> for Ctrl and x, <A-x> for Alt and x; gg is two keys in turn.
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
    ("~/.config/ocx-mise-tui/config.toml", "the settings; never written"),
    (
      "~/.local/state/ocx-mise-tui",
      "the journal of changes, for undo. Without it, what was changed stays and cannot be undone"
    ),
    ("~/.cache/ocx-mise-tui", "summaries of indexes; may be deleted at any time"),
    (
      "mise.toml, .mise.toml, mise.local.toml, .tool-versions, …",
      "the files that mise reads, by its rules; changed after the diff was shown, and only they"
    ),
    (
      "~/.local/share/mise/plugins/ocx",
      "the plugin, as plugin install puts it: a real folder, with the path of the program in a file"
    ),
    ("~/.ocx", "the home of ocx: its index is read, and nothing in it is written but by ocx"),
  ]

  private static let environment: [(term: String, meaning: String)] = [
    ("OCX_MISE_TUI", "the program that the plugin calls, by its absolute path"),
    ("OCX_MISE_OCX", "the ocx to use; else the first on PATH"),
    ("OCX_MISE_TUI_HARD_LINKS", "0: installs share no files with the store of OCX"),
    ("OCX_HOME, OCX_INDEX", "where the home and the index of ocx are"),
    ("OCX_DEFAULT_REGISTRY", "the registry of a name without one"),
    (
      "OCX_OFFLINE, OCX_FROZEN, MISE_OFFLINE",
      "nothing is fetched, as with --offline"
    ),
    (
      "OCX_AUTH_HOST_USER, OCX_AUTH_HOST_TOKEN",
      "read by ocx alone: the login of a registry, the name of its host with _ for . and :"
    ),
    (
      "OCX_MISE_TUI_PROGRESS",
      "set for mise: the file that an install hook tells its download to, one JSON document a line"
    ),
    ("MISE_ENV", "environments of mise: mise.NAME.toml is read as well"),
    (
      "MISE_DATA_DIR, MISE_CONFIG_DIR, MISE_CEILING_PATHS, …", "the folders of mise, as it has them"
    ),
    ("MISE_MINIMUM_RELEASE_AGE", "how old a version must be to be offered: 7d, 6mo, 1y, a date"),
    ("MISE_TRUSTED_CONFIG_PATHS", "folders whose files mise trusts"),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "where the folders above are"),
    ("NO_COLOR", "no colours"),
    ("TERM, COLORTERM", "what the terminal can do; dumb: linear text, as with --plain"),
    ("ESCDELAY", "milliseconds for which the rest of a key is waited for"),
  ]
}
