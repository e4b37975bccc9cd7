extension ToolName {
  /// The registry of a tool that is named without one: `OCX_DEFAULT_REGISTRY`, else what OCX's
  /// configuration files say (`[registry] default`, docs/ocx.md §1), else the compiled one. Where the
  /// files do not decide, ocx is asked, unless no process may be started.
  package static func defaultRegistry(
    environment: Environment, asksOCX: Bool = true
  ) -> String {
    if let named = environment["OCX_DEFAULT_REGISTRY"] { return named }
    let configured: String? =
      switch OCXConfiguration(environment).defaultRegistry {
      case .known(let name): name
      case .unknown(let otherwise):
        (asksOCX ? askedOCX(environment) : nil) ?? otherwise
      }
    return configured ?? compiledDefaultRegistry
  }

  /// The default registry that `ocx about` reports; nil if it does not answer.
  private static func askedOCX(_ environment: Environment) -> String? {
    let about = try? OCXClient.locate(environment: environment).about(timeLimit: 5)
    return about.map(\.registry).flatMap { ToolName.isHost($0) ? $0 : nil }
  }
}
