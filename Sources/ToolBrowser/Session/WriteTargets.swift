import BackendKit

/// A file that changes could go to.
struct WriteTarget: Sendable, Hashable {
  let scope: WriteScope
  let path: String
  /// As people name it.
  let name: String
  /// Where it really lies, as people name that; nil where no link leads elsewhere.
  var link: String?
  /// The absolute path of that; nil where nobody has looked.
  var place: String?
  var exists: Bool
  /// Whether a pin there can be bound to content; `.tool-versions` cannot hold a digest.
  var holdsDigests = true

  /// Its name, and where it leads.
  var fullName: String { name + (link.map { " -> \($0)" } ?? "") }
}

/// The files that pins could go to, and the one that they go to.
struct WriteTargets: Sendable {
  /// The file that pins go to.
  private(set) var scope = WriteScope.project
  /// What the project offers, the file of `mise use` first.
  private var offered: [WriteTarget] = []
  /// The file that was typed, which the project does not offer by itself.
  private var typed: WriteTarget?

  /// All of them, each once.
  var all: [WriteTarget] {
    guard let typed, !offered.contains(where: { $0.path == typed.path }) else { return offered }
    return offered + [typed]
  }

  /// The one that pins go to; nil while the project is not read.
  var current: WriteTarget? { all.first { $0.scope == scope } ?? all.first }

  mutating func offer(_ targets: [WriteTarget]) { offered = targets }

  mutating func choose(_ scope: WriteScope) { self.scope = scope }

  /// Lets pins go to a file that was typed.
  mutating func choose(_ target: WriteTarget) {
    if case .file = target.scope { typed = target }
    scope = target.scope
  }

  /// Notes that files were written: the typed one is there now.
  mutating func noteWritten(_ paths: [String]) {
    if let path = typed?.path, paths.contains(path) { typed?.exists = true }
  }
}
