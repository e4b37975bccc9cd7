/// What a word on the command line stands for: the parser checks it, completions offer it.
enum ValueKind: Hashable, Sendable {
  case text
  case file
  case directory
  /// `[ocx:][registry/]namespace/name`.
  case tool
  /// The first word of a command; the parser judges it.
  case command
  /// `COLSxROWS`.
  case size
  /// One of these words.
  case choice([String])
}

/// An option. What a name means is the same for every command that takes it.
struct OptionSpec: Sendable {
  var name: OptionName
  var short: Character?
  /// What the help calls its value; nil for a flag.
  var value: String?
  var kind: ValueKind = .text
  var summary: String

  /// `--name`.
  var long: String { "--" + name.rawValue }

  /// `--name VALUE`.
  var usage: String { value.map { "\(long) \($0)" } ?? long }
}

/// An argument of a command.
struct ArgumentSpec: Sendable {
  enum Count: Sendable { case one, optional, some, many }

  /// What the help calls it, such as `TOOL[@VERSION]`.
  var name: String
  var count: Count
  var kind: ValueKind = .text
  var summary: String

  /// As the usage line has it.
  var usage: String {
    switch count {
    case .one: name
    case .optional: "[\(name)]"
    case .some: "\(name) …"
    case .many: "[\(name) …]"
    }
  }
}

/// A command: what it takes and what the help says of it.
struct CommandSpec: Sendable {
  var name: CommandName
  /// One line.
  var summary: String
  /// More about it, one paragraph a string.
  var discussion: [String] = []
  var argument: ArgumentSpec?
  var options: [OptionName] = []
  /// Whether the overview leaves it out: it is for programs.
  var isForPrograms = false
}
