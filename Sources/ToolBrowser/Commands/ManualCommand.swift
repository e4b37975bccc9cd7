/// `manual`: the manual page.
struct ManualCommand: Command {
  static let declaration = CommandDeclaration<Self>(
    name: "manual", summary: "the manual page, for man -l or a folder of manual pages")

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.answer(ManualPage(catalog: context.catalog).text)
    return 0
  }
}
