/// Why a tree could not be copied. Paths are cleaned for messages.
package enum MaterializeFailure: UserFacingError, Equatable {
  /// The caller cancelled it.
  case cancelled
  /// The tree cannot be read.
  case reading(FileFailure)
  /// The target cannot be written.
  case writing(FileFailure)
  /// A file or folder of the tree was removed, replaced or shortened while it was being read.
  case changed(path: String)
  /// The tree contains something that is neither a file, a folder nor a symlink.
  case unsupported(path: String, kind: String)
  /// A symlink of the tree leads out of it.
  case outsideTree(path: String, target: String)
  /// The target, or a name in it, exists already.
  case occupied(path: String)
  /// The target is inside the tree itself.
  case overlap(path: String)

  package var code: FailureCode {
    switch self {
    case .cancelled, .changed: .tryAgain
    case .reading(let failure), .writing(let failure): failure.code
    case .unsupported, .outsideTree: .data
    case .occupied: .inputOutput
    case .overlap: .usage
    }
  }

  package var message: String {
    switch self {
    case .cancelled: CancelledFailure().message
    case .reading(let failure), .writing(let failure): failure.message
    case .changed(let path): "\(path) was removed or changed while it was being copied"
    case .unsupported(let path, let kind):
      "\(path) is a \(kind); only files, folders and symlinks can be installed"
    case .outsideTree(let path, let target):
      "the symlink \(path) leads out of the package, to \(target)"
    case .occupied(let path): "\(path) already exists"
    case .overlap(let path): "\(path) is inside the folder that is to be copied"
    }
  }

  /// How to fix it, on one line.
  package var hint: String? {
    switch self {
    case .cancelled: CancelledFailure().hint
    case .reading(let failure), .writing(let failure): failure.hint
    case .changed: "try again while no cleanup of the store is running"
    case .unsupported, .outsideTree: "report it to the publisher of the package"
    case .occupied: "remove it, then try again"
    case .overlap: "use a folder outside of it"
    }
  }
}
