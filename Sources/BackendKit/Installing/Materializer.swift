/// Makes an independent copy of a tree: its content works without the tree, and wherever the copy
/// is moved.
///
/// Files keep their modes (without setuid and setgid) and times, folders are as `mkdir` creates
/// them, symlinks keep their texts, and absolute ones into the tree become relative. Nothing is
/// followed out of the tree or written outside the target, even if somebody replaces a folder by a
/// symlink meanwhile. Nothing is flushed to the disk.
package struct Materializer: Sendable {
  /// How files are copied. Each is cloned if that is allowed and possible; otherwise hard-linked if
  /// that is allowed and possible, and the file is the user's own and larger than 256 KiB;
  /// otherwise copied.
  package struct Policy: Sendable, Hashable {
    /// Whether to clone files if the file system can.
    package var clones: Bool
    /// Whether to hard-link large files.
    package var hardLinks: Bool

    /// Clones and hard links by default.
    package init(clones: Bool = true, hardLinks: Bool = true) {
      self.clones = clones
      self.hardLinks = hardLinks
    }
  }

  /// What was created.
  package struct Summary: Sendable, Hashable {
    /// Files that share their blocks with the tree's until one of them is written.
    package var cloned = 0
    /// Hard links to the tree's files.
    package var linked = 0
    /// Files that were copied.
    package var copied = 0
    /// Symlinks.
    package var symlinks = 0
    /// Folders, without the target itself.
    package var folders = 0

    /// Nothing yet.
    package init() {}
  }

  private let policy: Policy
  private let workers: Int
  private let cancellation: Cancellation

  /// - Parameters:
  ///   - policy: how files are copied.
  ///   - workers: the number of threads that copy files, at most that of the processors.
  ///   - cancellation: ends the work with `.cancelled`.
  package init(policy: Policy = Policy(), workers: Int = 8, cancellation: Cancellation) {
    self.policy = policy
    self.workers = workers
    self.cancellation = cancellation
  }

  /// Copies the tree into the target.
  ///
  /// The whole tree is listed and its links are checked before anything is written. On failure,
  /// what has been written stays in the target; the caller removes it.
  ///
  /// - Parameters:
  ///   - tree: a folder, not a symlink to one.
  ///   - target: an empty folder, or a new name in an existing folder; not a symlink.
  /// - Returns: what was created.
  package func materialize(_ tree: String, into target: String)
    throws(MaterializeFailure) -> Summary
  {
    let source = try openTree(tree)
    defer { close(source) }
    let resolved: String
    do throws(FileFailure) { resolved = try Files.resolveLinks(tree) } catch {
      throw .reading(error)
    }
    let listing = try TreeListing(of: source, path: tree, cancellation: cancellation)
    let links = try targets(TreeLinks(listing, roots: [tree, resolved]), listing)

    try check(target, liesOutside: resolved)
    let root = try openTarget(target)
    defer { close(root) }
    let pair = TreePair(listing: listing, source: source, targetPath: target, target: root)
    try makeFolders(pair)
    let files = FileMaterializer(
      clones: policy.clones, links: LinkPolicy(isOn: policy.hardLinks, tree: resolved),
      cancellation: cancellation)
    var summary = try FileWork(pair, files).run(workers: workers)
    try makeLinks(links, pair)
    summary.folders = listing.folders.count - 1
    summary.symlinks = links.count
    return summary
  }

  private func openTree(_ path: String) throws(MaterializeFailure) -> Int32 {
    let open = Self.openFolder(path)
    guard open >= 0 else { throw .reading(FileFailure(path: path, errno: Self.folderError())) }
    return open
  }

  /// A copy inside the tree would contain itself.
  private func check(_ target: String, liesOutside tree: String) throws(MaterializeFailure) {
    let folder = Files.kind(target) == nil ? Paths.parent(target) : target
    guard let resolved = try? Files.resolveLinks(folder) else { return }
    if Paths.isInside(resolved, tree) { throw .overlap(path: target) }
  }

  private func openTarget(_ path: String) throws(MaterializeFailure) -> Int32 {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw .writing(FileFailure(path: path, errno: errno))
    }
    let open = Self.openFolder(path)
    guard open >= 0 else { throw .writing(FileFailure(path: path, errno: Self.folderError())) }
    let isEmpty = Result { () throws(SystemError) in try FolderEntries.read(open).isEmpty }
    switch isEmpty {
    case .success(true): return open
    case .success(false):
      close(open)
      throw .occupied(path: path)
    case .failure(let error):
      close(open)
      throw .writing(error, path: path)
    }
  }

  private static func openFolder(_ path: String) -> Int32 {
    open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
  }

  /// A symlink as the last component is reported as not being a folder.
  private static func folderError() -> Int32 { errno == ELOOP ? ENOTDIR : errno }

  private func targets(_ links: TreeLinks, _ listing: TreeListing)
    throws(MaterializeFailure) -> [PathBytes]
  {
    var targets: [PathBytes] = []
    for link in listing.links {
      if cancellation.isCancelled { throw .cancelled }
      targets.append(try links.target(of: link))
    }
    return targets
  }

  private func makeFolders(_ pair: TreePair) throws(MaterializeFailure) {
    let folders = pair.listing.folders
    var cursor = FolderCursor(root: pair.target)
    for (number, folder) in folders.enumerated().dropFirst() {
      if cancellation.isCancelled { throw .cancelled }
      do throws(SystemError) {
        let parent = try cursor.open(folder.parent, of: folders)
        guard mkdirat(parent, folder.name.cString, 0o777) == 0 else {
          throw SystemError(number: errno)
        }
      } catch {
        throw .writing(error, path: pair.listing.path(of: number, below: pair.targetPath))
      }
    }
  }

  /// Symlinks are created last: while files are written there are none in the target.
  private func makeLinks(_ targets: [PathBytes], _ pair: TreePair) throws(MaterializeFailure) {
    var cursor = FolderCursor(root: pair.target)
    for (link, target) in zip(pair.listing.links, targets) {
      if cancellation.isCancelled { throw .cancelled }
      do throws(SystemError) {
        let folder = try cursor.open(link.folder, of: pair.listing.folders)
        guard symlinkat(target.cString, folder, link.name.cString) == 0 else {
          throw SystemError(number: errno)
        }
      } catch {
        throw .writing(error, path: pair.targetPath(of: link.name, in: link.folder))
      }
    }
  }
}
