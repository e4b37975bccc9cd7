/// The system's notifications of changes in folders.
protocol ChangeQueue: AnyObject, Sendable {
  /// Readable when there are notifications.
  var descriptor: Int32 { get }
  /// Starts watching a folder, following links: its entries, and the content of entries with these
  /// names. A folder can be added again with other names.
  ///
  /// - Returns: a number that identifies the folder in notifications, the same for the same folder;
  ///   nil if the system cannot watch it.
  func add(_ folder: String, names: WatchedFolder.Names) -> Int32?
  /// Stops watching a folder.
  func remove(_ number: Int32)
  /// The pending notifications. Does not wait.
  func drain() -> [FolderEvent]
}

/// A notification that something happened in a folder.
struct FolderEvent {
  /// The number of the folder; nil if notifications were lost, so that it may be any folder.
  let number: Int32?
  /// The entry; nil if the system does not name it.
  let name: String?
  /// Whether the folder itself was moved or removed, so that its number is no longer valid.
  var isGone = false
}

/// The queue of this system; nil if it has none.
func makeChangeQueue() -> (any ChangeQueue)? {
  #if os(Linux)
    InotifyQueue()
  #elseif canImport(Darwin)
    KernelEventQueue()
  #else
    nil
  #endif
}
