import BackendKit

/// `show TOOL[@VERSION]`: all that is known of a package, and of one version of it.
struct ShowCommand {
  let request: String

  func run(_ context: CommandContext) throws -> ShowReport {
    let request = try context.request(request)
    let workspace = context.workspace()
    context.warn(of: SkippedItem.files(of: workspace.project))
    let root = try workspace.index.root(of: request.tool)
    let list = VersionList(root: root)
    let version = try request.version.map { name in
      try list.meant(by: name, of: request.tool)
    }
    let pins = workspace.pins(of: request.tool)
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
          place: workspace.project.displayPath(pin.entry.file) + ":\(pin.entry.line)",
          request: pin.entry.request, resolved: pin.resolved, inForce: pin.entry.inForce)
      },
      installed: Set(pins.map(\.entry.identity)).union([request.tool.key]).sorted()
        .flatMap(workspace.installs.installed(key:)),
      readme: try? workspace.index.readme(of: request.tool, root: root),
      now: context.now)
  }
}

/// What `show` found.
struct ShowReport: Report {
  /// One entry that pins the tool.
  struct PinLine: Sendable {
    let place: String
    let request: String
    let resolved: String?
    let inForce: Bool
  }

  let root: PackageRoot
  let list: VersionList
  /// The version asked for, else the newest; nil where the package has none to show.
  let version: VersionsReport.Row?
  let pins: [PinLine]
  let installed: [MiseInstalls.InstalledVersion]
  let readme: String?
  let now: Int64

  var json: JSONValue {
    var members: [(String, JSONValue)] = [("tool", .string(root.tool.description))]
    func add(_ key: String, _ value: String?) {
      if let value { members.append((key, .string(value))) }
    }
    add("title", root.description?.title)
    add("description", root.description?.text)
    members.append(("keywords", JSONValue(root.description?.keywords ?? [])))
    add("status", root.status.rawValue)
    add("deprecated_message", root.deprecatedMessage)
    add("superseded_by", root.supersededBy)
    add("created", root.created)
    add("repository", root.repository)
    if let upstream = root.upstream {
      var parts: [(String, JSONValue)] = []
      if let organisation = upstream.organisation { parts.append(("org", .string(organisation))) }
      if let url = upstream.url { parts.append(("repository_url", .string(url))) }
      if let text = upstream.disclaimer { parts.append(("disclaimer", .string(text))) }
      members.append(("upstream", .object(parts)))
    }
    add("latest", list.newest?.version)
    members.append(("variants", JSONValue(list.variants)))
    members.append(("versions", JSONValue(list.visibleCount)))
    members.append(("version", version.map(VersionsReport.document) ?? .null))
    members.append(("pins", .array(pins.map(Self.document))))
    members.append(("installed", .array(installed.map(Self.document))))
    add("readme", readme)
    return .object(members)
  }

  private static func document(_ pin: PinLine) -> JSONValue {
    [
      "place": .string(pin.place), "request": .string(pin.request),
      "resolved": JSONValue(pin.resolved), "in_force": .bool(pin.inForce),
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
      add("instead", root.supersededBy)
    }
    add("upstream", root.upstream?.url ?? root.upstream?.organisation)
    add("from", root.repository)
    add("newest", list.newest?.version)
    add("variants", list.variants.joined(separator: ", "))
    if let row = version {
      let age = Age.short(since: row.version.observed, now: now).map { ", \($0) old" } ?? ""
      add("version", row.version.version + age)
      add("also", row.version.aliases.joined(separator: ", "))
      add("digest", row.version.digest.description)
      add("platforms", row.platforms?.map(\.description).joined(separator: ", "))
      add("this host", row.runsHere.map { $0 ? "runs here" : "no platform for this host" })
      if let yank = row.version.yanked { add("yanked", yank.reason ?? "no reason given") }
    }
    for pin in pins {
      let resolved = pin.resolved.map { " → \($0)" } ?? ""
      add("pinned", "\(pin.place)  \"\(pin.request)\"\(resolved)\(pin.inForce ? "" : "  shadowed")")
    }
    for version in installed { add("installed", "\(version.version)  \(version.path)") }
    let width = lines.map(\.0.count).max() ?? 0
    var text = ""
    for (label, value) in lines {
      let gap = String(repeating: " ", count: width - label.count + 2)
      text += style.painted(label, .dim) + gap + value + "\n"
    }
    if let readme {
      text += "\n" + SafeText.cleanLines(readme).joined(separator: "\n") + "\n"
    }
    return text
  }
}
