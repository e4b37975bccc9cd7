#if canImport(Darwin)
  import Synchronization

  /// kqueue: a descriptor for each folder, and one for each file whose content matters, because a
  /// folder does not report that.
  final class KernelEventQueue: ChangeQueue {
    let descriptor: Int32

    private struct Open {
      /// The descriptors of folders, by path.
      var folders: [String: Int32] = [:]
      /// The descriptors of their files, by path.
      var files: [String: Int32] = [:]
      /// The folder and the name of a file, by its descriptor.
      var owners: [Int32: (folder: Int32, path: String)] = [:]
    }

    private let opened = Mutex(Open())

    init?() {
      let number = kqueue()
      guard number >= 0 else { return nil }
      _ = fcntl(number, F_SETFD, FD_CLOEXEC)
      descriptor = number
    }

    deinit {
      opened.withLock { open in
        for number in open.folders.values { Darwin.close(number) }
        for number in open.files.values { Darwin.close(number) }
      }
      Darwin.close(descriptor)
    }

    private static let mask = [
      NOTE_WRITE, NOTE_EXTEND, NOTE_ATTRIB, NOTE_DELETE, NOTE_RENAME, NOTE_REVOKE,
    ].reduce(UInt32(0)) { $0 | UInt32(bitPattern: Int32(truncatingIfNeeded: $1)) }

    private static let gone = UInt32(NOTE_DELETE) | UInt32(NOTE_RENAME) | UInt32(NOTE_REVOKE)

    func add(_ folder: String, names: WatchedFolder.Names) -> Int32? {
      opened.withLock { open in
        guard let number = open.folders[folder] ?? listen(to: folder) else { return nil }
        open.folders[folder] = number
        guard case .some = names else { return number }
        for name in (try? Files.list(folder)) ?? [] where names.contains(name) {
          let path = Paths.join(folder, name)
          guard open.files[path] == nil, let file = listen(to: path) else { continue }
          open.files[path] = file
          open.owners[file] = (number, path)
        }
        return number
      }
    }

    private func listen(to path: String) -> Int32? {
      let number = Darwin.open(path, O_EVTONLY | O_CLOEXEC)
      guard number >= 0 else { return nil }
      var event = kevent(
        ident: UInt(number), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_CLEAR),
        fflags: Self.mask, data: 0, udata: nil)
      if Darwin.kevent(descriptor, &event, 1, nil, 0, nil) == 0 { return number }
      Darwin.close(number)
      return nil
    }

    func remove(_ number: Int32) { opened.withLock { Self.forget(folder: number, in: &$0) } }

    func drain() -> [FolderEvent] {
      var found: [FolderEvent] = []
      var events = [kevent](repeating: kevent(), count: 64)
      var now = timespec()
      while true {
        let count = Int(Darwin.kevent(descriptor, nil, 0, &events, Int32(events.count), &now))
        guard count > 0 else { return found }
        opened.withLock { open in
          for event in events[..<count] {
            found.append(
              Self.note(Int32(truncatingIfNeeded: event.ident), event.fflags, in: &open))
          }
        }
        if count < events.count { return found }
      }
    }

    private static func note(_ number: Int32, _ flags: UInt32, in open: inout Open) -> FolderEvent {
      let isGone = flags & gone != 0
      guard let owner = open.owners[number] else {
        if isGone { forget(folder: number, in: &open) }
        return FolderEvent(number: number, name: nil, isGone: isGone)
      }
      if isGone {
        open.owners[number] = nil
        open.files[owner.path] = nil
        Darwin.close(number)
      }
      return FolderEvent(number: owner.folder, name: Paths.lastComponent(owner.path))
    }

    private static func forget(folder number: Int32, in open: inout Open) {
      guard let path = open.folders.first(where: { $0.value == number })?.key else { return }
      open.folders[path] = nil
      for (file, owner) in open.owners where owner.folder == number {
        open.owners[file] = nil
        open.files[owner.path] = nil
        Darwin.close(file)
      }
      Darwin.close(number)
    }
  }
#endif
