/// What a version of mise can do with a backend plugin, as tested with 2025.8 to 2026.9.
package enum MiseSupport: Sendable, Hashable {
  /// The plugin works.
  case full
  /// It works if mise's setting `experimental` is on.
  case experimental
  /// It lacks modules that the plugin needs.
  case none

  /// The oldest version that the plugin works with.
  package static let oldest = "2026.1.0"

  /// What a version such as `2026.9.15` can do; one that cannot be parsed is treated as new.
  package init(version: String) {
    let parts = version.split(separator: ".").map { Int($0) ?? .max }
    let month = (parts.first ?? .max, parts.dropFirst().first ?? 0)
    if month < (2026, 1) {
      self = .none
    } else if month < (2026, 6) {
      self = .experimental
    } else {
      self = .full
    }
  }
}
