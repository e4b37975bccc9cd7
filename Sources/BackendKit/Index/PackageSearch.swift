extension FuzzyMatcher.Candidate {
  /// How a package is searched: by its name with or without registry, by its mise key, by title and
  /// keywords. `root` is nil if it cannot be read.
  package init(_ tool: ToolName, root: PackageRoot?) {
    self.init(
      tool, title: root?.description?.title, keywords: root?.description?.keywords ?? [])
  }

  /// The same without a root.
  package init(_ tool: ToolName, title: String?, keywords: [String]) {
    self.init(
      name: tool.repository, title: title, keywords: keywords,
      prefixes: ["\(tool.registry)/", "\(ToolName.backend):\(tool.registry)/"])
  }
}
