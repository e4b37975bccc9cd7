import BackendKit

/// `packages [QUERY]`: every package of the index, or those that match, best first.
struct PackagesCommand: ReportingCommand, Equatable {
  var query: String?

  static let name = "packages"
  static let declaration = CommandDeclaration<Self>(
    summary: "packages, best match first",
    discussion: ["Ranked like the browser's filter; sorted by name without QUERY."],
    argument: .optional(\.query, "QUERY", "letters of a name, a title or a keyword"),
    hasJSON: true)

  func report(_ context: CommandContext) throws -> PackagesReport {
    let index = context.index
    var tools: [ToolName] = []
    for source in try index.sources() {
      do throws(IndexFailure) {
        tools += try index.names(in: source)
      } catch {
        let cause = SafeText.clean(error.message)
        context.output.standardError("warning: nothing of \(source.registry) is listed: \(cause)\n")
      }
    }
    let rows = index.mapRoots(of: tools) { tool, result in
      PackagesReport.Row(tool: tool, result: result)
    }
    let found = ranked(rows)
    let names = found.isEmpty ? tools.map(\.shortName) : []
    return PackagesReport(
      rows: found, query: query, near: Suggestions.near(query ?? "", among: names),
      isEmpty: tools.isEmpty)
  }

  private func ranked(_ rows: [PackagesReport.Row]) -> [PackagesReport.Row] {
    guard let query, !query.isEmpty else { return rows }
    let candidates = rows.map { FuzzyMatcher.Candidate($0.tool, root: $0.root) }
    return FuzzyMatcher.rank(query: query, among: candidates).map { rows[$0.index] }
  }
}

/// The result of `packages`.
struct PackagesReport: Report {
  /// One package. A package whose root cannot be read has a row with the reason.
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
  /// Similar names, if nothing matches the query.
  var near: [String] = []
  /// Whether the index lists nothing at all.
  var isEmpty = false

  var note: String? {
    guard rows.isEmpty else { return nil }
    guard let query, !isEmpty else {
      return "The index is empty. To fill it: " + Remedy.refreshIndex(of: nil).command
    }
    let nothing = "Nothing matches \"\(SafeText.clean(query))\"."
    return near.isEmpty
      ? nothing : nothing + " Did you mean \(near.joined(separator: " or "))?"
  }

  var json: JSONValue { .array(rows.map(Self.document)) }

  private static func document(_ row: Row) -> JSONValue {
    guard let root = row.root else {
      let failure = row.failure.map { $0.commandJSON.members } ?? []
      return .object([("tool", .string(row.tool.description)), ("status", "broken")] + failure)
    }
    return .object(
      omittingNil: root.summaryMembers + [
        ("latest", .known(row.latest)),
        ("versions", JSONValue(row.versions)),
        ("repository", .string(root.repository)),
      ])
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

extension PackageRoot {
  /// The first members of its JSON, the same for `packages` and `show`.
  var summaryMembers: [(String, JSONValue?)] {
    [
      ("tool", .string(tool.description)), ("title", .known(description?.title)),
      ("description", .known(description?.text)),
      ("keywords", JSONValue(description?.keywords ?? [])),
      ("status", .string(status.rawValue)),
    ]
  }
}
