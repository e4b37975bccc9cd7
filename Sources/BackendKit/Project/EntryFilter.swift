/// Says whether mise sees an entry on this machine, and why not. What mise drops here it drops
/// before it looks at versions, and after nearer files have replaced farther ones: an entry that is
/// dropped still hides those of farther files (docs/mise.md §11).
struct EntryFilter: Sendable {
  private let disabled: MiseSettings.Names?
  private let enabled: MiseSettings.Names?

  init(_ settings: MiseSettings) {
    disabled = settings.disabledTools
    enabled = settings.enabledTools
  }

  /// Why mise drops an entry; nil where it sees it.
  ///
  /// - Parameters:
  ///   - identity: the key as it stands in `[tools]`, without options. An alias is named by itself
  ///     in the settings, not by what it stands for.
  ///   - systems: the words of `os`; nil where it has none.
  func reason(identity: String, systems: [String]?) -> IgnoreReason? {
    if !OSFilter.allows(systems) { return .os(systems ?? []) }
    // Where some are enabled, mise does not ask which are disabled.
    if let enabled {
      return enabled.names.contains(identity) ? nil : .notEnabled(enabled.origin)
    }
    guard let disabled, disabled.names.contains(identity) else { return nil }
    return .disabled(disabled.origin)
  }
}

/// Why mise drops an entry, without a word and without failing.
package enum IgnoreReason: Sendable, Hashable {
  /// Its `os` names other machines.
  case os([String])
  /// `disable_tools` names its key.
  case disabled(SettingOrigin)
  /// `enable_tools` does not name its key.
  case notEnabled(SettingOrigin)

  /// One word for scripts.
  package var code: String {
    switch self {
    case .os: "os"
    case .disabled, .notEnabled: "disabled"
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
    }
  }
}
