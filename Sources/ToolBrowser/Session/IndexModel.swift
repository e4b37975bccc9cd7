import BackendKit

/// What is known of the index so far. All text in it is safe to show.
struct IndexModel: Sendable {
  /// One registry of the index.
  struct Registry: Sendable {
    let source: IndexSource
    /// The sanitized name.
    let name: String
    /// Indices of its tools in `tools`.
    let tools: Range<Int>
    /// Seconds since it last changed; nil if unknown.
    let age: Int64?
    /// Why its tools cannot be listed.
    let problem: ErrorMessage?
  }

  var registries: [Registry] = []
  /// The registry of names that say none.
  private(set) var defaultRegistry = ToolName.compiledDefaultRegistry
  var tools: [ToolRecord] = []
  /// The index of each tool in `tools`.
  private(set) var positions: [ToolName: Int] = [:]
  /// Why the index cannot be read at all; nil also if there is no index yet.
  var problem: ErrorMessage?
  /// Whether the names have been read, so that an empty list means an empty index.
  var isOpen = false
  /// The folders that the names were read from.
  private(set) var watched = WatchedScope.none

  init() {}

  /// Takes the registries of an index that was read again. Summaries already known are kept until
  /// they are read again.
  mutating func open(_ snapshot: IndexSnapshot) {
    let known = Dictionary(
      tools.compactMap { record in record.summary.map { (record.tool, $0) } },
      uniquingKeysWith: { first, _ in first })
    registries = []
    tools = []
    for source in snapshot.sources {
      let start = tools.count
      tools += source.names.map { ToolRecord(tool: $0, summary: known[$0]) }
      registries.append(
        Registry(
          source: source.source, name: SafeText.clean(source.source.registry),
          tools: start..<tools.count, age: source.age, problem: source.problem))
    }
    positions = Dictionary(
      tools.enumerated().map { ($0.element.tool, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    problem = snapshot.problem
    defaultRegistry = snapshot.defaultRegistry
    watched = snapshot.watched
    isOpen = true
  }

  /// Fills in details of tools without reordering them.
  mutating func fill(_ answers: [RootResult]) {
    for answer in answers {
      guard let position = positions[answer.tool] else { continue }
      switch answer.content {
      case .summary(let summary):
        tools[position].summary = summary
        tools[position].problem = nil
      case .problem(let problem): tools[position].problem = problem
      }
    }
  }

  /// The record of a tool; nil if the index does not list it.
  subscript(tool: ToolName) -> ToolRecord? { positions[tool].map { tools[$0] } }
}

/// One tool of a registry.
struct ToolRecord: Sendable {
  let tool: ToolName
  /// The sanitized repository.
  let name: String
  /// What the root says; nil until it has been read.
  var summary: ToolSummary?
  /// Why the root cannot be read.
  var problem: ErrorMessage?

  init(tool: ToolName, summary: ToolSummary? = nil) {
    self.tool = tool
    self.name = SafeText.clean(tool.repository)
    self.summary = summary
  }
}

/// The registries on disk and the names of their tools.
struct IndexSnapshot: Sendable {
  struct Source: Sendable {
    let source: IndexSource
    let names: [ToolName]
    let age: Int64?
    let problem: ErrorMessage?
  }

  var sources: [Source] = []
  /// The registry of names that say none.
  var defaultRegistry = ToolName.compiledDefaultRegistry
  /// Why there are no sources; nil also if there is no index yet.
  var problem: ErrorMessage?
  /// The folders that were read.
  var watched = WatchedScope.none
}

/// The result of reading one root.
struct RootResult: Sendable {
  enum Content: Sendable {
    case summary(ToolSummary)
    case problem(ErrorMessage)
  }

  let tool: ToolName
  let content: Content
}
