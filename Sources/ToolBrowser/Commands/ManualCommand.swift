/// `manual`: the manual page.
struct ManualCommand: Command {
  static let name = "manual"
  static let declaration = CommandDeclaration<Self>(
    summary: "the manual page, for man -l or a folder of manual pages")

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.answer(Self.page(context.catalog).text)
    return 0
  }

  /// The page, with the keys and settings of the browser.
  static func page(_ catalog: CommandCatalog) -> ManualPage {
    let keys = KeyReference.groups.flatMap(\.rows).map { row in
      (term: row.keys.joined(separator: ", "), meaning: "\(row.summary) (\(row.name))")
    }
    let settings = KeyReference.settings.map { setting in
      (term: setting.name.rawValue, meaning: "\(setting.summary): \(setting.value)")
    }
    return ManualPage(
      catalog: catalog,
      sections: [
        .init(
          title: "KEYS",
          introduction: "In brackets the name of the action, by which [keys] binds it anew.",
          entries: keys),
        .init(
          title: "SETTINGS",
          introduction: "In $XDG_CONFIG_HOME/ocx-mise-tui/config.toml; options win over them.",
          entries: settings),
      ])
  }
}
