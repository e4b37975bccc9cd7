import BackendKit

/// A file that pins can be written to.
struct WriteTarget: Sendable, Hashable {
  let scope: WriteScope
  let path: String
  /// As people name it.
  let name: String
  /// The display path of its real location; nil if no link leads elsewhere.
  var link: String?
  /// The absolute path of its real location; nil if that was not determined.
  var realPath: String?
  var exists: Bool
  /// Whether mise reads it here; what is pinned elsewhere has no effect.
  var isRead = true
  /// Whether a pin there can include a digest; `.tool-versions` cannot hold one.
  var holdsDigests = true

  /// Its name, and its real location.
  var fullName: String { name + (link.map { " -> \($0)" } ?? "") }

  /// Its full name, and whether pins have an effect there.
  var description: String {
    switch scope {
    case .environment(let name) where !isRead:
      "\(fullName), which mise reads with MISE_ENV=\(SafeText.clean(name))"
    default: isRead ? fullName : "\(fullName), which mise does not read here"
    }
  }
}

/// The files that pins can be written to, and the chosen one.
struct WriteTargets: Sendable {
  /// The file that pins are written to.
  private(set) var scope = WriteScope.project
  /// The files that the project offers, the default of `mise use` first.
  private var offered: [WriteTarget] = []
  /// A file that was entered and that the project does not offer itself.
  private var typed: WriteTarget?

  /// All files, each once.
  var all: [WriteTarget] {
    guard let typed, !offered.contains(where: { $0.path == typed.path }) else { return offered }
    return offered + [typed]
  }

  /// The chosen file; nil until the project has been read.
  var current: WriteTarget? { all.first { $0.scope == scope } ?? all.first }

  mutating func offer(_ targets: [WriteTarget]) { offered = targets }

  mutating func choose(_ scope: WriteScope) { self.scope = scope }

  /// Chooses a file that was entered.
  mutating func choose(_ target: WriteTarget) {
    if case .file = target.scope { typed = target }
    scope = target.scope
  }

  /// Records that files were written, so that the entered one exists now.
  mutating func noteWritten(_ paths: [String]) {
    if let path = typed?.path, paths.contains(path) { typed?.exists = true }
  }
}
