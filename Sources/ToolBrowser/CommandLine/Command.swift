/// One command of the program. Its fields are what a command line gives it; its declaration says
/// how, and everything else reads that: the parser, the help, the completions, the manual page.
protocol Command: Equatable, Sendable {
  /// The command with nothing given. Required arguments get a placeholder here, which the parser
  /// always replaces.
  init()

  /// What one types: one word, or two such as `plugin install`. The browser has none.
  static var name: String { get }

  static var declaration: CommandDeclaration<Self> { get }

  /// Does it, and returns the exit status.
  func run(_ context: CommandContext) throws -> Int32
}

extension Command {
  /// The declaration with the type erased.
  static var spec: CommandSpec { CommandSpec(declaration) }
}

/// A command that finds something out and shows it, as text or as JSON.
protocol ReportingCommand: Command {
  associatedtype Found: Report
  func report(_ context: CommandContext) throws -> Found
}

extension ReportingCommand {
  func run(_ context: CommandContext) throws -> Int32 { try context.show(report(context)) }
}

/// What a command takes, and where that goes.
struct CommandDeclaration<Root: Command>: Sendable {
  /// One line.
  var summary: String
  /// More about it, one paragraph a string.
  var discussion: [String] = []
  var argument: CommandArgument<Root>?
  var options: [CommandOption<Root>] = []
  /// Whether it takes `--json`.
  var hasJSON = false
  /// Whether the overview leaves it out because only programs call it.
  var isForPrograms = false
}

/// A declared command without its type: what parser, help and completions work on.
struct CommandSpec: Sendable {
  let name: String
  let summary: String
  let discussion: [String]
  let argument: ArgumentSpec?
  /// Its own options, without those that every command takes.
  let options: [OptionSpec]
  let isForPrograms: Bool
  /// Makes the command from checked options and arguments.
  let make: @Sendable (CommandWords) throws(UsageFailure) -> any Command

  init<Root>(_ declaration: CommandDeclaration<Root>) {
    name = Root.name
    summary = declaration.summary
    discussion = declaration.discussion
    argument = declaration.argument?.spec
    options =
      declaration.options.map(\.spec) + (declaration.hasJSON ? [GlobalOptions.json.spec] : [])
    isForPrograms = declaration.isForPrograms
    make = { (words: CommandWords) throws(UsageFailure) -> any Command in
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
struct CommandWords: Equatable, Sendable {
  /// The options by name, in the order given; a flag has an empty value.
  var options: [(name: String, value: String)] = []
  var arguments: [String] = []

  /// Every value that was given for an option.
  func values(of option: OptionSpec) -> [String] {
    options.filter { $0.name == option.name }.map(\.value)
  }

  func has(_ name: String) -> Bool { options.contains { $0.name == name } }

  static func == (left: Self, right: Self) -> Bool {
    left.arguments == right.arguments && left.options.elementsEqual(right.options, by: ==)
  }
}
