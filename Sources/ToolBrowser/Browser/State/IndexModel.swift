import BackendKit

/// What the index says, as far as it was read: the rows of Browse. All text in it is clean.
struct IndexModel: Sendable {
  /// One registry of the index.
  struct Registry: Sendable {
    let source: IndexSource
    /// Its name, clean.
    let name: String
    /// Places of its tools in `tools`.
    let tools: Range<Int>
    /// Seconds since it last changed; nil where that is unknown.
    let age: Int64?
    /// Why its tools cannot be listed.
    let problem: ErrorMessage?
  }

  var registries: [Registry] = []
  var tools: [ToolRecord] = []
  /// Where each tool stands in `tools`.
  private(set) var positions: [ToolName: Int] = [:]
  /// Why the index cannot be read at all; nil where there is none yet.
  var problem: ErrorMessage?
  /// Whether the names are known, so that none means none.
  var isOpen = false

  init() {}

  /// The registries of an index that was read anew; what is known of a tool stays until it is
  /// read again.
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
    isOpen = true
  }

  /// Fills in what was read of tools; none of them moves.
  mutating func fill(_ answers: [ToolAnswer]) {
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

  /// What is known of a tool; nil where the index does not list it.
  subscript(tool: ToolName) -> ToolRecord? { positions[tool].map { tools[$0] } }
}

/// One tool of a registry.
struct ToolRecord: Sendable {
  let tool: ToolName
  /// The repository, clean.
  let name: String
  /// What the root says; nil until it was read.
  var summary: ToolSummary?
  /// Why the root cannot be read.
  var problem: ErrorMessage?

  init(tool: ToolName, summary: ToolSummary? = nil) {
    self.tool = tool
    self.name = SafeText.clean(tool.repository)
    self.summary = summary
  }
}

/// What a package's root says, made fit for the screen.
struct ToolSummary: Sendable {
  let title: String
  let keywords: [String]
  let text: String
  let status: PackageRoot.Status
  /// Why it is deprecated, and what to use instead.
  let statusNote: String?
  let upstream: String?
  let disclaimer: String?
  /// Where its content comes from, without `oci://`.
  let repository: String
  let hasReadme: Bool
  /// The newest release.
  let latest: String?
  /// The versions, as requests are resolved against them.
  let list: VersionList

  init(root: PackageRoot) {
    let list = VersionList(root: root)
    let description = root.description
    title = SafeText.clean(description?.title ?? "")
    keywords = (description?.keywords ?? []).map(SafeText.clean).filter { !$0.isEmpty }
    text = SafeText.clean(description?.text ?? "")
    status = root.status
    let successor = root.supersededBy.map { "use \($0)" }
    let notes = [root.deprecatedMessage, successor].compactMap { $0 }.filter { !$0.isEmpty }
    statusNote = notes.isEmpty ? nil : SafeText.clean(notes.joined(separator: "; "))
    let address = root.upstream.flatMap { $0.url ?? $0.organisation }
    upstream = address.map { SafeText.clean(ToolSummary.withoutScheme($0)) }
    disclaimer = root.upstream?.disclaimer.map(SafeText.clean)
    repository = SafeText.clean(ToolSummary.withoutScheme(root.repository))
    hasReadme = description?.readme != nil
    self.list = list
    latest = list.newest.map { SafeText.clean($0.version) }
  }

  private static func withoutScheme(_ address: String) -> String {
    for scheme in ["https://", "http://", "oci://"] where address.hasPrefix(scheme) {
      return String(address.dropFirst(scheme.count))
    }
    return address
  }
}

/// The versions of one tool as rows: newest first, the plain track before variants. Made for the
/// tool that is looked at alone, for a registry has many.
struct VersionTable: Sendable {
  let tool: ToolName
  /// Every tag but OCX's own.
  let all: [VersionRow]
  /// What mise sees, and releases that were taken back.
  let usual: [VersionRow]

  init(tool: ToolName, list: VersionList) {
    let visible = Set(list.visible().map(\.tag))
    self.tool = tool
    all = list.all().reversed().map { VersionRow($0, isUsual: visible.contains($0.tag)) }
    usual = all.filter(\.isUsual)
  }

  /// What the versions point to, each once, in the order of the rows.
  var digests: [Digest] {
    var known: Set<Digest> = []
    return all.map(\.digest).filter { known.insert($0).inserted }
  }
}

/// One tag of a tool.
struct VersionRow: Sendable, Hashable {
  /// As mise sees it, clean.
  let version: String
  let digest: Digest
  /// The other tags of the same content, clean.
  let aliases: [String]
  /// As the index has it; read by `Age`.
  let observed: String?
  /// Set where it is yanked: the reason, or nothing.
  let yank: String?
  /// Whether it stands in the list without `a`: what mise sees, and releases that were taken back.
  let isUsual: Bool
  let isPrerelease: Bool
  let listed: ListedVersion

  init(_ listed: ListedVersion, isUsual: Bool) {
    self.listed = listed
    version = SafeText.clean(listed.version)
    digest = listed.digest
    aliases = listed.aliases.map(SafeText.clean)
    observed = listed.observed
    yank = listed.yanked.map { SafeText.clean($0.reason ?? "") }
    self.isUsual = isUsual || (listed.yanked != nil && listed.kind == .release)
    isPrerelease = listed.isPrerelease
  }
}
