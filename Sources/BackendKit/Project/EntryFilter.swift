/// Decides whether mise ignores an entry on this machine, and why. mise does this before it looks
/// at versions, and after nearer files have replaced farther ones: an ignored entry still shadows
/// those of farther files (docs/mise.md §11).
struct EntryFilter: Sendable {
  private let disabled: MiseSettings.Names?
  private let enabled: MiseSettings.Names?

  init(_ settings: MiseSettings) {
    disabled = settings.disabledTools
    enabled = settings.enabledTools
  }

  /// Why mise ignores an entry; nil if it does not.
  ///
  /// - Parameters:
  ///   - identity: the key in `[tools]`, without options. For an alias, the settings use its own
  ///   name, not its target.
  ///   - systems: the values of `os`; nil if it has none.
  func reason(identity: String, systems: [String]?) -> IgnoreReason? {
    if !OSFilter.allows(systems) { return .os(systems ?? []) }
    // If `enable_tools` is set, mise does not read `disable_tools`.
    if let enabled {
      return enabled.names.contains(identity) ? nil : .notEnabled(enabled.origin)
    }
    guard let disabled, disabled.names.contains(identity) else { return nil }
    return .disabled(disabled.origin)
  }
}

/// Why mise ignores an entry, without a message and without failing. All but `.empty` still shadow
/// the entries of farther files.
package enum IgnoreReason: Sendable, Hashable {
  /// Its `os` lists only other systems.
  case os([String])
  /// `disable_tools` lists its key.
  case disabled(SettingOrigin)
  /// `enable_tools` does not list its key.
  case notEnabled(SettingOrigin)
  /// It is an empty list, which declares no version.
  case empty

  /// One word for scripts.
  package var code: String {
    switch self {
    case .os: "os"
    case .disabled, .notEnabled: "disabled"
    case .empty: "empty"
    }
  }

  /// The reason for people.
  ///
  /// - Parameter display: how a path is shown to a person.
  package func text(display: (String) -> String) -> String {
    switch self {
    case .os([]): "not for this machine: os is empty"
    case .os(let systems): "not for this machine: os = \(systems.joined(separator: ", "))"
    case .disabled(let origin): "disabled by \(origin.text(display: display))"
    case .notEnabled(let origin):
      "not among the tools that \(origin.text(display: display)) enables"
    case .empty: "an empty list has no version"
    }
  }
}
