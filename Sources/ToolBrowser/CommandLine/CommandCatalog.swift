import BackendKit

/// All commands of the program. The parser, the help, the completions and the manual page receive
/// it; none of them refers to a command by name.
///
/// It holds types, and evaluates declarations on demand: evaluating them all takes longer than
/// everything else at the start.
struct CommandCatalog: Sendable {
  private let rootType: any Command.Type
  private let types: [any Command.Type]

  init(root: any Command.Type, commands: [any Command.Type]) {
    rootType = root
    types = commands
  }

  /// The command that runs if none is named.
  var root: CommandSpec { rootType.spec }

  /// The commands with a name, in the order of the help.
  var commands: [CommandSpec] { types.map { $0.spec } }

  /// The names, each as its words.
  private var names: [[String]] {
    types.map { $0.name.split(separator: " ").map(String.init) }
  }

  /// The first words of commands that have two: `plugin`, `hook`.
  var groups: [String] {
    var groups: [String] = []
    for words in names where words.count > 1 && !groups.contains(words[0]) {
      groups.append(words[0])
    }
    return groups
  }

  /// The command with a name.
  func command(named name: String) -> CommandSpec? { types.first { $0.name == name }?.spec }

  /// A catalog of only the command that the first words of a command line name, or of the browser
  /// if they name none; nil if the whole catalog is needed. The named command is also used as the
  /// root, which such a command line never runs.
  func narrowed(to words: [String]) -> CommandCatalog? {
    guard let first = words.first, !first.hasPrefix("-") else {
      return CommandCatalog(root: rootType, commands: [])
    }
    let pair = words.count > 1 ? "\(first) \(words[1])" : first
    let named = types.first { $0.name == first || $0.name == pair }
    return named.map { CommandCatalog(root: $0, commands: [$0]) }
  }

  /// The words that can come first, in the order of the help.
  var firstWords: [String] {
    var words: [String] = []
    for first in names.compactMap(\.first) where !words.contains(first) {
      words.append(first)
    }
    return words
  }

  /// The words that can follow the first word of a group.
  func secondWords(of group: String) -> [String] {
    names.filter { $0.count > 1 && $0[0] == group }.map { $0[1] }
  }

  /// Every option of every command, by its long name. An option means the same in all commands, so
  /// that it can come before the command.
  var optionsByName: [String: OptionSpec] {
    let all = GlobalOptions.specs + root.options + commands.flatMap(\.options)
    return Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The options that a command takes, its own first.
  func options(of command: CommandSpec) -> [OptionSpec] { command.options + GlobalOptions.specs }

  /// The full form of a command: `ocx-mise-tui pin`.
  func path(_ command: CommandSpec) -> String {
    command.name.isEmpty ? Program.name : "\(Program.name) \(command.name)"
  }

  /// The command with these words as its name; nil for the whole program.
  func topic(_ words: [String]) throws(UsageFailure) -> CommandSpec? {
    guard let first = words.first else { return nil }
    let name = words.joined(separator: " ")
    if let command = command(named: name) { return command }
    if words.count == 1, groups.contains(first) {
      throw .incompleteCommand(first, choices: secondWords(of: first))
    }
    throw .unknownCommand(name, near: Suggestions.typos(of: name, among: firstWords))
  }

  // MARK: - Usage lines

  /// The usage line of a command.
  func usage(_ command: CommandSpec) -> String {
    var parts = [path(command)]
    if let argument = command.argument { parts.append(argument.usage) }
    parts += Self.usage(command.options)
    return parts.joined(separator: " ")
  }

  /// Options in brackets; exclusive ones share them.
  private static func usage(_ options: [OptionSpec]) -> [String] {
    var parts: [String] = []
    for (index, option) in options.enumerated() {
      guard let group = option.group else {
        parts.append("[\(option.usage)]")
        continue
      }
      guard !options[..<index].contains(where: { $0.group == group }) else { continue }
      let rivals = options.filter { $0.group == group }
      parts.append("[\(rivals.map(\.usage).joined(separator: " | "))]")
    }
    return parts
  }
}
