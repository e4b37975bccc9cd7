/// When human output has colours.
enum ColourChoice: String, CaseIterable, Sendable {
  case auto, always, never
}

/// A command line that was understood: every value has been checked against the table.
struct ParsedCommand: Equatable, Sendable {
  var name: CommandName
  var arguments: [String] = []
  private var values: [OptionName: [String]] = [:]

  init(_ name: CommandName) {
    self.name = name
  }

  /// Records an option; a flag has an empty value.
  mutating func add(_ option: OptionName, _ value: String = "") {
    values[option, default: []].append(value)
  }

  /// Whether the option was given.
  func has(_ option: OptionName) -> Bool { values[option] != nil }

  /// The value of an option; the last one where it was given more than once.
  func value(_ option: OptionName) -> String? { values[option]?.last }

  /// `--json`.
  var isJSON: Bool { has(.json) }
  /// `--offline`.
  var isOffline: Bool { has(.offline) }
  /// `--dry-run`.
  var isDryRun: Bool { has(.dryRun) }
  /// `--color` and `--no-color`.
  var colour: ColourChoice {
    if has(.noColor) { return .never }
    return value(.color).flatMap(ColourChoice.init) ?? .auto
  }
  /// `--theme`.
  var theme: Theme? { value(.theme).flatMap(Theme.named) }
  /// `--size`.
  var size: Size? { value(.size).flatMap(Size.init(parsing:)) }
}

/// What a command line asks for.
enum CommandRequest: Equatable, Sendable {
  case run(ParsedCommand)
  /// The help of a command, or of the program.
  case help(CommandName?)
  case version
}
