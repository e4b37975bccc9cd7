#if os(Linux)
  /// inotify: one descriptor for all folders; notifications name the changed entry.
  final class InotifyQueue: ChangeQueue {
    let descriptor: Int32

    init?() {
      let number = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
      guard number >= 0 else { return nil }
      descriptor = number
    }

    deinit { close(descriptor) }

    /// A write is reported when the file is closed, so that no partial content is read.
    private static let mask =
      [
        IN_CREATE, IN_DELETE, IN_MOVED_FROM, IN_MOVED_TO, IN_CLOSE_WRITE, IN_ATTRIB,
        IN_DELETE_SELF, IN_MOVE_SELF, IN_ONLYDIR,
      ].reduce(UInt32(0)) { $0 | UInt32(bitPattern: Int32(truncatingIfNeeded: $1)) }

    private static let gone = UInt32(IN_IGNORED) | UInt32(IN_MOVE_SELF)

    func add(_ folder: String, names: WatchedFolder.Names) -> Int32? {
      let number = inotify_add_watch(descriptor, folder, Self.mask)
      return number >= 0 ? number : nil
    }

    func remove(_ number: Int32) { inotify_rm_watch(descriptor, number) }

    func drain() -> [FolderEvent] {
      var found: [FolderEvent] = []
      var bytes = [UInt8](repeating: 0, count: 1 << 14)
      while true {
        let count = read(descriptor, &bytes, bytes.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return found }
        bytes.withUnsafeBytes { Self.parse(UnsafeRawBufferPointer(rebasing: $0[..<count]), &found) }
      }
    }

    private static func parse(_ bytes: UnsafeRawBufferPointer, _ found: inout [FolderEvent]) {
      let header = MemoryLayout<inotify_event>.size
      var offset = 0
      while offset + header <= bytes.count {
        let event = bytes.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        let start = offset + header
        let end = min(start + Int(event.len), bytes.count)
        // The name is padded with zeros.
        let name = String(decoding: bytes[start..<end].prefix { $0 != 0 }, as: UTF8.self)
        found.append(
          FolderEvent(
            number: event.mask & UInt32(IN_Q_OVERFLOW) == 0 ? event.wd : nil,
            name: name.isEmpty ? nil : name, isGone: event.mask & gone != 0))
        offset = end
      }
    }
  }
#endif
