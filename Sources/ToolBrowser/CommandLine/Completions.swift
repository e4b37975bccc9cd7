/// Completions for shells, from the command table. Tools are completed from the local index, by
/// asking the program itself.
enum Completions {
  enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

  static let shells = Shell.allCases

  /// The script that a shell sources.
  static func script(_ shell: Shell) -> String {
    switch shell {
    case .bash: bash
    case .zsh: zsh
    case .fish: fish
    }
  }

  /// A shell line that prints the names of all tools, one a line.
  static let listTools =
    "\(CommandTable.program) packages --json 2>/dev/null"
    + #" | grep -oE '"tool": ?"[^"]*"' | cut -d'"' -f4"#

  /// Every command with a name of its own.
  static var commands: [CommandSpec] {
    CommandName.allCases.filter { $0 != .browse }.map(CommandTable.command)
  }

  /// The commands whose names begin with this word and have another.
  static func followers(of group: String) -> [CommandSpec] {
    commands.filter { $0.name.rawValue.hasPrefix(group + " ") }
  }

  /// The second word of a command.
  static func secondWord(_ name: CommandName) -> String {
    name.rawValue.split(separator: " ").last.map(String.init) ?? ""
  }

  /// The options that take a value, as they are written.
  static var optionsWithValue: [String] {
    OptionName.allCases.map(CommandTable.option).filter { $0.value != nil }.map(\.long)
  }

  /// The words that can come first.
  static var firstWords: [String] {
    commands.map(\.name.rawValue).filter { !$0.contains(" ") } + CommandTable.groups
  }
}
