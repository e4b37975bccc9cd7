import BackendKit

/// What Project says of the state of an entry.
struct PinStateText {
  private let state: State

  /// Whether there is room for the least alone.
  private let isShort: Bool

  init(_ state: State, isShort: Bool = false) {
    self.state = state
    self.isShort = isShort
  }

  /// What is to be said of an entry: what is wrong first, then what is newer, then what is missing.
  func span(_ row: ProjectRow) -> Span {
    let marks = state.marks
    if let problem = row.problem { return Span("\(marks.yanked) \(problem)", .bad) }
    if let shadow = row.shadowedBy {
      return Span(isShort ? "shadowed" : "shadowed by \(shadow)", .dim)
    }
    if let reason = row.ignoredBecause { return Span(reason, .dim) }
    switch row.tool.flatMap({ state.session.installs.progress(of: $0, key: row.id.key) }) {
    case .waiting: return Span("waits to be installed", .attention)
    case .running:
      let status = row.tool.flatMap { state.session.installs.status(of: $0, key: row.id.key) }
      let text = ["installing"] + (status?.parts ?? [])
      return Span(text.joined(separator: " \(marks.separator) "), .attention)
    case .ended, nil: break
    }
    let isMissing = row.resolved.map { !row.installed.contains($0) } ?? false
    let install = state.phrase(KeyHint(.install, in: .project, "installs"))
    let missing = "not installed" + (isShort ? "" : install.map { " (\($0))" } ?? "")
    let installed = isMissing ? missing : row.hasMoved ? "\(marks.moved) tag moved" : "installed"
    switch row.pin.state {
    case .yanked:
      let reason = row.yankReason.map { ": " + $0 } ?? ""
      let upgrades = row.pin.upgrades
      let fix = (upgrades?.patch ?? upgrades?.minor ?? upgrades?.major).map {
        " \(marks.arrow) \(SafeText.clean($0.version.version))"
      }
      return Span("\(marks.yanked) yanked\(fix ?? "")\(reason)", .bad)
    case .outdated:
      guard let step = nextStep(row) else { return Span("\(marks.newer) \(installed)", .attention) }
      return Span("\(marks.newer) \(step)" + (isShort ? "" : ", \(installed)"), .attention)
    case .deprecated: return Span("\(marks.deprecated) deprecated, \(installed)", .attention)
    case .missing:
      if case .unknownTool? = row.pin.failure { return Span(unlisted, .attention) }
      return Span(missing, .attention)
    case .moved:
      let again = state.phrase(KeyHint(.install, in: .project, "installs it again"))
      return Span("\(marks.moved) tag moved" + (again.map { " (\($0))" } ?? ""), .attention)
    case .current:
      return row.hasMoved
        ? Span("\(marks.moved) tag moved", .attention) : Span("current", .good)
    case .ignored: return Span("ignored", .dim)
    case .unknown:
      let reason = (row.unknownReason ?? "unknown").shortDigest
      // A pin that comes to nothing is the first thing to fix.
      return row.pin.failure == nil
        ? Span(reason, .attention) : Span("\(marks.yanked) \(reason)", .bad)
    }
  }

  /// Said of a tool that the index does not know: whatever is to be done begins there.
  private var unlisted: String {
    let fetch = state.phrase(KeyHint(.refresh, in: .project, "fetches it"))
    return "unknown version list" + (fetch.map { " (\($0))" } ?? "")
  }

  /// The step up that is nearest to what the pin says: its own precision, else the smallest.
  private func nextStep(_ row: ProjectRow) -> String? {
    let steps = UpgradeChoice.all(of: row).filter { $0.level != nil && $0.request != nil }
    return UpgradeChoice.preferred(steps).map { index in
      "\(steps[index].name) \(steps[index].request ?? "")"
    }
  }
}
