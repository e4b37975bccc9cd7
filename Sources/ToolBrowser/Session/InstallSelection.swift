import BackendKit

/// The pins that an install applies to if it names no tool, and those that it leaves out. Commands,
/// plain text and screen all use these rules.
struct InstallSelection: Sendable {
  /// Why a pin is left out.
  enum Reason: Hashable, Sendable {
    /// Its version is yanked.
    case yanked
    /// Its version is unknown.
    case unknown
    /// Its version does not run here: it is for other platforms.
    case elsewhere
    /// Its tag has moved since it was installed. Only an install that names the tool replaces it.
    case moved
  }

  /// A pin that is left out.
  struct SkippedPin: Sendable {
    let pin: Pin
    let reason: Reason
  }

  private(set) var pins: [Pin] = []
  private(set) var skipped: [SkippedPin] = []

  /// What to install for the pins.
  var items: [Installer.Item] { pins.compactMap { Installer.Item($0) } }

  /// The pins in force that are not installed.
  static func missing(of pins: [Pin]) -> InstallSelection {
    InstallSelection(pins.filter(\.counts), includesNewer: false)
  }

  /// The pins in force that are not installed, or that cover a newer version than the installed one:
  /// what is to be done after an upgrade.
  static func missingOrNewer(of pins: [Pin]) -> InstallSelection {
    InstallSelection(pins.filter(\.counts), includesNewer: true)
  }

  /// The pins that cover a newer version than the current one.
  static func newer(within pins: [Pin]) -> InstallSelection {
    var selection = InstallSelection([], includesNewer: true)
    selection.pins = pins.filter { $0.isInstalledByItself && $0.coversNewer }
    return selection
  }

  private init(_ pins: [Pin], includesNewer: Bool) {
    for pin in pins where pin.isInstalledByItself {
      if let reason = pin.obstacle {
        skipped.append(SkippedPin(pin: pin, reason: reason))
      } else if !pin.isInstalled || includesNewer && pin.coversNewer {
        self.pins.append(pin)
      } else if pin.needsReinstall {
        skipped.append(SkippedPin(pin: pin, reason: .moved))
      }
    }
  }
}

extension Pin {
  /// Whether installing is up to us: mise installs the tools of a task when it runs the task, and a
  /// folder or the system's own tool is not installed at all.
  fileprivate var isInstalledByItself: Bool {
    switch MiseRequest(entry.resolvedRequest) {
    case .path, .system: false
    case .version, .prefix, .reference, .sub, .invalid: entry.format == nil
    }
  }

  /// Whether a newer version than the current one is covered, and runs on the pin's platform.
  fileprivate var coversNewer: Bool { upgrades?.within?.mayRun == true }

  /// Why it cannot be installed; nil if it can be, or is.
  fileprivate var obstacle: InstallSelection.Reason? {
    guard !isInstalled else { return nil }
    guard elsewhereText == nil else { return .elsewhere }
    switch state {
    // A pin with a digest asks for exactly this content, yanked or not.
    case .yanked where entry.options["digest"] == nil: return .yanked
    case .missing: return nil
    case .unknown: return .unknown
    default: return resolved == nil ? .unknown : nil
    }
  }
}
