import BackendKit

/// The folder of a demo. One that goes at the end is locked for as long as its process lives, by
/// which others know that it does: a number of a process would say nothing across containers.
struct DemoFolder {
  /// Its path, links followed: what is shown must be what the project's own discovery says.
  let path: String
  private let lock: FileLock?
  private let isKept: Bool

  private static let prefix = "ocx-mise-tui-demo-"

  /// A folder that stays, under a name that nobody sweeps.
  static func kept(in parent: String) throws(FileFailure) -> DemoFolder {
    let made = try Files.makeTemporaryDirectory(in: parent, prefix: "ocx-mise-tui-kept-")
    return DemoFolder(path: (try? Files.resolveLinks(made)) ?? made, lock: nil, isKept: true)
  }

  /// A folder that goes at the end.
  static func temporary(in parent: String) throws(FileFailure) -> DemoFolder {
    while true {
      let made = try Files.makeTemporaryDirectory(in: parent, prefix: prefix)
      let path = (try? Files.resolveLinks(made)) ?? made
      let lock: FileLock?
      do throws(FileFailure) {
        lock = try Files.lockFolder(path, waiting: 1)
      } catch {
        switch error {
        // Another demo is sweeping it up, or has done so.
        case .locked, .notFound: continue
        default: throw error
        }
      }
      if Files.isDirectory(path) { return DemoFolder(path: path, lock: lock, isKept: false) }
      lock?.release()
    }
  }

  /// Removes the folders that demos of this user have left which are no more.
  static func sweep(_ parent: String) {
    for name in (try? Files.list(parent)) ?? [] where name.hasPrefix(prefix) {
      let path = Paths.join(parent, name)
      guard Files.kind(path) == .directory, Files.isOwn(path),
        let lock = try? Files.lockFolder(path, waiting: 0)
      else { continue }
      try? Files.removeTree(path)
      lock.release()
    }
  }

  /// Removes it, unless it stays.
  func end() {
    if !isKept { try? Files.removeTree(path) }
    lock?.release()
  }
}
