/// Where the symlinks of a tree lead, by their text alone: nothing here touches the disk.
///
/// A link is followed part by part, and through the other links of the tree, as the system would
/// follow it: `a/b/..` is not `a` where `a/b` is a link.
struct TreeLinks {
  private let listing: TreeListing
  /// The paths that the tree itself goes by, as parts.
  private let roots: [[PathBytes]]
  private let targets: [PathBytes: PathBytes]

  /// The system follows no more links than this on one way; one that goes on leads nowhere.
  private static let mostLinks = 40

  /// - Parameter roots: the absolute paths of the tree: as it was given, and as resolved.
  init(_ listing: TreeListing, roots: [String]) {
    self.listing = listing
    self.roots = roots.map { PathBytes(Paths.normalise($0).utf8).components }
    var targets: [PathBytes: PathBytes] = [:]
    for link in listing.links {
      targets[.joined(listing.names(to: link.folder) + [link.name])] = link.target
    }
    self.targets = targets
  }

  /// The text that the link has in a copy of the tree: its own where it is relative; an absolute
  /// one into the tree becomes relative. One that leads out of the tree, on its whole way or by a
  /// part of it, is a failure; one that leads to nothing, or back to itself, is none.
  func target(of link: TreeListing.Link) throws(MaterializeFailure) -> PathBytes {
    let folder = listing.names(to: link.folder)
    guard let inside = parts(of: link.target), staysInside(inside, from: folder, link.target)
    else {
      throw .leadsOut(
        path: listing.path(of: link.name, in: link.folder), target: link.target.text)
    }
    guard link.target.isAbsolute else { return link.target }
    return .joined(folder.map { _ in .parent } + inside)
  }

  /// The parts of a link's text; for an absolute one, those below the tree, or nil where it leads
  /// elsewhere.
  private func parts(of target: PathBytes) -> [PathBytes]? {
    let parts = target.components
    guard target.isAbsolute else { return parts }
    let root = roots.first { parts.starts(with: $0) }
    return root.map { Array(parts.dropFirst($0.count)) }
  }

  private func staysInside(_ parts: [PathBytes], from folder: [PathBytes], _ target: PathBytes)
    -> Bool
  {
    var place = target.isAbsolute ? [] : folder
    var waiting = Array(parts.reversed())
    var links = 0
    while let part = waiting.popLast() {
      if part == .parent {
        guard place.popLast() != nil else { return false }
        continue
      }
      place.append(part)
      guard let next = targets[.joined(place)] else { continue }
      links += 1
      guard links <= Self.mostLinks else { return true }
      guard let parts = self.parts(of: next) else { return false }
      place = next.isAbsolute ? [] : Array(place.dropLast())
      waiting += parts.reversed()
    }
    return true
  }
}
