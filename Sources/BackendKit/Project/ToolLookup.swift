/// Finds the tool for a name that a person gives: a full name, a key or alias of the project, or
/// the last segment of a name if it is unique. All interfaces look up names here.
package struct ToolLookup: Sendable {
  /// Which tools a short name can refer to.
  package enum Range: Sendable {
    /// The project's pins first, then the index.
    case pinsFirst
    /// Pins and index equally.
    case all
  }

  /// A tool, and how it was specified.
  package struct Match: Hashable, Sendable {
    /// The tool.
    package let tool: ToolName
    /// Whether the name has no registry and the tool is not from the default one: then the full
    /// name should be shown.
    package let isElsewhere: Bool
  }

  private let entries: [ToolEntry]
  private let index: IndexCollection
  private let defaultRegistry: String

  /// A lookup in a project and an index.
  package init(workspace: Workspace) {
    entries = workspace.project.entries
    index = workspace.index
    defaultRegistry = ToolName.defaultRegistry(environment: workspace.environment)
  }

  /// The tool of a name without a version.
  ///
  /// - Throws: `AmbiguousToolName`, `IdentifierFailure`. An unknown short name is treated as a
  ///   repository of the default registry, so that the index can suggest similar names.
  package func tool(_ name: String, among range: Range = .all) throws -> Match {
    if let tool = entries.first(where: { $0.key == name })?.tool { return match(tool, name) }
    let isFull = name.contains("/") || name.contains(":") || name.contains("@")
    let tools = isFull ? [] : candidates(name, among: range)
    if let only = tools.first, tools.count == 1 { return match(only, name) }
    if tools.count > 1 { throw AmbiguousToolName(name: name, tools: tools) }
    return Match(
      tool: try ToolName(parsing: name, defaultRegistry: defaultRegistry), isElsewhere: false)
  }

  /// The tool and version of `TOOL[@VERSION]`.
  ///
  /// - Throws: as `tool(_:among:)`.
  package func request(_ text: String) throws -> (match: Match, request: ToolRequest) {
    let name = String(text.prefix { $0 != "@" })
    let match = try tool(name)
    // The version is parsed as usual; only the name before it may be short.
    let whole = match.tool.description + text.dropFirst(name.count)
    return (match, try ToolRequest(parsing: whole, defaultRegistry: defaultRegistry))
  }

  private func match(_ tool: ToolName, _ name: String) -> Match {
    let isFull = name.hasSuffix(tool.description)
    return Match(tool: tool, isElsewhere: !isFull && tool.registry != defaultRegistry)
  }

  /// The tools whose last segment is the name, sorted. A repository of the default registry that
  /// consists of this segment alone takes precedence: the name is its full name.
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

/// A short name that several tools share.
package struct AmbiguousToolName: UserFacingError, Equatable {
  /// What was given.
  package let name: String
  /// The tools that it could refer to.
  package let tools: [ToolName]

  /// 64: only the caller can decide which one is meant.
  package var code: FailureCode { .usage }
  package var message: String { "\(SafeText.clean(name)) is the name of several tools" }
  /// The full names.
  package var hint: String? {
    "name one of: " + tools.map(\.description).joined(separator: ", ")
  }
}
