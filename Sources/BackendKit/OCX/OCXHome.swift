/// The folder in which ocx keeps its files (docs/ocx.md §6).
package struct OCXHome: Hashable, Sendable {
  /// Its absolute path.
  package let path: String
  /// Whether it is ocx's default.
  package let isDefault: Bool

  /// `OCX_HOME`, else `~/.ocx`.
  package init(environment: Environment) {
    let standard = Paths.join(environment.home, ".ocx")
    let named = environment["OCX_HOME"] ?? standard
    path = Paths.absolute(named, from: environment.workingDirectory)
    isDefault = path == Paths.normalise(standard)
  }

  /// The candidate link of an installed tag.
  func candidate(_ tool: ToolName, tag: String) -> String {
    Paths.join(
      path,
      "symlinks/\(ToolName.slug(ofRegistry: tool.registry))/\(tool.repository)/candidates/\(tag)")
  }
}

extension Environment {
  /// The environment in which ocx uses this index: with `OCX_INDEX` set if it would use another one
  /// by default (`--index`).
  func usingIndex(_ index: IndexCollection) -> Environment {
    var environment = self
    if IndexCollection.locate(override: nil, environment: self) != index {
      environment.variables["OCX_INDEX"] = index.path
    }
    return environment
  }
}
