extension FuzzyMatcher.Candidate {
  /// What a package is found by: its name, with the registry or without and as it stands in a
  /// mise.toml, its title and its keywords. `root` is nil if it cannot be read.
  package init(_ tool: ToolName, root: PackageRoot?) {
    self.init(
      tool, title: root?.description?.title, keywords: root?.description?.keywords ?? [])
  }

  /// The same of what is known already.
  package init(_ tool: ToolName, title: String?, keywords: [String]) {
    self.init(
      name: tool.repository, title: title, keywords: keywords,
      prefixes: ["\(tool.registry)/", "\(ToolName.backend):\(tool.registry)/"])
  }
}
