/// The program that the hooks of a plugin call, found in the order of lua/lib/program.lua.
package struct PluginProgram: Sendable, Hashable {
  /// How the program was found.
  package enum Source: Sendable, Hashable {
    /// By the variable `OCX_MISE_TUI`.
    case variable
    /// By the binding of the plugin.
    case binding
    /// On PATH. mise gives its hooks a PATH without its shims, and with the tools that the plugin's
    /// metadata lists.
    case path
  }

  /// The name of the program.
  package static let name = "ocx-mise-tui"
  /// The variable that can name it.
  package static let variable = "OCX_MISE_TUI"

  /// The absolute path, or the value of the variable.
  package let path: String
  /// How it was found.
  package let source: Source

  /// The program that a plugin calls; nil if it finds none. The value of the variable is called as
  /// it is, so it need not exist.
  package static func find(
    for plugin: MisePlugin, _ environment: Environment
  ) -> PluginProgram? {
    if let path = environment[variable] { return PluginProgram(path: path, source: .variable) }
    if let path = plugin.boundProgram, Files.isExecutable(path) {
      return PluginProgram(path: path, source: .binding)
    }
    return ExecutableSearch.find(name, in: environment, passingOver: MiseShims.contain)
      .map { PluginProgram(path: $0, source: .path) }
  }

  /// The version that it prints; nil if it prints none within five seconds.
  package func version(
    _ environment: Environment, cancellation: Cancellation = .never
  ) -> String? {
    VersionQuestion(program: path).answer(environment, cancellation: cancellation)
  }
}

/// The folders of shims. A shim of mise starts mise, which runs the hooks, which would call the
/// shim again.
enum MiseShims {
  /// Whether a path is in such a folder. Only the folder's name is compared: other version managers
  /// use the same name, and their shims are just as unsuitable.
  static func contain(_ path: String) -> Bool {
    Paths.lastComponent(Paths.parent(path)) == "shims"
  }
}
