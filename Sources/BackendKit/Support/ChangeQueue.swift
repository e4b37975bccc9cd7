/// The system's news of changes in folders.
protocol ChangeQueue: AnyObject, Sendable {
  /// Readable when there is news.
  var descriptor: Int32 { get }
  /// From now on there is news of a folder, links followed: of its entries, and of the content of
  /// those that are called so. A folder can be added again, with other names.
  ///
  /// - Returns: what its news goes by, the same for the same folder; nil where the system cannot
  ///   tell of it.
  func add(_ folder: String, names: WatchedFolder.Names) -> Int32?
  /// No more news of a folder.
  func remove(_ number: Int32)
  /// What there is, without waiting.
  func take() -> [FolderNews]
}

/// That something happened in a folder.
struct FolderNews {
  /// The number of the folder; nil where news was lost, so that it may be any.
  let number: Int32?
  /// The entry; nil where the system does not name it.
  let name: String?
  /// Whether the folder itself went away, and its number with it.
  var isGone = false
}

/// The queue of this system; nil where it gives none.
func makeChangeQueue() -> (any ChangeQueue)? {
  #if os(Linux)
    InotifyQueue()
  #elseif canImport(Darwin)
    KernelEventQueue()
  #else
    nil
  #endif
}
