/// Locks on the folders that a change writes to. They exclude other users, containers and state
/// folders, which have other journals.
struct FolderLocks {
  private let held: [FileLock]
  /// The folders, locked if possible.
  let folders: Set<String>

  /// Locks folders in the order of their paths, so that two processes never wait for each other.
  /// Folders that cannot be locked are skipped.
  ///
  /// - Parameter end: when to stop waiting for another holder, by `MonotonicClock`.
  static func acquire(
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

  /// Releases the locks.
  func release() { for lock in held.reversed() { lock.release() } }
}
