import BackendKit

/// `show TOOL[@VERSION]`: everything known about a package, and about one version of it.
struct ShowCommand: ReportingCommand, Equatable {
  var tool = ToolArgument()

  static let name = "show"
  static let declaration = CommandDeclaration<Self>(
    summary: "everything known about a tool",
    discussion: ["Description, platforms, aliases, digest, pins and install paths."],
    argument: .one(
      \.tool, "TOOL[@VERSION]", "[ocx:][registry/]namespace/name, and a version of it",
      completion: .dynamic(.packageVersion)),
    hasJSON: true)

  func report(_ context: CommandContext) throws -> ShowReport {
    let workspace = context.workspace()
    let request = try context.request(tool, in: workspace)
    context.warn(of: SkippedItem.files(of: workspace.project))
    let root = try workspace.index.root(of: request.tool)
    let list = VersionList(root: root)
    let version = try request.version.map { name in
      try list.listed(matching: name, of: request.tool)
    }
    let pins = workspace.pins(of: request.tool)
    if !pins.isEmpty { context.warnOfRefusals(workspace) }
    let shown = version ?? list.newest
    return ShowReport(
      root: root,
      list: list,
      version: shown.flatMap { shown in
        VersionsReport.rows(
          of: request.tool, [shown], index: workspace.index,
          host: Platform.host(context.environment)
        ).first
      },
      pins: pins.map { pin in
        ShowReport.PinLine(
          location: workspace.project.displayPath(pin.entry.file) + ":\(pin.entry.line)", pin: pin)
      },
      installed: Set(pins.map(\.entry.identity)).union([request.tool.key]).sorted()
        .flatMap(workspace.installs.installed(key:)),
      readme: try? workspace.index.readme(of: request.tool, root: root),
      now: context.now)
  }
}

/// The result of `show`.
struct ShowReport: Report {
  /// One entry that pins the tool.
  struct PinLine: Sendable {
    /// As displayed: `mise.toml:7`.
    let location: String
    let pin: Pin
  }

  let root: PackageRoot
  let list: VersionList
  /// The requested version, else the newest; nil if the package has none.
  let version: VersionsReport.Row?
  let pins: [PinLine]
  let installed: [MiseInstalls.InstalledVersion]
  let readme: String?
  let now: Int64

  var json: JSONValue {
    let upstream = root.upstream.map { upstream in
      JSONValue.object(omittingNil: [
        ("org", .known(upstream.organisation)), ("repository_url", .known(upstream.url)),
        ("disclaimer", .known(upstream.disclaimer)),
      ])
    }
    return .object(
      omittingNil: root.summaryMembers + [
        ("deprecated_message", .known(root.deprecatedMessage)),
        ("superseded_by", .known(root.supersededBy)),
        ("created", .known(root.created)),
        ("repository", .string(root.repository)),
        ("upstream", upstream),
        ("source", .known(root.source)),
        ("owners", root.owners.isEmpty ? JSONValue?.none : JSONValue(root.owners)),
        ("latest", .known(list.newest?.version)),
        ("variants", JSONValue(list.variants)),
        ("versions", JSONValue(list.visibleCount)),
        ("version", version.map(VersionsReport.document) ?? .null),
        ("pins", .array(pins.map(Self.document))),
        ("installed", .array(installed.map(Self.document))),
        ("readme", .known(readme)),
      ])
  }

  private static func document(_ line: PinLine) -> JSONValue {
    [
      "file": .string(line.pin.entry.file), "line": JSONValue(line.pin.entry.line),
      "request": .string(line.pin.entry.request), "resolved": JSONValue(line.pin.resolved),
      "in_force": .bool(line.pin.isInForce),
    ]
  }

  private static func document(_ version: MiseInstalls.InstalledVersion) -> JSONValue {
    ["version": .string(version.version), "install_path": .string(version.path)]
  }

  func text(_ style: OutputStyle) -> String {
    var lines: [(String, String)] = []
    func add(_ label: String, _ value: String?) {
      guard let value, !value.isEmpty else { return }
      lines.append((label, SafeText.clean(value)))
    }
    add("tool", root.tool.description)
    add("title", root.description?.title)
    add("about", root.description?.text)
    add("keywords", root.description?.keywords.joined(separator: " · "))
    if root.status != .active {
      add("status", root.status.rawValue + (root.deprecatedMessage.map { ": " + $0 } ?? ""))
    }
    add("instead", root.supersededBy)
    add("upstream", root.upstream?.url ?? root.upstream?.organisation)
    add("source", root.source)
    add("owners", root.owners.joined(separator: ", "))
    add("from", root.repository)
    add("newest", list.newest?.version)
    add("variants", list.variants.joined(separator: ", "))
    if let row = version {
      let seen = Age.short(since: row.version.observed, now: now)
      add("version", row.version.version)
      add("first seen", seen.map { $0 == "now" ? "just now" : "\($0) ago" })
      add("also", row.version.aliasText)
      add("digest", row.version.digest.description)
      add("platforms", (row.platforms?.map(\.description)).map(PlatformGroups.text))
      add("this host", row.runsOnHost.map { $0 ? "runs here" : "does not run here" })
      if let yank = row.version.yanked {
        let age = Age.short(since: yank.at, now: now)
        let when = age.map { $0 == "now" ? "just now: " : "\($0) ago: " } ?? ""
        add("yanked", when + (yank.reason ?? "no reason given"))
      }
      if row.version.isEphemeral { add("ephemeral", "its publisher may delete it") }
    }
    for line in pins {
      let resolved = line.pin.resolved.map { " → \($0)" } ?? ""
      let standing =
        if line.pin.entry.ignored != nil {
          "  ignored"
        } else if line.pin.isInForce {
          line.pin.locked == nil ? "" : "  locked"
        } else {
          line.pin.isRefused ? "  refused by mise" : "  shadowed"
        }
      add("pinned", "\(line.location)  \"\(line.pin.entry.request)\"\(resolved)\(standing)")
    }
    for version in installed { add("installed", "\(version.version)  \(version.path)") }
    let width = lines.map(\.0.count).max() ?? 0
    var text = ""
    for (label, value) in lines {
      let gap = String(repeating: " ", count: width - label.count + 2)
      let hanging = "\n" + String(repeating: " ", count: width + 2)
      // What has no spaces is there to be copied.
      let room = style.columns.map { max($0 - width - 2, 20) } ?? .max
      let isWhole = value.cellWidth <= room || !value.contains(" ")
      let pieces = isWhole ? [value] : Wrap.lines(value, columns: room)
      text += style.painted(label, .dim) + gap + pieces.joined(separator: hanging) + "\n"
    }
    return text + self.readme(style)
  }

  /// The readme as Details renders it, no wider than is good to read.
  private func readme(_ style: OutputStyle) -> String {
    guard let readme else { return "" }
    let lines = Markdown.lines(
      SafeText.cleanLines(readme), columns: min(style.columns ?? 80, 100), glyphs: .unicode)
    return lines.reduce("\n") { text, line in
      text + line.map { style.painted($0.text, $0.role, $0.attributes) }.joined() + "\n"
    }
  }
}
