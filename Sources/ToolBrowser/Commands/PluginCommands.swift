import BackendKit

/// `plugin install`: the Lua plugin that this program carries.
struct PluginInstallCommand: Command {
  static let declaration = CommandDeclaration<Self>(
    name: "plugin install",
    summary: "put the mise plugin where mise finds it, bound to this program")

  func run(_ context: CommandContext) throws -> Int32 {
    let plugin = PluginInstallation(environment: context.environment)
    try plugin.install(program: try Executable.path(environment: context.environment))
    try context.output.answer("\(plugin.link) -> \(plugin.directory)\n")
    if ExecutableSearch.find("mise", in: context.environment) == nil {
      context.output.aside("mise is not on PATH; it will find the plugin when it comes.\n")
    }
    return 0
  }
}

/// `plugin uninstall`.
struct PluginUninstallCommand: Command {
  static let declaration = CommandDeclaration<Self>(
    name: "plugin uninstall", summary: "take the mise plugin away again")

  func run(_ context: CommandContext) throws -> Int32 {
    let plugin = PluginInstallation(environment: context.environment)
    let wasThere = plugin.isLinked || Files.exists(plugin.directory)
    try plugin.uninstall()
    context.output.aside(wasThere ? "removed \(plugin.link)\n" : "nothing to remove\n")
    return 0
  }
}

/// `plugin path`.
struct PluginPathCommand: Command {
  static let declaration = CommandDeclaration<Self>(
    name: "plugin path", summary: "where the mise plugin lies")

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.answer(
      PluginInstallation(environment: context.environment).directory + "\n")
    return 0
  }
}
