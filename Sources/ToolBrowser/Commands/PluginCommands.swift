import BackendKit

/// `plugin install`: installs the plugin embedded in this program.
struct PluginInstallCommand: Command, Equatable {
  static let name = "plugin install"
  static let declaration = CommandDeclaration<Self>(
    summary: "install the mise plugin, bound to this program")

  func run(_ context: CommandContext) throws -> Int32 {
    let installation = PluginInstallation(context)
    let program = try installation.install(
      program: try Executable.path(environment: context.environment))
    try context.output.standardOutput("\(installation.plugin.directory) calls \(program)\n")
    context.output.standardError(Self.miseNote(context))
    return 0
  }

  /// A note about the mise that will call the plugin; empty if it works.
  private static func miseNote(_ context: CommandContext) -> String {
    guard let mise = MiseProgram.locate(context.environment) else {
      return "mise is not on PATH; it will find the plugin once it is installed.\n"
    }
    guard let version = mise.version(context.environment),
      let limit = PluginCheck.limit(of: version, context.environment)
    else { return "" }
    return "warning: mise \(version): \(limit.cause); \(limit.fix)\n"
  }
}

/// `plugin uninstall`
struct PluginUninstallCommand: Command, Equatable {
  static let name = "plugin uninstall"
  static let declaration = CommandDeclaration<Self>(
    summary: "remove the mise plugin")

  func run(_ context: CommandContext) throws -> Int32 {
    let installation = PluginInstallation(context)
    let wasThere = try installation.uninstall()
    context.output.standardError(
      wasThere ? "removed \(installation.plugin.directory)\n" : "nothing to remove\n")
    return 0
  }
}

/// `plugin path`
struct PluginPathCommand: Command, Equatable {
  static let name = "plugin path"
  static let declaration = CommandDeclaration<Self>(
    summary: "print the folder of the mise plugin")

  func run(_ context: CommandContext) throws -> Int32 {
    try context.output.standardOutput(PluginInstallation(context).plugin.directory + "\n")
    return 0
  }
}

extension PluginInstallation {
  /// The plugin embedded in this program.
  fileprivate init(_ context: CommandContext) {
    self.init(environment: context.environment, version: Program.version)
  }
}
