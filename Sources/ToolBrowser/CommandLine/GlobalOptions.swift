/// The options of all commands.
struct GlobalOptions: Equatable, Sendable {
  /// `--project`.
  var project: PathArgument?
  /// `--index`.
  var index: PathArgument?
  var offline = false
  var colour = ColourChoice.auto
  /// `--json`, which only some commands accept.
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

  /// The flags that replace the command.
  static let help = OptionSpec(name: "help", short: "h", summary: "this help")
  static let version = OptionSpec(
    name: "version", short: "V", summary: "the version of this program")

  /// The options in help and completions; `--json` is listed with the commands that accept it.
  static let specs = options.map(\.spec) + [help, version]

  init() {}

  /// Extracts the global options of a command line.
  init(_ words: ParsedArguments) throws(UsageFailure) {
    for option in Self.options + [Self.json] {
      for value in words.values(of: option.spec) { try option.store(&self, value) }
    }
  }
}
