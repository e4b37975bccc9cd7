import BackendKit

/// A type that one word of a command line can be parsed as.
protocol CommandLineValue: Sendable {
  /// Parses a word; the value of an option is never empty.
  init(word: String) throws(InvalidValue)
  /// What a shell completes it with.
  static var completion: CompletionKind { get }
}

/// Why a word is not a value of its type.
struct InvalidValue: Error, Equatable {
  /// What is expected: `patch, minor or major`.
  let wanted: String
  /// Valid words that are spelled similarly.
  var near: [String] = []
}

extension CommandLineValue {
  static var completion: CompletionKind { .nothing }

  /// Parses a word; `subject` is the option or argument that it was given for.
  static func read(_ word: String, for subject: String) throws(UsageFailure) -> Self {
    do throws(InvalidValue) {
      return try Self(word: word)
    } catch {
      throw .invalidValue(word, for: subject, wanted: error.wanted, near: error.near)
    }
  }
}

/// A value that is one of a few words.
extension CommandLineValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  init(word: String) throws(InvalidValue) {
    guard let value = Self(rawValue: word) else {
      throw InvalidValue(oneOf: Self.allCases.map(\.rawValue), for: word)
    }
    self = value
  }

  static var completion: CompletionKind { .choice(allCases.map(\.rawValue)) }
}

extension InvalidValue {
  init(oneOf choices: [String], for word: String) {
    let all = choices.dropLast().joined(separator: ", ")
    wanted = [all, choices.last ?? ""].filter { !$0.isEmpty }.joined(separator: " or ")
    near = Suggestions.typos(of: word, among: choices)
  }
}

extension String: CommandLineValue {
  init(word: String) { self = word }
}

/// A positive integer.
struct PositiveNumber: CommandLineValue, Equatable {
  let value: Int

  init(word: String) throws(InvalidValue) {
    guard let value = Int(word), value > 0, word.allSatisfy(\.isNumber) else {
      throw InvalidValue(wanted: "a number from 1 on")
    }
    self.value = value
  }
}

/// `TOOL` or `TOOL[@VERSION]` as given: a full name, an alias, or the last part of a name.
/// `CommandContext` resolves it.
struct ToolArgument: CommandLineValue, Equatable {
  /// The text; empty only in a placeholder.
  let text: String

  /// The placeholder of a required argument.
  init() { text = "" }

  init(word: String) throws(InvalidValue) {
    guard !word.isEmpty else { throw InvalidValue(wanted: "the name of a tool") }
    text = word
  }

  static var completion: CompletionKind { .dynamic(.package) }
}

/// A path as given. `CommandContext.path(_:)` makes it absolute.
struct PathArgument: CommandLineValue, Equatable {
  let text: String

  init(word: String) { text = word }

  static var completion: CompletionKind { .file }
}

/// When to use colours in human output.
enum ColourChoice: String, CaseIterable, CommandLineValue {
  case auto, always, never
}

extension Size: CommandLineValue {
  init(word: String) throws(InvalidValue) {
    guard let size = Size(parsing: word) else {
      throw InvalidValue(wanted: "such as 80x24, at most 1000x1000")
    }
    self = size
  }
}

extension Theme: CommandLineValue {
  init(word: String) throws(InvalidValue) {
    guard let theme = Theme.named(word) else {
      throw InvalidValue(oneOf: Theme.all.map(\.name), for: word)
    }
    self = theme
  }

  static var completion: CompletionKind { .choice(all.map(\.name)) }
}
