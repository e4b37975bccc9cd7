import BackendKit

/// Descriptions of upgrades that were not applied.
enum SkippedUpgradeText {
  /// `ocx:ocx.sh/nodejs/node 24 to 25 (major)`.
  static func line(_ left: SkippedUpgrade) -> String {
    let entry = left.pin.entry
    return SafeText.clean(
      left.level == .within
        ? "\(entry.key) \(left.pin.resolved ?? entry.request) to \(left.step.version.version) "
          + "(within \(entry.request))"
        : "\(entry.key) \(entry.request) to \(left.step.request) (\(left.level.rawValue))")
  }

  /// Upgrades that are too recent: `ocx:ocx.sh/nodejs/node 24 to 24.1.0 (minor) is old enough on
  /// 2026-12-01`.
  static func tooYoung(_ pin: Pin) -> [String] {
    UpgradeLevel.allCases.compactMap { level in
      pin.upgrades?.tooYoung(level).map { tooYoung in
        SafeText.clean(
          "\(pin.entry.key) \(pin.entry.request) to \(tooYoung.version.version) (\(level.rawValue))"
            + " \(tooYoung.day)")
      }
    }
  }

  /// The number of each level, the smallest first: `1 within, 2 major`; nil if there are none.
  static func count(_ left: [SkippedUpgrade]) -> String? {
    let counts = UpgradeLevel.allCases.compactMap { level -> String? in
      let count = left.count { $0.level == level }
      return count == 0 ? nil : "\(count) \(level.rawValue)"
    }
    return counts.isEmpty ? nil : counts.joined(separator: ", ")
  }
}
