/// The program that the hooks of a plugin call, found in the order of lua/lib/program.lua.
package struct PluginProgram: Sendable, Hashable {
  /// What named it.
  package enum Source: Sendable, Hashable {
    /// The variable `OCX_MISE_TUI`.
    case variable
    /// The plugin, which is bound to it.
    case binding
    /// PATH. mise gives its hooks a PATH without its shims, and with the tools that the plugin's
    /// metadata names.
    case path
  }

  /// The name of the program.
  package static let name = "ocx-mise-tui"
  /// The variable that names it.
  package static let variable = "OCX_MISE_TUI"

  /// The absolute path, or what the variable says.
  package let path: String
  /// What named it.
  package let source: Source

  /// The program that a plugin calls; nil if it finds none. What the variable names is called
  /// without a look at anything else, so it need not be there.
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

  /// What it says of its version; nil if it says nothing of the kind within five seconds.
  package func version(
    _ environment: Environment, cancellation: Cancellation = .never
  ) -> String? {
    VersionQuestion(program: path).answer(environment, cancellation: cancellation)
  }
}

/// The folders of shims. A shim of mise starts mise, which asks the hooks, which would call the shim.
enum MiseShims {
  /// Whether a path lies in such a folder. By its name alone: other version managers start from the
  /// same kind of folder, and their shims are no better to bind to.
  static func contain(_ path: String) -> Bool {
    Paths.lastComponent(Paths.parent(path)) == "shims"
  }
}
