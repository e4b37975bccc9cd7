/// Finds the tool that a person means by a name: the full name, a key or alias of the project, or
/// a last segment that only one package has. Every face reads names through here.
package struct ToolLookup: Sendable {
  /// Which tools a short name can mean.
  package enum Range: Sendable {
    /// Those that the project pins, then those of the index.
    case pinsFirst
    /// Both alike.
    case all
  }

  /// A tool, and how it was named.
  package struct Match: Hashable, Sendable {
    /// The tool.
    package let tool: ToolName
    /// Whether the name gives no registry and the tool is not of the default one: then the full
    /// name should be shown.
    package let isElsewhere: Bool
  }

  private let entries: [ToolEntry]
  private let index: IndexCollection
  private let defaultRegistry: String

  /// A look-up in a project and an index.
  package init(workspace: Workspace) {
    entries = workspace.project.entries
    index = workspace.index
    defaultRegistry = ToolName.defaultRegistry(environment: workspace.environment)
  }

  /// The tool of a name without a version.
  ///
  /// - Throws: `AmbiguousToolName`, `IdentifierFailure`. A short name that nothing has is read as a
  ///   repository of the default registry, so that the index can say what is near.
  package func tool(_ name: String, among range: Range = .all) throws -> Match {
    if let tool = entries.first(where: { $0.key == name })?.tool { return match(tool, name) }
    let isFull = name.contains("/") || name.contains(":") || name.contains("@")
    let tools = isFull ? [] : candidates(name, among: range)
    if let only = tools.first, tools.count == 1 { return match(only, name) }
    if tools.count > 1 { throw AmbiguousToolName(name: name, tools: tools) }
    return Match(
      tool: try ToolName(parsing: name, defaultRegistry: defaultRegistry), isElsewhere: false)
  }

  /// The tool and the version of `TOOL[@VERSION]`.
  ///
  /// - Throws: as `tool(_:among:)`.
  package func request(_ text: String) throws -> (match: Match, request: ToolRequest) {
    let name = String(text.prefix { $0 != "@" })
    let match = try tool(name)
    // The version is read where it always is; only the name before it may be short.
    let whole = match.tool.description + text.dropFirst(name.count)
    return (match, try ToolRequest(parsing: whole, defaultRegistry: defaultRegistry))
  }

  private func match(_ tool: ToolName, _ name: String) -> Match {
    let isFull = name.hasSuffix(tool.description)
    return Match(tool: tool, isElsewhere: !isFull && tool.registry != defaultRegistry)
  }

  /// The tools whose last segment is the name, sorted. A repository of the default registry that
  /// has no other segment is meant before all others: it is the full name.
  private func candidates(_ name: String, among range: Range) -> [ToolName] {
    let pinned = Set(entries.compactMap(\.tool).filter { $0.shortName == name })
    if range == .pinsFirst, !pinned.isEmpty { return pinned.sorted() }
    let sources = (try? index.sources()) ?? []
    let known = sources.flatMap { (try? index.names(in: $0)) ?? [] }.filter { $0.shortName == name }
    let tools = pinned.union(known)
    if let whole = tools.first(where: { $0.registry == defaultRegistry && $0.repository == name }) {
      return [whole]
    }
    return tools.sorted()
  }
}

/// A short name that several tools have.
package struct AmbiguousToolName: UserFacingError, Equatable {
  /// What was given.
  package let name: String
  /// The tools that it could mean.
  package let tools: [ToolName]

  /// 64: only the caller can say which one.
  package var code: FailureCode { .usage }
  package var message: String { "\(SafeText.clean(name)) is the name of several tools" }
  /// The full names.
  package var hint: String? {
    "name one of: " + tools.map(\.description).joined(separator: ", ")
  }
}
