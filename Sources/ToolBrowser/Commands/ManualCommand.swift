/// `manual [PAGE]`: a manual page.
struct ManualCommand: Command, Equatable {
  /// The pages, by the section that each is in.
  enum Page: String, CaseIterable, CommandLineValue {
    case commands = "1"
    case configuration = "5"
    case plugin = "7"
  }

  var page: Page?

  static let name = "manual"
  static let declaration = CommandDeclaration<Self>(
    summary: "a manual page, for man -l or a folder of manual pages",
    argument: .optional(
      \.page, "PAGE",
      "1: commands (unless given), 5: settings, keys, files and environment, 7: the plugin"))

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.standardOutput(Self.page(page ?? .commands, context.catalog).text)
    return 0
  }

  static func page(_ page: Page, _ catalog: CommandCatalog) -> ManualPage {
    switch page {
    case .commands: .commands(catalog)
    case .configuration: .configuration
    case .plugin: .plugin
    }
  }
}
