/// Why a file or folder cannot be read or written.
public enum FileFailure: UserFacingError, Equatable {
  /// It does not exist.
  case notFound(path: String)
  /// The system denies access.
  case permission(path: String)
  /// It is neither a regular file nor a character device, or it is a folder.
  case notAFile(path: String)
  /// It is not a folder, or another part of the path is not.
  case notADirectory(path: String)
  /// Symbolic links that form a loop.
  case linkLoop(path: String)
  /// The file is longer than `limit` bytes, more than any valid file of its kind.
  case tooLarge(path: String, limit: Int)
  /// The file is not UTF-8 text.
  case notText(path: String)
  /// Another process holds the lock.
  case locked(path: String)
  /// Somebody has changed it between the check and the write.
  case changedMeanwhile(path: String)
  /// Two others have written it at the same time; the version of one of them is in the file `kept`.
  case overtaken(path: String, kept: String)
  /// The owner or group of the file could not be given to the new file.
  case ownership(path: String)
  /// The disk is full, or the quota is used up.
  case noSpace(path: String)
  /// The file system is mounted read-only.
  case readOnlyFileSystem(path: String)
  /// Any other system error.
  case system(path: String, number: Int32, reason: String)

  /// The failure for an `errno`.
  init(path: String, errno number: Int32) {
    switch number {
    case ENOENT: self = .notFound(path: path)
    case EACCES, EPERM: self = .permission(path: path)
    case ENOTDIR: self = .notADirectory(path: path)
    case EISDIR: self = .notAFile(path: path)
    case ELOOP: self = .linkLoop(path: path)
    case ENOSPC, EDQUOT: self = .noSpace(path: path)
    case EROFS: self = .readOnlyFileSystem(path: path)
    default:
      self = .system(path: path, number: number, reason: String(cString: strerror(number)))
    }
  }

  /// The error code for scripts.
  public var code: FailureCode {
    switch self {
    case .notFound: .notFound
    case .permission, .ownership, .readOnlyFileSystem: .permission
    case .tooLarge, .notText: .data
    case .locked, .changedMeanwhile, .overtaken: .tryAgain
    case .notAFile, .notADirectory, .linkLoop, .noSpace, .system: .inputOutput
    }
  }

  /// The cause, on one line.
  public var message: String {
    switch self {
    case .notFound(let path): "\(path) does not exist"
    case .permission(let path): "no permission for \(path)"
    case .notAFile(let path): "\(path) is not a file"
    case .notADirectory(let path): "\(path) is not a folder, or is below a file"
    case .linkLoop(let path): "the links at \(path) form a loop"
    case .tooLarge(let path, let limit): "\(path) is longer than \(limit) bytes"
    case .notText(let path): "\(path) is not UTF-8 text"
    case .locked(let path): "another process holds \(path)"
    case .changedMeanwhile(let path): "\(path) was changed while it was being written"
    case .overtaken(let path, let kept):
      "\(path) was changed by two others at the same time; one of the versions is in \(kept)"
    case .ownership(let path): "the owner or group of \(path) cannot be kept"
    case .noSpace(let path): "no space left to write \(path)"
    case .readOnlyFileSystem(let path): "\(path) is on a read-only file system"
    case .system(let path, _, let reason): "\(path): \(reason)"
    }
  }

  /// How to fix it, on one line.
  public var hint: String? {
    switch self {
    case .notFound, .system: nil
    case .permission(let path): "check its owner and mode: ls -ld '\(path)'"
    case .notAFile: "put a regular file there, or name another one"
    case .notADirectory: "put a folder there, or name another one"
    case .linkLoop(let path): "check where it leads: readlink -f '\(path)'"
    case .tooLarge: "check whether it is the right file"
    case .notText: "save it as UTF-8"
    case .locked: "wait until that process is done, then try again"
    case .changedMeanwhile: "check what has changed, then try again"
    case .overtaken: "compare the two files, then try again"
    case .ownership(let path): "change it as its owner: ls -l '\(path)'"
    case .noSpace: "free some space, then try again"
    case .readOnlyFileSystem: "mount it read-write, or name another file"
    }
  }
}
