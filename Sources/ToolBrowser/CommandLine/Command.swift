/// One command of the program. Its fields are set from the command line, as described by its
/// declaration, from which the parser, the help, the completions and the manual page are derived.
protocol Command: Sendable {
  /// The command without options and arguments. Required arguments have a placeholder, which the
  /// parser always replaces.
  init()

  /// The name on the command line: one word, or two such as `plugin install`. It is empty for the
  /// browser.
  static var name: String { get }

  static var declaration: CommandDeclaration<Self> { get }

  /// Runs the command, and returns the exit status.
  func run(_ context: CommandContext) throws -> Int32
}

extension Command {
  /// The declaration with the type erased.
  static var spec: CommandSpec { CommandSpec(declaration) }
}

/// A command that produces a report, as text or as JSON.
protocol ReportingCommand: Command {
  associatedtype Found: Report
  func report(_ context: CommandContext) throws -> Found
}

extension ReportingCommand {
  func run(_ context: CommandContext) throws -> Int32 { try context.show(report(context)) }
}

/// The options and arguments of a command, and the fields that they set.
struct CommandDeclaration<Root: Sendable>: Sendable {
  /// One line.
  var summary: String
  /// Details, one paragraph each.
  var discussion: [String] = []
  var argument: CommandArgument<Root>?
  var options: [CommandOption<Root>] = []
  /// Whether it takes `--json`.
  var hasJSON = false
  /// Whether the overview omits it because it is only called by programs.
  var isForPrograms = false
}

/// A declared command without its type: the basis of the parser, the help and the completions.
struct CommandSpec: Sendable {
  let name: String
  let summary: String
  let discussion: [String]
  let argument: ArgumentSpec?
  /// Its own options, without the global ones.
  let options: [OptionSpec]
  let isForPrograms: Bool
  /// Creates the command from checked options and arguments.
  let make: @Sendable (ParsedArguments) throws(UsageFailure) -> any Command

  init<Root: Command>(_ declaration: CommandDeclaration<Root>) {
    name = Root.name
    summary = declaration.summary
    discussion = declaration.discussion
    argument = declaration.argument?.spec
    options =
      declaration.options.map(\.spec) + (declaration.hasJSON ? [GlobalOptions.json.spec] : [])
    isForPrograms = declaration.isForPrograms
    make = { (words: ParsedArguments) throws(UsageFailure) -> any Command in
      var command = Root()
      for option in declaration.options {
        for value in words.values(of: option.spec) { try option.store(&command, value) }
      }
      if let argument = declaration.argument { try argument.store(&command, words.arguments) }
      return command
    }
  }

  /// The words of the name.
  var words: [String] { name.split(separator: " ").map(String.init) }
}

/// The words after a command's name, parsed.
struct ParsedArguments: Equatable, Sendable {
  /// The options by name, in the order given; a flag has an empty value.
  var options: [(name: String, value: String)] = []
  var arguments: [String] = []

  /// All values given for an option.
  func values(of option: OptionSpec) -> [String] {
    options.filter { $0.name == option.name }.map(\.value)
  }

  func has(_ name: String) -> Bool { options.contains { $0.name == name } }

  static func == (left: Self, right: Self) -> Bool {
    left.arguments == right.arguments && left.options.elementsEqual(right.options, by: ==)
  }
}
