import BackendKit

/// The folder of a demo. A temporary one is locked while its process runs, so that other processes do
/// not remove it. A process ID would not help, because it means nothing in another container.
struct DemoFolder {
  /// Its path with links resolved, as the project's discovery reports it.
  let path: String
  private let lock: FileLock?
  private let isKept: Bool

  private static let prefix = "ocx-mise-tui-demo-"

  /// A folder that is kept. Its name is not matched by `removeAbandoned`.
  static func kept(in parent: String) throws(FileFailure) -> DemoFolder {
    let made = try Files.makeTemporaryDirectory(in: parent, prefix: "ocx-mise-tui-kept-")
    return DemoFolder(path: (try? Files.resolveLinks(made)) ?? made, lock: nil, isKept: true)
  }

  /// A folder that is removed at the end.
  static func temporary(in parent: String) throws(FileFailure) -> DemoFolder {
    while true {
      let made = try Files.makeTemporaryDirectory(in: parent, prefix: prefix)
      let path = (try? Files.resolveLinks(made)) ?? made
      let lock: FileLock?
      do throws(FileFailure) {
        lock = try Files.lockFolder(path, waiting: 1)
      } catch {
        switch error {
        // Another demo is removing it, or has removed it.
        case .locked, .notFound: continue
        default: throw error
        }
      }
      if Files.isDirectory(path) { return DemoFolder(path: path, lock: lock, isKept: false) }
      lock?.release()
    }
  }

  /// Removes the folders of this user's demos that no longer run.
  static func removeAbandoned(in parent: String) {
    for name in (try? Files.list(parent)) ?? [] where name.hasPrefix(prefix) {
      let path = Paths.join(parent, name)
      guard Files.kind(path) == .directory, Files.isOwn(path),
        let lock = try? Files.lockFolder(path, waiting: 0)
      else { continue }
      try? Files.removeTree(path)
      lock.release()
    }
  }

  /// Removes it, unless it is kept.
  func end() {
    if !isKept { try? Files.removeTree(path) }
    lock?.release()
  }
}
