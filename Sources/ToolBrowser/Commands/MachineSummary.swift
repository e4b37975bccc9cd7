import BackendKit

/// Details of a machine for a bug report. Variables are listed by name only: their values may be
/// secrets.
struct MachineSummary: Sendable {
  let lines: [String]
  private let home: String

  init(_ environment: Environment) {
    home = Paths.normalise(environment.home)
    func value(_ name: String) -> String { "\(name)=\(environment[name] ?? "")" }
    let names = environment.variables.keys.filter { name in
      Self.prefixes.contains { name.hasPrefix($0) }
    }
    let stamp = BuildStamp.current.line.map { ", \($0)" } ?? ""
    lines = [
      "\(Program.name) \(Program.version), \(Platform.host(environment))\(stamp)",
      ["TERM", "COLORTERM", "LANG", "LC_ALL"].map(value).joined(separator: " "),
      "set: " + names.sorted().joined(separator: " "),
    ].map(SafeText.clean)
  }

  private static let prefixes = ["OCX_", "MISE_", "XDG_", "NO_COLOR"]

  /// The text with `~` for the home folder, whose name is private.
  func withoutHome(_ text: String) -> String {
    home == "/" ? text : text.replacing(home, with: "~")
  }
}
