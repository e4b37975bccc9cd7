/// Why a file or folder could not be read or written.
public enum FileFailure: UserFacingError, Equatable {
  /// Nothing is there.
  case notFound(path: String)
  /// The system refuses access.
  case permission(path: String)
  /// It is neither a regular file nor a character device, or a folder where a file is wanted.
  case notAFile(path: String)
  /// A folder is wanted, or a part of the path before the last is no folder.
  case notADirectory(path: String)
  /// Links that lead back to themselves.
  case linkLoop(path: String)
  /// The file is longer than `limit` bytes, more than any true file of its kind.
  case tooLarge(path: String, limit: Int)
  /// The file is not UTF-8 text.
  case notText(path: String)
  /// Another process holds the lock.
  case locked(path: String)
  /// Somebody has written it between the look at it and the write.
  case changedMeanwhile(path: String)
  /// Two others have written it at once; what one of them wrote is in the file `kept`.
  case overtaken(path: String, kept: String)
  /// The file belongs to an owner or group that the new text could not be given to.
  case ownership(path: String)
  /// No room is left on the disk, or the quota is used up.
  case noSpace(path: String)
  /// The file system is mounted read-only.
  case readOnlyFileSystem(path: String)
  /// Anything else: the system's own number and words.
  case system(path: String, number: Int32, reason: String)

  /// The failure that `errno` stands for.
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

  /// What a script can branch on.
  public var code: FailureCode {
    switch self {
    case .notFound: .notFound
    case .permission, .ownership, .readOnlyFileSystem: .permission
    case .tooLarge, .notText: .data
    case .locked, .changedMeanwhile, .overtaken: .tryAgain
    case .notAFile, .notADirectory, .linkLoop, .noSpace, .system: .inputOutput
    }
  }

  /// One line of cause.
  public var message: String {
    switch self {
    case .notFound(let path): "\(path) is not there"
    case .permission(let path): "no permission for \(path)"
    case .notAFile(let path): "\(path) is not a file"
    case .notADirectory(let path): "\(path) is not a folder, or lies below a file"
    case .linkLoop(let path): "the links at \(path) lead back to themselves"
    case .tooLarge(let path, let limit): "\(path) is longer than \(limit) bytes"
    case .notText(let path): "\(path) is not UTF-8 text"
    case .locked(let path): "another process holds \(path)"
    case .changedMeanwhile(let path): "\(path) was changed while it was written"
    case .overtaken(let path, let kept):
      "\(path) was changed by two others at once; what one of them wrote is in \(kept)"
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
    case .permission(let path): "see who owns it, and its mode: ls -ld '\(path)'"
    case .notAFile: "put a regular file there, or name another one"
    case .notADirectory: "put a folder there, or name another one"
    case .linkLoop(let path): "see where it leads: readlink -f '\(path)'"
    case .tooLarge: "see whether it is what its name says"
    case .notText: "save it as UTF-8"
    case .locked: "wait until that process is done, then try again"
    case .changedMeanwhile: "look at it again, then try again"
    case .overtaken: "see what the two have to do with each other, then try again"
    case .ownership(let path): "write it as its owner: ls -l '\(path)'"
    case .noSpace: "make room, then try again"
    case .readOnlyFileSystem: "mount it read-write, or name another file"
    }
  }
}
