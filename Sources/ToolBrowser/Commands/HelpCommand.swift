/// `help [COMMAND …]`
struct HelpCommand: Command, Equatable {
  var words: [String] = []

  static let name = "help"
  static let declaration = CommandDeclaration<Self>(
    summary: "this help, or the help of a command",
    argument: .many(\.words, "COMMAND", "a command", completion: .command))

  func run(_ context: CommandContext) throws -> Int32 {
    let topic = try context.catalog.topic(words)
    try context.output.standardOutput(HelpText(catalog: context.catalog).of(topic))
    return 0
  }
}
