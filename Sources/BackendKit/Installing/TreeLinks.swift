/// Where the symlinks of a tree lead, by their text alone, without reading the disk.
///
/// A link is followed component by component, and through the other links of the tree, as the
/// system would: `a/b/..` is not `a` if `a/b` is a link.
struct TreeLinks {
  private let listing: TreeListing
  /// The paths of the tree itself, as components.
  private let roots: [[PathBytes]]
  private let folders: [Entry: Int]
  private let targets: [Entry: PathBytes]

  /// A name in a folder of the tree.
  private struct Entry: Hashable {
    let folder: Int
    let name: PathBytes
  }

  /// The system follows at most this many links in one path; a longer chain leads nowhere.
  private static let maximumLinks = 40

  /// - Parameter roots: the absolute paths of the tree: as it was given, and as resolved.
  init(_ listing: TreeListing, roots: [String]) {
    self.listing = listing
    self.roots = roots.map { PathBytes(Paths.normalise($0).utf8).components }
    var folders: [Entry: Int] = [:]
    for (number, folder) in listing.folders.enumerated() where number != 0 {
      folders[Entry(folder: folder.parent, name: folder.name)] = number
    }
    var targets: [Entry: PathBytes] = [:]
    for link in listing.links {
      targets[Entry(folder: link.folder, name: link.name)] = link.target
    }
    self.folders = folders
    self.targets = targets
  }

  /// The text of the link in a copy of the tree: the same if it is relative; an absolute one into
  /// the tree becomes relative. A link that leads out of the tree, even on the way, is a failure;
  /// one that leads to nothing, or back to itself, is not.
  func target(of link: TreeListing.Link) throws(MaterializeFailure) -> PathBytes {
    let folder: [Int?] = TreeListing.path(to: link.folder, in: listing.folders)
    guard let inside = parts(of: link.target),
      staysInside(inside, from: link.target.isAbsolute ? [] : folder)
    else {
      throw .outsideTree(
        path: listing.path(of: link.name, in: link.folder), target: link.target.text)
    }
    guard link.target.isAbsolute else { return link.target }
    return .joined(folder.map { _ in PathBytes.parent } + inside)
  }

  /// The components of a link's text; of an absolute one, those below the tree, or nil if it leads
  /// elsewhere.
  private func parts(of target: PathBytes) -> [PathBytes]? {
    let parts = target.components
    guard target.isAbsolute else { return parts }
    let root = roots.first { parts.starts(with: $0) }
    return root.map { Array(parts.dropFirst($0.count)) }
  }

  /// Whether a path that starts in this folder stays in the tree. A folder is given by the numbers
  /// of the folders on its path; nil stands for something that is not a folder.
  private func staysInside(_ parts: [PathBytes], from folder: [Int?]) -> Bool {
    var path = folder
    var waiting = Array(parts.reversed())
    var links = 0
    while let part = waiting.popLast() {
      if part == .parent {
        if path.isEmpty { return false }
        path.removeLast()
        continue
      }
      let here: Int? = path.isEmpty ? 0 : path[path.count - 1]
      let entry = here.map { Entry(folder: $0, name: part) }
      guard let next = entry.flatMap({ targets[$0] }) else {
        path.append(entry.flatMap { folders[$0] })
        continue
      }
      links += 1
      guard links <= Self.maximumLinks else { return true }
      guard let more = self.parts(of: next) else { return false }
      if next.isAbsolute { path = [] }
      waiting += more.reversed()
    }
    return true
  }
}
