import BackendKit

/// Reads command lines by the table: `--name value` and `--name=value`, grouped short flags, `--`,
/// options before and after the command and between its arguments.
enum CommandParser {
  /// What the words after the program's name ask for.
  static func parse(_ words: [String]) throws(UsageFailure) -> CommandRequest {
    var scan = Scan(words)
    try scan.run()
    let (name, arguments) = try splitCommand(scan)
    // Asked for help, a half-written command is no error.
    if scan.has(.help) { return .help(name == .help ? nil : name) }
    if scan.has(.version) { return .version }
    guard let name else {
      let words = scan.words
      throw .incompleteCommand(words.joined(separator: " "), choices: followers(of: words))
    }
    if name == .help { return .help(try helpTopic(arguments)) }
    var command = ParsedCommand(name)
    command.arguments = arguments
    try check(scan.options, of: name)
    for (option, value) in scan.options { command.add(option, value) }
    try check(arguments, of: CommandTable.command(name))
    if command.has(.size), !command.has(.script) {
      throw .dependentOption("--size", needs: "--script")
    }
    return .run(command)
  }

  /// Whether the failure of a command line is to be told in JSON.
  static func wantsJSON(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains("--json")
  }

  /// The command that a faulty command line seems to be about, for its usage line.
  static func command(in words: [String]) -> CommandName? {
    let bare = words.prefix { $0 != "--" }.filter { !$0.hasPrefix("-") }
    let pairs = zip(bare, bare.dropFirst()).map { "\($0) \($1)" }
    return (pairs + bare).lazy.compactMap(CommandName.init).first
  }

  // MARK: - Words and options

  /// Words apart into options and the rest. What an option means does not depend on the command,
  /// so this needs no knowledge of it.
  private struct Scan {
    var options: [(OptionName, String)] = []
    /// The command and its arguments.
    var words: [String] = []
    /// How many of `words` stood before a `--`: only these can name a command.
    var wordsBeforeEnd = 0
    private var rest: ArraySlice<String>

    init(_ words: [String]) { rest = words[...] }

    func has(_ name: OptionName) -> Bool { options.contains { $0.0 == name } }

    mutating func run() throws(UsageFailure) {
      while let word = rest.popFirst() {
        if word == "--" {
          wordsBeforeEnd = words.count
          words += rest
          return
        } else if word.hasPrefix("--") {
          try takeLong(word)
        } else if word.hasPrefix("-"), word != "-" {
          try takeShort(word)
        } else {
          words.append(word)
        }
      }
      wordsBeforeEnd = words.count
    }

    private mutating func takeLong(_ word: String) throws(UsageFailure) {
      let parts = word.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let text = String(parts[0])
      guard let name = OptionName(rawValue: text) else {
        let near = Suggestions.typos(of: text, among: OptionName.allCases.map(\.rawValue))
        throw .unknownOption("--" + text, near: near.map { "--" + $0 })
      }
      let option = CommandTable.option(name)
      guard let value = option.value else {
        guard parts.count == 1 else { throw .unexpectedValue(option: option.long) }
        options.append((name, ""))
        return
      }
      let given = parts.count == 2 ? String(parts[1]) : rest.popFirst()
      guard let given, !given.isEmpty else {
        throw .missingValue(option: option.long, value: value)
      }
      try CommandParser.check(given, option.kind, called: value)
      options.append((name, given))
    }

    private mutating func takeShort(_ word: String) throws(UsageFailure) {
      for letter in word.dropFirst() {
        guard let name = CommandParser.shortOptions[letter] else {
          throw .unknownOption("-\(letter)", near: [])
        }
        options.append((name, ""))
      }
    }
  }

  /// Every short option is a flag, so that grouping them never hides a value.
  private static let shortOptions: [Character: OptionName] = ["h": .help, "V": .version]

  private static func check(_ text: String, _ kind: ValueKind, called name: String)
    throws(UsageFailure)
  {
    switch kind {
    case .choice(let choices) where !choices.contains(text):
      throw .badValue(
        of: name, value: text, wanted: choices.joined(separator: ", "),
        near: Suggestions.typos(of: text, among: choices))
    case .size where Size(parsing: text) == nil:
      throw .badValue(of: name, value: text, wanted: "such as 80x24, at most 1000x1000", near: [])
    default: break
    }
  }

  // MARK: - Commands

  /// The command that the words begin with, nil where it is incomplete, and what follows it.
  private static func splitCommand(_ scan: Scan) throws(UsageFailure) -> (CommandName?, [String]) {
    guard scan.wordsBeforeEnd > 0, let first = scan.words.first else {
      return (.browse, scan.words)
    }
    if let name = CommandName(rawValue: first) { return (name, Array(scan.words.dropFirst())) }
    guard CommandTable.groups.contains(first) else {
      throw .unknownCommand(first, near: Suggestions.typos(of: first, among: topics))
    }
    guard scan.words.count > 1 else { return (nil, []) }
    let both = "\(first) \(scan.words[1])"
    guard let name = CommandName(rawValue: both) else {
      let near = Suggestions.typos(of: scan.words[1], among: followers(of: [first]))
      throw .unknownCommand(both, near: near.map { "\(first) \($0)" })
    }
    return (name, Array(scan.words.dropFirst(2)))
  }

  /// The words that can come first.
  private static var topics: [String] {
    CommandName.allCases.map(\.rawValue).filter { !$0.isEmpty && !$0.contains(" ") }
      + CommandTable.groups
  }

  /// The words that can come after the first one of two.
  private static func followers(of words: [String]) -> [String] {
    guard let first = words.first else { return [] }
    return CommandName.allCases.map(\.rawValue).filter { $0.hasPrefix(first + " ") }
      .map { String($0.dropFirst(first.count + 1)) }
  }

  private static func helpTopic(_ words: [String]) throws(UsageFailure) -> CommandName? {
    guard let first = words.first else { return nil }
    let text = words.joined(separator: " ")
    if let name = CommandName(rawValue: text) { return name }
    if words.count == 1, CommandTable.groups.contains(first) {
      throw .incompleteCommand(first, choices: followers(of: words))
    }
    throw .unknownCommand(text, near: Suggestions.typos(of: text, among: topics))
  }

  // MARK: - Fit

  private static func check(_ options: [(OptionName, String)], of name: CommandName)
    throws(UsageFailure)
  {
    let command = CommandTable.command(name)
    let allowed = CommandTable.options(of: command)
    for (option, _) in options where !allowed.contains(option) {
      throw .foreignOption("--" + option.rawValue, command: CommandTable.path(name))
    }
    for group in CommandTable.exclusive {
      let given = group.filter { name in options.contains { $0.0 == name } }
      if given.count > 1 {
        throw .exclusiveOptions("--" + given[0].rawValue, "--" + given[1].rawValue)
      }
    }
  }

  private static func check(_ arguments: [String], of command: CommandSpec) throws(UsageFailure) {
    guard let spec = command.argument else {
      if let first = arguments.first { throw .unexpectedArgument(first) }
      return
    }
    switch spec.count {
    case .one, .some:
      if arguments.isEmpty { throw .missingArgument(spec.name) }
    case .optional, .many: break
    }
    switch spec.count {
    case .one, .optional:
      if arguments.count > 1 { throw .unexpectedArgument(arguments[1]) }
    case .some, .many: break
    }
    for argument in arguments { try check(argument, spec.kind, called: spec.name) }
  }
}
