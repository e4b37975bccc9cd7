/// A tree and its copy, both open.
struct TreePair: Sendable {
  /// What the tree holds.
  let listing: TreeListing
  /// The open root of the tree.
  let source: Int32
  /// The path of the copy, for messages.
  let targetPath: String
  /// The open root of the copy.
  let target: Int32

  /// The path of an entry of the copy, for messages.
  func targetPath(of name: PathBytes, in folder: Int) -> String {
    listing.path(of: name, in: folder, below: targetPath)
  }
}
