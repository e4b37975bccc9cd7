import BackendKit

/// `plugin install`: the Lua plugin that this program carries.
struct PluginInstallCommand: Command {
  static let name = "plugin install"
  static let declaration = CommandDeclaration<Self>(
    summary: "put the mise plugin where mise finds it, bound to this program")

  func run(_ context: CommandContext) throws -> Int32 {
    let installation = PluginInstallation(context)
    let program = try installation.install(
      program: try Executable.path(environment: context.environment))
    try context.output.answer("\(installation.plugin.directory) calls \(program)\n")
    context.output.aside(Self.miseNote(context))
    return 0
  }

  /// What is to be said of the mise that is to call the plugin; nothing where it works.
  private static func miseNote(_ context: CommandContext) -> String {
    guard let mise = MiseProgram.locate(context.environment) else {
      return "mise is not on PATH; it will find the plugin when it comes.\n"
    }
    guard let version = mise.version(context.environment),
      let limit = PluginCheck.limit(of: version, context.environment)
    else { return "" }
    return "warning: mise \(version): \(limit.cause); \(limit.fix)\n"
  }
}

/// `plugin uninstall`.
struct PluginUninstallCommand: Command {
  static let name = "plugin uninstall"
  static let declaration = CommandDeclaration<Self>(
    summary: "take the mise plugin away again")

  func run(_ context: CommandContext) throws -> Int32 {
    let installation = PluginInstallation(context)
    let wasThere = try installation.uninstall()
    context.output.aside(
      wasThere ? "removed \(installation.plugin.directory)\n" : "nothing to remove\n")
    return 0
  }
}

/// `plugin path`.
struct PluginPathCommand: Command {
  static let name = "plugin path"
  static let declaration = CommandDeclaration<Self>(
    summary: "where the mise plugin lies")

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.answer(PluginInstallation(context).plugin.directory + "\n")
    return 0
  }
}

extension PluginInstallation {
  /// The plugin that this program carries.
  fileprivate init(_ context: CommandContext) {
    self.init(environment: context.environment, version: Program.version)
  }
}
