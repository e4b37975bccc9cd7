extension ToolName {
  /// The registry of a tool that is named without one: `OCX_DEFAULT_REGISTRY`, else what OCX's
  /// configuration files say (`[registry] default`, docs/ocx.md §1), else the compiled one.
  package static func defaultRegistry(environment: Environment) -> String {
    environment["OCX_DEFAULT_REGISTRY"] ?? OCXConfiguration.defaultRegistry(environment)
      ?? compiledDefaultRegistry
  }
}
