/// Opens the folders of a listed tree, or of its copy, one after another: each relative to its
/// parent and never through a symlink, so that replacing a folder by a link has no effect.
///
/// The folders on the path to the last one stay open, since the next is usually near it. Their
/// number is bounded, however deep the tree is.
struct FolderCursor: ~Copyable {
  private let root: Int32
  private var path: [(folder: Int, descriptor: Int32)] = []

  /// The number of folders that are kept open.
  private static let limit = 8

  /// Starts at an open folder, which must stay open while the cursor is used.
  init(root: Int32) { self.root = root }

  deinit { for step in path { close(step.descriptor) } }

  /// The open folder with this number, valid until the next call.
  mutating func open(_ folder: Int, of folders: [TreeListing.Folder]) throws(SystemError) -> Int32 {
    let wanted = TreeListing.path(to: folder, in: folders)
    var kept = 0
    while kept < min(path.count, wanted.count), path[kept].folder == wanted[kept] { kept += 1 }
    while path.count > kept { close(path.removeLast().descriptor) }
    for step in wanted[kept...] {
      let descriptor = try Self.open(folders[step].name, in: path.last?.descriptor ?? root)
      if path.count == Self.limit { close(path.removeLast().descriptor) }
      path.append((step, descriptor))
    }
    return path.last?.descriptor ?? root
  }

  private static func open(_ name: PathBytes, in parent: Int32) throws(SystemError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let descriptor = openat(parent, name.cString, flags)
    guard descriptor >= 0 else { throw SystemError(number: errno) }
    return descriptor
  }
}
