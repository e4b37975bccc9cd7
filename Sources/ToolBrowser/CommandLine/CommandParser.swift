import BackendKit

/// A parsed command line.
enum CommandRequest: Sendable {
  case run(any Command, GlobalOptions)
  /// The help of a command; nil for that of the program.
  case help(CommandSpec?)
  case version
}

/// Parses command lines with the catalog: `--name value` and `--name=value`, grouped short flags,
/// `--`, options before and after the command and between its arguments. A separate value never
/// begins with `-`, so that no option is treated as the value of another.
struct CommandParser {
  let catalog: CommandCatalog

  /// Parses the words after the program's name.
  func parse(_ words: [String]) throws(UsageFailure) -> CommandRequest {
    // Given alone, as in scripts, it needs no declaration.
    if words == [GlobalOptions.version.long] { return .version }
    // Most command lines need one declaration. Errors and the help need all of them.
    if let narrow = catalog.narrowed(to: words),
      let request = try? CommandParser(catalog: narrow).parseFully(words)
    {
      if case .help = request {} else { return request }
    }
    return try parseFully(words)
  }

  private func parseFully(_ words: [String]) throws(UsageFailure) -> CommandRequest {
    var scan = Scan(words, options: catalog.optionsByName)
    try scan.run()
    let named = try splitCommand(scan)
    // With --help, the command may be incomplete.
    if scan.result.has(GlobalOptions.help.name) { return .help(named?.command) }
    if scan.result.has(GlobalOptions.version.name) { return .version }
    guard let (command, arguments) = named else {
      let group = scan.result.arguments.joined(separator: " ")
      throw .incompleteCommand(group, choices: catalog.secondWords(of: group))
    }
    var given = scan.result
    given.arguments = arguments
    try checkOptions(given, of: command)
    try Self.checkCount(arguments, of: command)
    return .run(try command.make(given), try GlobalOptions(given))
  }

  /// Whether to report the failure of a command line as JSON.
  static func wantsJSON(_ words: [String]) -> Bool {
    words.prefix { $0 != "--" }.contains(GlobalOptions.json.spec.long)
  }

  /// The command that an invalid command line is probably for, for its usage line.
  func command(in words: [String]) -> CommandSpec? {
    let bare = words.prefix { $0 != "--" }.filter { !$0.hasPrefix("-") }
    let pairs = zip(bare, bare.dropFirst()).map { "\($0) \($1)" }
    return (pairs + bare).lazy.compactMap(catalog.command(named:)).first
  }

  // MARK: - Words and options

  /// Splits the words into options and arguments.
  private struct Scan {
    /// The options; the arguments still begin with the command's name.
    var result = ParsedArguments()
    /// The number of arguments before a `--`: only these can name a command.
    var wordsBeforeEnd = 0
    private var rest: ArraySlice<String>
    private let options: [String: OptionSpec]

    init(_ words: [String], options: [String: OptionSpec]) {
      rest = words[...]
      self.options = options
    }

    mutating func run() throws(UsageFailure) {
      while let word = rest.popFirst() {
        if word == "--" {
          wordsBeforeEnd = result.arguments.count
          result.arguments += rest
          return
        } else if word.hasPrefix("--") {
          try readLong(word)
        } else if word.hasPrefix("-"), word != "-" {
          try readShort(word)
        } else {
          result.arguments.append(word)
        }
      }
      wordsBeforeEnd = result.arguments.count
    }

    private mutating func readLong(_ word: String) throws(UsageFailure) {
      let parts = word.dropFirst(2).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let option = options[name] else {
        let near = Suggestions.typos(of: name, among: options.keys.sorted())
        throw .unknownOption("--" + name, near: near.map { "--" + $0 })
      }
      guard let placeholder = option.placeholder else {
        guard parts.count == 1 else { throw .unexpectedValue(option: option.long) }
        result.options.append((name, ""))
        return
      }
      guard let value = parts.count == 2 ? String(parts[1]) : popValue(), !value.isEmpty else {
        throw .missingValue(
          option: option.long, value: placeholder, next: parts.count == 2 ? nil : rest.first)
      }
      result.options.append((name, value))
    }

    /// The next word if it can be a value.
    private mutating func popValue() -> String? {
      guard let next = rest.first, !next.hasPrefix("-") else { return nil }
      rest.removeFirst()
      return next
    }

    private mutating func readShort(_ word: String) throws(UsageFailure) {
      for letter in word.dropFirst() {
        guard let option = options.values.first(where: { $0.short == letter }) else {
          throw .unknownOption("-\(letter)", near: [])
        }
        result.options.append((option.name, ""))
      }
    }
  }

  // MARK: - Commands

  /// The command at the beginning of the words, and the words after it; nil if only the first word
  /// of its name is given.
  private func splitCommand(
    _ scan: Scan
  ) throws(UsageFailure) -> (command: CommandSpec, arguments: [String])? {
    let words = scan.result.arguments
    guard scan.wordsBeforeEnd > 0, let first = words.first else { return (catalog.root, words) }
    if let command = catalog.command(named: first) { return (command, Array(words.dropFirst())) }
    guard catalog.groups.contains(first) else {
      throw .unknownCommand(first, near: Suggestions.typos(of: first, among: catalog.firstWords))
    }
    guard words.count > 1 else { return nil }
    guard let command = catalog.command(named: "\(first) \(words[1])") else {
      let near = Suggestions.typos(of: words[1], among: catalog.secondWords(of: first))
      throw .unknownCommand("\(first) \(words[1])", near: near.map { "\(first) \($0)" })
    }
    return (command, Array(words.dropFirst(2)))
  }

  // MARK: - Fit

  private func checkOptions(_ words: ParsedArguments, of command: CommandSpec) throws(UsageFailure)
  {
    let allowed = catalog.options(of: command)
    var given: [OptionSpec] = []
    for (name, _) in words.options where !given.contains(where: { $0.name == name }) {
      guard let option = allowed.first(where: { $0.name == name }) else {
        throw .foreignOption("--" + name, command: catalog.path(command))
      }
      if let group = option.group, let rival = given.first(where: { $0.group == group }) {
        throw .exclusiveOptions(rival.long, option.long)
      }
      given.append(option)
    }
    for option in given {
      if let needed = option.needs, !words.has(needed) {
        throw .dependentOption(option.long, needs: "--" + needed)
      }
    }
  }

  private static func checkCount(
    _ arguments: [String], of command: CommandSpec
  ) throws(UsageFailure) {
    guard let argument = command.argument else {
      if let first = arguments.first { throw .unexpectedArgument(first) }
      return
    }
    if argument.count == .one || argument.count == .some, arguments.isEmpty {
      throw .missingArgument(argument.name)
    }
    if !argument.repeats, arguments.count > 1 { throw .unexpectedArgument(arguments[1]) }
  }
}
