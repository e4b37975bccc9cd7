import BackendKit

/// What Project says of the state of an entry.
struct PinStateText {
  private let state: State

  /// Whether there is only space for the shortest form.
  private let isShort: Bool

  init(_ state: State, isShort: Bool = false) {
    self.state = state
    self.isShort = isShort
  }

  /// The state of an entry: problems first, then newer versions, then a missing install.
  func span(_ row: ProjectRow) -> Span {
    let glyphs = state.glyphs
    if let problem = row.problem { return Span("\(glyphs.yanked) \(problem)", .bad) }
    if let shadow = row.shadowedBy {
      return Span(isShort ? "shadowed" : "shadowed by \(shadow)", .dim)
    }
    if let reason = row.ignoredBecause { return Span(reason, .dim) }
    switch row.tool.flatMap({ state.session.installs.progress(of: $0, key: row.id.key) }) {
    case .waiting: return Span("waits to be installed", .attention)
    case .running:
      let status = row.tool.flatMap { state.session.installs.status(of: $0, key: row.id.key) }
      let text = ["installing"] + (status?.parts ?? [])
      return Span(text.joined(separator: " \(glyphs.separator) "), .attention)
    case .ended, nil: break
    }
    let isMissing = row.resolved.map { !row.installed.contains($0) } ?? false
    let moved = "\(glyphs.moved) tag moved"
    // An install of other content than the entry's digest would be refused.
    let missing =
      row.hasMoved
      ? moved + (isShort ? "" : ", not installed")
      : "not installed" + (isShort ? "" : rest(ofMissing: row))
    let installed = isMissing ? missing : row.hasMoved ? moved : "installed"
    switch row.pin.state {
    case .yanked:
      let reason = row.yankReason.map { ": " + $0 } ?? ""
      let upgrades = row.pin.upgrades
      let fix = (upgrades?.patch ?? upgrades?.minor ?? upgrades?.major).map {
        " \(glyphs.arrow) \(SafeText.clean($0.version.version))"
      }
      return Span("\(glyphs.yanked) yanked\(fix ?? "")\(reason)", .bad)
    case .outdated:
      guard let step = nextStep(row) else {
        return Span("\(glyphs.newer) \(installed)", .attention)
      }
      return Span("\(glyphs.newer) \(step)" + (isShort ? "" : ", \(installed)"), .attention)
    case .deprecated: return Span("\(glyphs.deprecated) deprecated, \(installed)", .attention)
    case .missing:
      if let elsewhere = row.pin.elsewhereText {
        return Span("\(glyphs.yanked) " + (isShort ? "not for here" : elsewhere), .bad)
      }
      if case .unknownTool? = row.pin.failure { return Span(unlisted, .attention) }
      return Span(missing, .attention)
    case .moved:
      return Span(moved + offer(.install, "installs it again"), .attention)
    case .current:
      return row.hasMoved ? Span(moved, .attention) : Span("current", .good)
    case .ignored: return Span("ignored", .dim)
    case .unknown:
      let reason = (row.unknownReason ?? "unknown").shortDigest
      guard row.isUnresolvable else { return Span(reason, .attention) }
      // An unresolvable pin is the first thing to fix.
      let what = row.pin.failure == nil ? "no version matches \(row.request.shortDigest)" : reason
      return Span("\(glyphs.yanked) \(what)", .bad)
    }
  }

  /// For a tool that is not in the index, which has to be refreshed first.
  private var unlisted: String {
    isShort ? "not listed" : "unknown version list" + offer(.refresh, "fetches it")
  }

  /// The second part of "not installed": a newer version, otherwise how to install it.
  private func rest(ofMissing row: ProjectRow) -> String {
    if row.pin.state == .missing, let step = nextStep(row) {
      return ", \(state.glyphs.newer) \(step)"
    }
    return offer(.install, "installs")
  }

  /// The key that helps, if ocx, which fetches and installs, is there.
  private func offer(_ action: Action, _ words: String) -> String {
    state.phrase(KeyHint(action, in: .project, words)).map { " (\($0))" } ?? ""
  }

  /// The upgrade level that is closest to the pin: that of its precision, otherwise the smallest.
  private func nextStep(_ row: ProjectRow) -> String? {
    let steps = UpgradeChoice.all(of: row).filter { $0.level != nil && $0.request != nil }
    return UpgradeChoice.preferred(steps).map { index in
      "\(steps[index].name) \(steps[index].request ?? "")"
    }
  }
}
