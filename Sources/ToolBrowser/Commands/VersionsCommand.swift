import BackendKit

/// `versions TOOL`: what mise sees, ascending; `--all` adds rolling, build, yanked and ephemeral
/// tags.
struct VersionsCommand: ReportingCommand, Equatable {
  var tool = ToolArgument()
  var all = false
  /// The name of a variant, or `default` for the plain track.
  var variant: String?

  static let name = "versions"
  static let declaration = CommandDeclaration<Self>(
    summary: "the versions of a tool that mise sees, oldest first",
    argument: .one(\.tool, "TOOL", "[ocx:][registry/]namespace/name"),
    options: [
      .flag(\.all, "all", "rolling, build, yanked and ephemeral tags as well"),
      .value(
        \.variant, "variant", "NAME", "only this variant; default for versions without one",
        completion: .dynamic(.variant)),
    ],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> VersionsReport {
    let workspace = context.workspace()
    let tool = try context.tool(tool, in: workspace)
    let index = workspace.index
    let root = try index.root(of: tool)
    let list = VersionList(root: root)
    if let variant, variant != "default", !list.variants.contains(variant) {
      throw CommandFailure.unknownVariant(variant, of: tool, known: list.variants)
    }
    let versions = all ? list.all().filter(isOnTrack) : list.track(variant: variant)
    return VersionsReport(
      tool: tool, status: root.status,
      rows: VersionsReport.rows(
        of: tool, versions, index: index, host: Platform.host(context.environment)),
      now: context.now)
  }

  private func isOnTrack(_ version: ListedVersion) -> Bool {
    switch variant {
    case nil: true
    case "default": version.variant == nil
    case let name: version.variant == name
    }
  }
}

/// The result of `versions`.
struct VersionsReport: Report {
  /// One version and its platforms; nil if the index lacks the object.
  struct Row: Sendable {
    let version: ListedVersion
    let platforms: [Platform]?
    let runsOnHost: Bool?
  }

  let tool: ToolName
  let status: PackageRoot.Status
  let rows: [Row]
  let now: Int64

  /// Many tags share one object, so each object is read once.
  static func rows(
    of tool: ToolName, _ versions: [ListedVersion], index: IndexCollection, host: Platform
  ) -> [Row] {
    var images: [Digest: DispatchObject?] = [:]
    return versions.map { version in
      let image: DispatchObject?
      if let known = images[version.digest] {
        image = known
      } else {
        image = try? index.image(of: tool, digest: version.digest)
        images[version.digest] = .some(image)
      }
      return Row(version: version, platforms: image?.platforms, runsOnHost: image?.fits(host))
    }
  }

  var json: JSONValue {
    ["tool": .string(tool.description), "versions": .array(rows.map(Self.document))]
  }

  /// One version, as in the JSON of `versions` and `show`.
  static func document(_ row: Row) -> JSONValue {
    let version = row.version
    return .object(omittingNil: [
      ("version", .string(version.version)),
      ("tag", .string(version.tag)),
      ("digest", .string(version.digest.description)),
      ("kind", .string(version.kind.rawValue)),
      ("variant", JSONValue(version.variant)),
      ("aliases", JSONValue(version.shownAliases.names)),
      ("aliases_total", JSONValue(version.aliasCount)),
      ("platforms", row.platforms.map { JSONValue($0.map(\.description)) }),
      ("host", row.runsOnHost.map(JSONValue.bool)),
      ("observed", .known(version.observed)),
      ("ephemeral", version.isEphemeral ? .bool(true) : nil),
      ("yanked", version.yanked.map(document) ?? .null),
    ])
  }

  private static func document(_ yank: Yank) -> JSONValue {
    ["reason": JSONValue(yank.reason), "at": JSONValue(yank.at)]
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init("VERSION", .right), .init("ALSO", cut: .end), .init("KIND"),
      .init("SEEN", .right, hasToDiffer: true),
      .init("HOST"), .init("STATE", cut: .end),
    ])
    for row in rows {
      let version = row.version
      table.add([
        version.version, version.aliasText,
        version.kind == .release ? "" : version.kind.rawValue,
        Age.short(since: version.observed, now: now) ?? "",
        row.runsOnHost.map { $0 ? "yes" : "no" } ?? "",
        Self.state(of: version),
      ])
    }
    return table.text(style: style)
  }

  private static func state(of version: ListedVersion) -> String {
    if let yank = version.yanked { return "yanked" + (yank.reason.map { ": " + $0 } ?? "") }
    return version.isEphemeral ? "ephemeral: its publisher may delete it" : ""
  }
}

extension ListedVersion {
  /// The other tags of the digest, shortened to fit on a line.
  var aliasText: String {
    let (names, more) = shownAliases
    return names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
