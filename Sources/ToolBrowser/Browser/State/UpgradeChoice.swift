import BackendKit

/// A line of the upgrade levels of a row.
struct UpgradeChoice: Sendable, Hashable {
  /// nil for the line that pins the newest version exactly.
  let level: UpgradeLevel?
  let name: String
  let from: String
  /// The request that would be written; for `within`, the version that would be installed. nil if
  /// there is no such upgrade.
  let request: String?
  let version: VersionRow?
  /// Whether the version runs on the pin's platform; nil if unknown.
  let isRunnable: Bool?
  /// The same in words.
  let platformNote: String?
  let note: String

  /// The lines for a row; empty if the index does not know the tool.
  static func all(of row: ProjectRow) -> [UpgradeChoice] {
    guard let upgrades = row.pin.upgrades else { return [] }
    let levels = UpgradeLevel.allCases.map { level -> UpgradeChoice in
      let step = upgrades[level]
      let target = level == .within ? step?.version.version : step?.request
      return UpgradeChoice(
        level: level, name: level.rawValue,
        from: level == .within ? row.resolved ?? row.request : row.request,
        request: target.map(SafeText.clean),
        version: step.map { VersionRow($0.version, isUsual: true) },
        isRunnable: step?.isRunnable,
        platformNote: step?.isRunnable.map { platformNote($0, row.pin.entry) },
        note: note(level, step, row, upgrades))
    }
    let newest = upgrades.highest(upTo: .major)?.version ?? upgrades.within?.version
    let exact = (newest ?? upgrades.current).map { SafeText.clean($0.version) }
    return levels + [
      UpgradeChoice(
        level: nil, name: "exact", from: row.request,
        request: exact == row.request ? nil : exact,
        version: newest.map { VersionRow($0, isUsual: true) }, isRunnable: nil,
        platformNote: nil, note: exact == row.request ? "already exact" : "")
    ]
  }

  private static func platformNote(_ isRunnable: Bool, _ entry: ToolEntry) -> String {
    let host =
      entry.options["platform"].map { "on \(SafeText.clean($0))" }
      ?? (entry.appliesToHost ? "here" : "there")
    return isRunnable ? "runs \(host)" : "does not run \(host)"
  }

  private static func note(
    _ level: UpgradeLevel, _ step: UpgradeOptions.Step?, _ row: ProjectRow,
    _ upgrades: UpgradeOptions
  ) -> String {
    if let tooYoung = upgrades.tooYoung(level) {
      return SafeText.clean("\(tooYoung.version.version) \(tooYoung.day)")
    }
    if let other = upgrades.elsewhere(level) {
      return "\(SafeText.clean(other.version)) does not run here"
    }
    guard step == nil else { return level == .within ? "no file changes" : "" }
    let precision = PinPrecision(request: row.pin.entry.request)
    let current = upgrades.current?.parsed
    switch level {
    case .within: return precision == .exact ? "the pin is exact" : "already newest"
    case .patch where precision != .exact: return "the pin has no patch"
    case .patch:
      let line = current.map { "\($0.major)" + ($0.minor.map { ".\($0)" } ?? "") }
      return "already newest" + (line.map { " of \($0)" } ?? "")
    case .minor where precision == .major || precision == .latest: return "the pin has no minor"
    case .minor: return "already newest" + (current.map { " of \($0.major)" } ?? "")
    case .major where precision == .latest: return "the pin has no major"
    case .major: return "no newer major"
    }
  }

  /// The initial line: the highest level that is chosen by default, otherwise a higher one. Nil where
  /// nothing is newer: who only looks must not stage anything.
  static func preferred(_ choices: [UpgradeChoice]) -> Int? {
    let levels: [UpgradeLevel] = [.minor, .patch, .within, .major]
    return levels.lazy.compactMap { level in
      choices.firstIndex { $0.level == level && $0.request != nil }
    }.first
  }
}
