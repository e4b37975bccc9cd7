import BackendKit

/// The command line of the program, declared once: the parser, the help, the hints, the
/// completions and the manual page all read it here (cli.md; design D8).
enum CommandTable {
  static let program = "ocx-mise-tui"
  static let summary = "Browse OCX tools and pin them in mise.toml"

  /// The words that stand before commands of two words.
  static let groups = ["plugin", "hook"]

  /// The options that every command takes.
  static let globalOptions: [OptionName] = [
    .project, .index, .offline, .noColor, .color, .help, .version,
  ]

  private static let browserOptions: [OptionName] = [
    .readOnly, .ascii, .theme, .noMouse, .plain, .size, .script,
  ]
  private static let scopeOptions: [OptionName] = [.file, .global, .local, .env]

  /// Options of which a command takes at most one.
  static let exclusive: [[OptionName]] = [[.file, .global, .local, .env], [.noColor, .color]]

  private static let tool = ArgumentSpec(
    name: "TOOL", count: .one, kind: .tool, summary: "[ocx:][registry/]namespace/name")
  private static let tools = ArgumentSpec(
    name: "TOOL", count: .many, kind: .tool, summary: "[ocx:][registry/]namespace/name")

  /// What a command takes.
  static func command(_ name: CommandName) -> CommandSpec {
    switch name {
    case .browse:
      CommandSpec(
        name: name, summary: "the browser, on the project of the current directory",
        options: browserOptions)
    case .demo:
      CommandSpec(
        name: name, summary: "the browser, on a bundled index and a throw-away project",
        discussion: [
          "Needs no ocx, no mise and no network. Says where the folder is, and removes it at the end."
        ],
        options: [.keep] + browserOptions)
    case .registries:
      CommandSpec(
        name: name, summary: "known registries: where known from, packages, age of the local index",
        options: [.json])
    case .packages:
      CommandSpec(
        name: name, summary: "packages, best match first",
        discussion: ["Ranked by the same matcher as the browser's filter; without QUERY by name."],
        argument: ArgumentSpec(
          name: "QUERY", count: .optional, summary: "letters of a name, a title or a keyword"),
        options: [.json])
    case .versions:
      CommandSpec(
        name: name, summary: "the versions of a tool that mise sees, oldest first",
        argument: tool, options: [.all, .variant, .json])
    case .show:
      CommandSpec(
        name: name, summary: "all that is known of a tool",
        discussion: ["Description, platforms, aliases, digest, pins and install paths."],
        argument: ArgumentSpec(
          name: "TOOL[@VERSION]", count: .one, kind: .tool,
          summary: "[ocx:][registry/]namespace/name, and a version of it"),
        options: [.json])
    case .pins:
      CommandSpec(
        name: name, summary: "the ocx: entries of the project, in force or shadowed",
        discussion: ["File, line, request, installed, latest, state."], options: [.json])
    case .outdated:
      CommandSpec(
        name: name, summary: "pins with something newer, and the ladder of targets",
        discussion: [
          "What cannot be looked at - a file that does not parse, a pin without an index - is a"
            + " warning. With --exit-code and nothing newer elsewhere it is the status, too: 65 for"
            + " a file or an entry, 79 for a missing index, package or version."
        ],
        options: [.exitCode, .json])
    case .pin:
      CommandSpec(
        name: name, summary: "write tools into the project's mise.toml",
        discussion: ["Without a version, the newest release is pinned."],
        argument: ArgumentSpec(
          name: "TOOL[@VERSION]", count: .some, kind: .tool,
          summary: "[ocx:][registry/]namespace/name, and what to pin: 4, 4.3, latest, 4.3.2"),
        options: scopeOptions + [.digest, .dryRun, .json])
    case .unpin:
      CommandSpec(
        name: name, summary: "take tools out of the project's mise.toml",
        discussion: ["Without an option for the file, out of the one whose entry is in force."],
        argument: ArgumentSpec(
          name: "TOOL", count: .some, kind: .tool, summary: tool.summary),
        options: scopeOptions + [.dryRun, .json])
    case .upgrade:
      CommandSpec(
        name: name, summary: "raise pins to something newer",
        discussion: [
          "Without TOOL, every pin; a pin keeps its precision and its options. Upgrades go up to a"
            + " level: unasked to minor, and what they leave is named. Within the pins no file"
            + " changes: the newest that they cover is installed.",
          "A TOOL that cannot be looked at is a failure, and nothing is written. Without TOOL the"
            + " rest is written, and the status is that of the first file or pin that could not be.",
        ],
        argument: tools, options: [.to, .dryRun, .json])
    case .undo:
      CommandSpec(
        name: name, summary: "take the last change back, also after a restart",
        discussion: ["Refuses where a file has changed since."], options: [.json])
    case .install:
      CommandSpec(
        name: name, summary: "install tools through mise where it is there, else through ocx",
        discussion: [
          "Without TOOL, every pin for this machine that is not installed. What is yanked or cannot"
            + " be told is left out with a warning, and is the status."
        ],
        argument: ArgumentSpec(
          name: "TOOL[@VERSION]", count: .many, kind: .tool,
          summary: "[ocx:][registry/]namespace/name, and a version of it"))
    case .refresh:
      CommandSpec(
        name: name, summary: "bring the local index up to date",
        discussion: ["Through ocx index sync for a registry, ocx index update for a tool."],
        argument: ArgumentSpec(
          name: "REGISTRY|TOOL", count: .many, kind: .tool,
          summary: "a registry such as ocx.sh, or a tool; every known registry without one"))
    case .pluginInstall:
      CommandSpec(
        name: name, summary: "put the mise plugin where mise finds it, bound to this program")
    case .pluginUninstall:
      CommandSpec(name: name, summary: "take the mise plugin away again")
    case .pluginPath:
      CommandSpec(name: name, summary: "where the mise plugin lies")
    case .gc:
      CommandSpec(
        name: name, summary: "give back store links whose mise install is gone",
        options: [.dryRun, .json])
    case .doctor:
      CommandSpec(
        name: name, summary: "what was looked at, what was found, and how to mend it",
        options: [.json])
    case .hookListVersions:
      hook(name, "the versions of a tool, for mise's list hook")
    case .hookInstall:
      hook(name, "install a tool, for mise's install hook")
    case .hookExecEnv:
      hook(name, "the environment of a tool, for mise's exec-env hook")
    case .completions:
      CommandSpec(
        name: name, summary: "completions for a shell, to be sourced by it",
        argument: ArgumentSpec(
          name: "SHELL", count: .one, kind: .choice(Completions.shells.map(\.rawValue)),
          summary: "bash, zsh or fish"))
    case .manual:
      CommandSpec(name: name, summary: "the manual page, for man -l or a folder of manual pages")
    case .help:
      CommandSpec(
        name: name, summary: "this help, or that of a command",
        argument: ArgumentSpec(name: "COMMAND", count: .many, kind: .command, summary: "a command"))
    }
  }

  private static func hook(_ name: CommandName, _ summary: String) -> CommandSpec {
    CommandSpec(
      name: name, summary: summary,
      discussion: ["Takes one JSON request on standard input, gives one JSON answer."],
      isForPrograms: true)
  }

  /// What an option is.
  static func option(_ name: OptionName) -> OptionSpec {
    switch name {
    case .project:
      OptionSpec(
        name: name, value: "DIR", kind: .directory,
        summary: "where mise's search for files starts")
    case .index:
      OptionSpec(
        name: name, value: "DIR", kind: .directory,
        summary: "an OCX index instead of $OCX_INDEX or $OCX_HOME/index")
    case .offline: OptionSpec(name: name, summary: "no network")
    case .noColor: OptionSpec(name: name, summary: "no colours, like NO_COLOR")
    case .color:
      OptionSpec(
        name: name, value: "WHEN", kind: .choice(ColourChoice.allCases.map(\.rawValue)),
        summary: "auto, always or never")
    case .help: OptionSpec(name: name, short: "h", summary: "this help")
    case .version: OptionSpec(name: name, short: "V", summary: "the version of this program")
    case .json: OptionSpec(name: name, summary: "JSON instead of a table")
    case .all: OptionSpec(name: name, summary: "rolling, build and yanked tags as well")
    case .variant:
      OptionSpec(
        name: name, value: "NAME", summary: "one track alone; default for the plain one")
    case .exitCode: OptionSpec(name: name, summary: "end with 1 where anything is newer")
    case .file:
      OptionSpec(name: name, value: "FILE", kind: .file, summary: "write to this file")
    case .global: OptionSpec(name: name, summary: "write to mise's global configuration")
    case .local: OptionSpec(name: name, summary: "write to mise.local.toml")
    case .env:
      OptionSpec(name: name, value: "NAME", summary: "write to mise.NAME.toml")
    case .digest: OptionSpec(name: name, summary: "pin the digest as well: a moved tag is refused")
    case .dryRun: OptionSpec(name: name, summary: "show what would change, and change nothing")
    case .to:
      OptionSpec(
        name: name, value: "LEVEL", kind: .choice(UpgradeLevel.allCases.map(\.rawValue)),
        summary: "within, patch, minor or major; minor unless given")
    case .keep: OptionSpec(name: name, summary: "leave the throw-away folder at the end")
    case .readOnly: OptionSpec(name: name, summary: "show everything, write nothing")
    case .ascii: OptionSpec(name: name, summary: "marks and borders in ASCII")
    case .theme:
      OptionSpec(
        name: name, value: "NAME", kind: .choice(Theme.all.map(\.name)),
        summary: Theme.all.map(\.name).joined(separator: ", "))
    case .noMouse: OptionSpec(name: name, summary: "leave the mouse to the terminal")
    case .plain:
      OptionSpec(name: name, summary: "linear text, for screen readers and TERM=dumb")
    case .size:
      OptionSpec(
        name: name, value: "COLSxROWS", kind: .size, summary: "the screen of a script, 80x24 else")
    case .script:
      OptionSpec(
        name: name, value: "FILE", kind: .file, summary: "play a script, without a terminal")
    }
  }

  /// The options that a command takes, its own first.
  static func options(of command: CommandSpec) -> [OptionName] {
    command.options + globalOptions
  }

  /// How the command is written in full: `ocx-mise-tui pin`.
  static func path(_ name: CommandName) -> String {
    name == .browse ? program : "\(program) \(name.rawValue)"
  }

  /// The usage line of a command.
  static func usage(_ command: CommandSpec) -> String {
    var parts = [path(command.name)]
    if let argument = command.argument { parts.append(argument.usage) }
    parts += exclusiveUsage(command.options)
    return parts.joined(separator: " ")
  }

  /// Options in brackets; those of which only one may be given share them.
  private static func exclusiveUsage(_ names: [OptionName]) -> [String] {
    var parts: [String] = []
    var done: Set<OptionName> = []
    for name in names where !done.contains(name) {
      let group = exclusive.first { $0.contains(name) }?.filter(names.contains) ?? [name]
      done.formUnion(group)
      parts.append("[\(group.map { option($0).usage }.joined(separator: " | "))]")
    }
    return parts
  }
}
