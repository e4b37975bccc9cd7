/// What every command takes.
struct GlobalOptions: Equatable, Sendable {
  /// `--project`.
  var project: PathArgument?
  /// `--index`.
  var index: PathArgument?
  var offline = false
  var colour = ColourChoice.auto
  /// `--json`, which the commands take that list it.
  var json = false

  static let options: [CommandOption<GlobalOptions>] = [
    .value(
      \.project, "project", "DIR", "where mise's search for files starts", completion: .directory),
    .value(
      \.index, "index", "DIR", "an OCX index instead of $OCX_INDEX or $OCX_HOME/index",
      completion: .directory),
    .flag(\.offline, "offline", "no network"),
    .constant(\.colour, .never, "no-color", "no colours, like NO_COLOR", group: .colour),
    .value(\.colour, "color", "WHEN", "auto, always or never", group: .colour),
  ]

  static let json = CommandOption<GlobalOptions>.flag(\.json, "json", "JSON instead of a table")

  /// The flags that ask for something else than a command.
  static let help = OptionSpec(name: "help", short: "h", summary: "this help")
  static let version = OptionSpec(
    name: "version", short: "V", summary: "the version of this program")

  /// What help and completions show of them; `--json` is shown with the commands that take it.
  static let specs = options.map(\.spec) + [help, version]

  init() {}

  /// Reads them out of a command line.
  init(_ words: CommandWords) throws(UsageFailure) {
    for option in Self.options + [Self.json] {
      for value in words.values(of: option.spec) { try option.store(&self, value) }
    }
  }
}
