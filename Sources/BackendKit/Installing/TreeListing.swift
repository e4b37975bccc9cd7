/// The content of a tree: its folders, their files, and its symlinks. Reading changes nothing and
/// follows no links.
struct TreeListing: Sendable {
  /// A folder and the files in it. A folder comes after its parent.
  struct Folder: Sendable {
    /// The number of the parent folder; the root is 0, and its own parent.
    let parent: Int
    /// The name in that folder.
    let name: PathBytes
    /// The regular files.
    var files: [PathBytes] = []
  }

  /// A symlink.
  struct Link: Sendable {
    /// The number of the folder that contains it.
    let folder: Int
    /// The name in that folder.
    let name: PathBytes
    /// The text of the link.
    let target: PathBytes
  }

  /// The path of the tree, for messages.
  let path: String
  /// The folders, the root first.
  private(set) var folders: [Folder] = []
  /// The symlinks.
  private(set) var links: [Link] = []

  /// Lists the tree below an open folder. An entry that is not a file, folder or symlink is a
  /// failure.
  init(of root: Int32, path: String, cancellation: Cancellation) throws(MaterializeFailure) {
    self.path = path
    var cursor = FolderCursor(root: root)
    var waiting = [Folder(parent: 0, name: .current)]
    while let next = waiting.popLast() {
      if cancellation.isCancelled { throw .cancelled }
      let number = folders.count
      folders.append(next)
      let open: Int32
      let entries: [(name: PathBytes, kind: FolderEntries.Kind)]
      do throws(SystemError) {
        open = try cursor.open(number, of: folders)
        entries = try FolderEntries.read(open)
      } catch {
        throw .reading(error, path: self.path(of: number))
      }
      for (name, kind) in entries {
        switch kind {
        case .file: folders[number].files.append(name)
        case .folder: waiting.append(Folder(parent: number, name: name))
        case .symlink:
          let target = try readLink(name, in: number, open)
          links.append(Link(folder: number, name: name, target: target))
        case .pipe, .socket, .device:
          throw .unsupported(path: self.path(of: name, in: number), kind: kind.rawValue)
        }
      }
    }
  }

  /// The numbers of the folders on the path to this one, without the root.
  static func path(to folder: Int, in folders: [Folder]) -> [Int] {
    var path: [Int] = []
    var number = folder
    while number != 0 {
      path.append(number)
      number = folders[number].parent
    }
    return path.reversed()
  }

  /// The names of the folders on the path to this one, without the root.
  func names(to folder: Int) -> [PathBytes] {
    Self.path(to: folder, in: folders).map { folders[$0].name }
  }

  /// A folder's path, for messages; `base` replaces the root.
  func path(of folder: Int, below base: String? = nil) -> String {
    names(to: folder).reduce(base ?? path) { Paths.join($0, $1.text) }
  }

  /// The path of an entry, for messages; `base` replaces the root.
  func path(of name: PathBytes, in folder: Int, below base: String? = nil) -> String {
    Paths.join(path(of: folder, below: base), name.text)
  }

  private func readLink(_ name: PathBytes, in folder: Int, _ open: Int32)
    throws(MaterializeFailure) -> PathBytes
  {
    let size = Int(PATH_MAX) + 1
    var buffer = [CChar](repeating: 0, count: size)
    let count = readlinkat(open, name.cString, &buffer, size - 1)
    guard count >= 0 else {
      throw .reading(SystemError(number: errno), path: path(of: name, in: folder))
    }
    return PathBytes(buffer[..<count].map { UInt8(bitPattern: $0) })
  }
}

extension MaterializeFailure {
  /// A call on something in the tree failed. If it was listed a moment ago and is now gone, or
  /// something else, it was changed meanwhile.
  static func reading(_ error: SystemError, path: String) -> MaterializeFailure {
    switch error.number {
    case ENOENT, ELOOP, ENOTDIR, ENXIO, ESTALE: .changed(path: path)
    default: .reading(FileFailure(path: path, errno: error.number))
    }
  }

  /// A call on something in the target failed.
  static func writing(_ error: SystemError, path: String) -> MaterializeFailure {
    switch error.number {
    case EEXIST: .occupied(path: path)
    // Some systems report this for a symlink that replaced a folder.
    case ELOOP: .writing(.notADirectory(path: path))
    default: .writing(FileFailure(path: path, errno: error.number))
    }
  }
}
