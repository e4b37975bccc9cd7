import BackendKit

/// `packages [QUERY]`: every package of the index; with a query, those that match, best first, by
/// the matcher of the screen's filter.
struct PackagesCommand {
  let query: String?

  func run(_ context: CommandContext) throws -> PackagesReport {
    let index = context.index
    var tools: [ToolName] = []
    for source in try index.sources() {
      do throws(IndexFailure) {
        tools += try index.names(in: source)
      } catch {
        let cause = SafeText.clean(error.message)
        context.output.aside("warning: nothing of \(source.registry) is listed: \(cause)\n")
      }
    }
    let rows = index.mapRoots(of: tools) { tool, result in
      PackagesReport.Row(tool: tool, result: result)
    }
    return PackagesReport(rows: ranked(rows), query: query)
  }

  private func ranked(_ rows: [PackagesReport.Row]) -> [PackagesReport.Row] {
    guard let query, !query.isEmpty else { return rows }
    let candidates = rows.map { row in
      FuzzyMatcher.Candidate(
        name: row.tool.repository, title: row.root?.description?.title,
        keywords: row.root?.description?.keywords ?? [])
    }
    return FuzzyMatcher.rank(query: query, among: candidates).map { rows[$0.index] }
  }
}

/// What `packages` found.
struct PackagesReport: Report {
  /// One package; one whose root cannot be read keeps its row and says why.
  struct Row: Sendable {
    let tool: ToolName
    let root: PackageRoot?
    let latest: String?
    /// How many versions mise sees.
    let versions: Int
    let failure: IndexFailure?

    init(tool: ToolName, result: Result<PackageRoot, IndexFailure>) {
      self.tool = tool
      switch result {
      case .success(let root):
        let list = VersionList(root: root)
        self.root = root
        latest = list.newest?.version
        versions = list.visibleCount
        failure = nil
      case .failure(let error):
        root = nil
        latest = nil
        versions = 0
        failure = error
      }
    }
  }

  let rows: [Row]
  let query: String?

  var nothing: String? {
    guard rows.isEmpty else { return nil }
    return query.map { "Nothing matches \"\(SafeText.clean($0))\"." } ?? "The index is empty."
  }

  var json: JSONValue { .array(rows.map(Self.document)) }

  private static func document(_ row: Row) -> JSONValue {
    var members: [(String, JSONValue)] = [("tool", .string(row.tool.description))]
    guard let root = row.root else {
      members.append(("status", "broken"))
      if let failure = row.failure, case .object(let error) = failure.commandJSON {
        members += error
      }
      return .object(members)
    }
    if let title = root.description?.title { members.append(("title", .string(title))) }
    if let text = root.description?.text { members.append(("description", .string(text))) }
    members.append(("keywords", JSONValue(root.description?.keywords ?? [])))
    members.append(("status", .string(root.status.rawValue)))
    if let latest = row.latest { members.append(("latest", .string(latest))) }
    members.append(("versions", JSONValue(row.versions)))
    members.append(("repository", .string(root.repository)))
    return .object(members)
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init("TOOL"), .init("TITLE", cut: .end), .init("LATEST", .right),
      .init("VERSIONS", .right), .init("STATUS", cut: .end),
    ])
    for row in rows {
      guard let root = row.root else {
        table.add([
          row.tool.description, row.failure?.message ?? "", "", "", "broken",
        ])
        continue
      }
      table.add([
        row.tool.description, root.description?.title ?? "", row.latest ?? "",
        String(row.versions), root.status == .active ? "" : root.status.rawValue,
      ])
    }
    return table.text(style: style)
  }
}
