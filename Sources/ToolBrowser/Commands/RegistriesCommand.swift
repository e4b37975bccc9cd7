import BackendKit

/// `registries`: the registries of the local index and those that the project's pins name.
struct RegistriesCommand: ReportingCommand, Equatable {
  static let name = "registries"
  static let declaration = CommandDeclaration<Self>(
    summary: "known registries: their source, packages and the age of the local index",
    hasJSON: true)

  func report(_ context: CommandContext) throws -> RegistriesReport {
    let workspace = context.workspace()
    context.warn(of: SkippedItem.files(of: workspace.project))
    let index = workspace.index
    var rows: [RegistriesReport.Row] = []
    for source in index.exists ? try index.sources() : [] {
      var row = RegistriesReport.Row(registry: source.registry, sources: ["index"])
      row.kind = source.kind == .derived ? "derived" : "published"
      row.path = source.directory
      row.age = index.age(of: source)
      do throws(IndexFailure) {
        row.packages = try index.names(in: source).count
      } catch {
        row.failure = error
      }
      rows.append(row)
    }
    for entry in workspace.project.entries {
      guard let registry = entry.tool?.registry else { continue }
      let file = entry.file
      if let index = rows.firstIndex(where: { $0.registry == registry }) {
        if !rows[index].sources.contains(file) { rows[index].sources.append(file) }
      } else {
        rows.append(RegistriesReport.Row(registry: registry, sources: [file]))
      }
    }
    if rows.isEmpty, !index.exists { throw IndexFailure.absent(path: index.path) }
    return RegistriesReport(rows: rows, display: workspace.project.displayPath)
  }
}

/// The result of `registries`.
struct RegistriesReport: Report {
  /// One registry; nil for what is unknown without a local index.
  struct Row: Sendable {
    let registry: String
    /// `index`, and the absolute paths of the files whose pins name it.
    var sources: [String]
    var kind: String?
    var path: String?
    var packages: Int?
    /// Seconds since its local index last changed.
    var age: Int64?
    var failure: IndexFailure?
  }

  let rows: [Row]
  /// How a path is displayed.
  let display: @Sendable (String) -> String

  var json: JSONValue {
    .array(
      rows.map { row in
        let failure = row.failure.map { $0.commandJSON.members } ?? []
        let known = JSONValue.object(omittingNil: [
          ("registry", .string(row.registry)),
          ("known_from", JSONValue(row.sources)),
          ("kind", .known(row.kind)),
          ("packages", row.packages.map(JSONValue.init)),
          ("index_age_seconds", row.age.map(JSONValue.int)),
          ("path", .known(row.path)),
        ])
        return .object(known.members + failure)
      })
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init("REGISTRY"), .init("PACKAGES", .right), .init("INDEX AGE", .right),
      .init("KNOWN FROM"), .init("STATE"),
    ])
    for row in rows {
      table.add([
        row.registry, row.packages.map(String.init) ?? "", row.age.map(Age.short(seconds:)) ?? "",
        row.sources.map { $0.hasPrefix("/") ? display($0) : $0 }.joined(separator: ", "),
        row.failure?.message ?? (row.kind == nil ? "no local index" : ""),
      ])
    }
    return table.text(style: style)
  }
}
