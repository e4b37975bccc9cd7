/// How a shell completes a word.
enum CompletionKind: Equatable, Sendable {
  /// Not at all: free text.
  case nothing
  case file, directory
  /// The name of a command.
  case command
  case choice([String])
  /// With values from the project or the index.
  case dynamic(CompletionSource)
}

/// The source of completions that are not in the catalog.
enum CompletionSource: Equatable, Sendable {
  /// A package of the index.
  case package
  /// A package and, after `@`, one of its versions.
  case packageVersion
  /// A tool that the project pins.
  case pin
  /// A registry or a package.
  case registryOrPackage
  /// A variant of the tool on the command line.
  case variant
  /// An environment of mise (`MISE_ENV`).
  case environment
  /// A task with tools, of the file on the command line.
  case task
}

/// The word at the cursor, and its context.
struct CompletionPoint: Equatable, Sendable {
  /// What the word can be.
  var kind: CompletionKind
  /// The part that was already typed.
  var typed: String
  /// The part before it in the same word: `--to=`.
  var lead = ""
  /// The command's arguments before the cursor.
  var arguments: [String] = []
  /// The words of a command before the cursor, if the next one of those is completed; otherwise nil.
  var commandWords: [String]?
  var options = GlobalOptions()
  /// The value of `--file` before the cursor.
  var file: String?
}

extension CommandCatalog {
  /// What is being completed. Takes the words after the program's name up to the cursor; the last
  /// one, which may be empty, is completed. Errors in the others are ignored.
  func completionPoint(in words: [String]) -> CompletionPoint {
    var scan = CompletionScan(options: optionsByName)
    for word in words.dropLast() { scan.read(word) }
    let word = words.last ?? ""
    let parsed = parsed(of: scan.words.arguments)
    var point = CompletionPoint(kind: .nothing, typed: word, arguments: parsed.arguments)
    point.options = (try? GlobalOptions(scan.words)) ?? point.options
    point.file = scan.words.options.last { $0.name == "file" }?.value
    let own = options(of: parsed.command ?? root)
    if let name = scan.pending, !word.hasPrefix("-") {
      point.kind = (own.first { $0.name == name } ?? optionsByName[name])?.completion ?? .nothing
    } else if !scan.isEnded, word.hasPrefix("-") {
      completeOption(word, of: own, into: &point)
    } else {
      point.kind = argumentKind(parsed)
      point.commandWords = commandWords(parsed)
    }
    return point
  }

  /// The position after the words: in a command and its arguments, or in a group.
  private struct Parsed {
    var command: CommandSpec?
    var group: String?
    var arguments: [String] = []
  }

  private func parsed(of words: [String]) -> Parsed {
    guard let first = words.first else { return Parsed() }
    if let command = command(named: first) {
      return Parsed(command: command, arguments: Array(words.dropFirst()))
    }
    guard groups.contains(first) else { return Parsed(arguments: words) }
    guard words.count > 1 else { return Parsed(group: first) }
    return Parsed(
      command: command(named: "\(first) \(words[1])"), group: first,
      arguments: Array(words.dropFirst(2)))
  }

  private func completeOption(
    _ word: String, of options: [OptionSpec], into point: inout CompletionPoint
  ) {
    guard let sign = word.firstIndex(of: "=") else {
      point.kind = .choice(options.map(\.long))
      return
    }
    let name = word[..<sign].dropFirst(2)
    point.kind = options.first { $0.name == name }?.completion ?? .nothing
    point.lead = String(word[...sign])
    point.typed = String(word[word.index(after: sign)...])
  }

  /// The words of a command before the cursor, if another one can follow.
  private func commandWords(_ parsed: Parsed) -> [String]? {
    guard parsed.command == nil else {
      return parsed.command?.argument?.completion == .command
        ? commandWords(self.parsed(of: parsed.arguments)) : nil
    }
    return parsed.group.map { [$0] } ?? (parsed.arguments.isEmpty ? [] : nil)
  }

  private func argumentKind(_ parsed: Parsed) -> CompletionKind {
    if let argument = parsed.command?.argument {
      let isFull = !argument.repeats && !parsed.arguments.isEmpty
      guard argument.completion == .command else { return isFull ? .nothing : argument.completion }
      // The arguments of `help` are the words of a command.
      return argumentKind(self.parsed(of: parsed.arguments))
    }
    if parsed.command == nil, let group = parsed.group { return .choice(secondWords(of: group)) }
    guard parsed.command == nil, parsed.arguments.isEmpty else { return .nothing }
    let hidden = commands.filter(\.isForPrograms).compactMap(\.words.first)
    return .choice(firstWords.filter { !hidden.contains($0) })
  }
}

/// Splits words as the parser does, but skips errors.
private struct CompletionScan {
  let options: [String: OptionSpec]
  var words = ParsedArguments()
  /// The option whose value is the next word.
  var pending: String?
  /// Whether there was a `--`: all further words are arguments.
  var isEnded = false

  init(options: [String: OptionSpec]) { self.options = options }

  mutating func read(_ word: String) {
    if isEnded {
      words.arguments.append(word)
    } else if let name = pending, !word.hasPrefix("-") {
      words.options.append((name, word))
      pending = nil
    } else if word == "--" {
      (isEnded, pending) = (true, nil)
    } else if word.hasPrefix("--") {
      readOption(word.dropFirst(2))
    } else if !word.hasPrefix("-") || word == "-" {
      words.arguments.append(word)
    }
  }

  private mutating func readOption(_ text: Substring) {
    pending = nil
    guard let sign = text.firstIndex(of: "=") else {
      guard let option = options[String(text)] else { return }
      if option.placeholder == nil {
        words.options.append((option.name, ""))
      } else {
        pending = option.name
      }
      return
    }
    words.options.append((String(text[..<sign]), String(text[text.index(after: sign)...])))
  }
}
