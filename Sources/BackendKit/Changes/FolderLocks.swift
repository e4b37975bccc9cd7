/// The locks of the folders that a change writes in. They keep out other users, containers and
/// state folders, which have another journal.
struct FolderLocks {
  private let held: [FileLock]
  /// The folders, locked where they can be.
  let folders: Set<String>

  /// Locks folders, in the order of their paths, so that no two processes wait for each other. One
  /// that cannot be locked is left out.
  ///
  /// - Parameter end: how long another holder is waited for, by `MonotonicClock`.
  static func take(
    _ folders: [String], until end: Double, cancellation: Cancellation = .never
  ) throws(ChangeFailure) -> FolderLocks {
    var held: [FileLock] = []
    let paths = Set(folders.map { (try? Files.resolveLinks($0)) ?? $0 })
    for folder in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      do throws(FileFailure) {
        if let lock = try Files.lockFolder(folder, until: end, cancellation: cancellation) {
          held.append(lock)
        }
      } catch {
        if case .locked = error { throw .busy(holder: LockHolder.name(at: folder)) }
        throw .file(error)
      }
    }
    return FolderLocks(held: held, folders: paths)
  }

  /// Gives them back.
  func release() { for lock in held.reversed() { lock.release() } }
}
