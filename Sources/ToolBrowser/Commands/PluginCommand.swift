import BackendKit

/// `plugin install|uninstall|path`: the Lua plugin that this program carries.
struct PluginCommand {
  enum Action: Sendable {
    case install, uninstall, path
  }

  let action: Action

  func run(_ context: CommandContext) throws {
    let plugin = PluginInstallation(environment: context.environment)
    switch action {
    case .install:
      try plugin.install(program: try Executable.path(environment: context.environment))
      try context.output.answer("\(plugin.link) -> \(plugin.directory)\n")
      if ExecutableSearch.find("mise", in: context.environment) == nil {
        context.output.aside("mise is not on PATH; it will find the plugin when it comes.\n")
      }
    case .uninstall:
      let wasThere = plugin.isLinked || Files.exists(plugin.directory)
      try plugin.uninstall()
      context.output.aside(wasThere ? "removed \(plugin.link)\n" : "nothing to remove\n")
    case .path:
      try context.output.answer(plugin.directory + "\n")
    }
  }
}
