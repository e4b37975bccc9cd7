/// The files of one index source. Nothing outside of its folder is read, even through links.
struct IndexFolder {
  /// The folder of the source, as given.
  let path: String
  /// The same with links resolved; nil if they cannot be.
  private let realPath: String?

  /// The maximum size of a file; more than OCX itself reads (docs/ocx.md §7).
  static let limit = 32 << 20

  init(_ path: String) {
    self.path = path
    realPath = try? Files.resolveLinks(path)
  }

  /// The content of a file below the folder; nil if it does not exist.
  func read(_ name: String) throws(IndexFailure) -> [UInt8]? {
    let full = Paths.join(path, name)
    do {
      let file = try FileDescriptor(full, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
      let status = try file.status()
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw IndexFailure.corrupt(path: full, reason: "not a file")
      }
      guard contains(file) else { throw IndexFailure.outside(path: full) }
      guard status.st_size <= Self.limit else {
        throw IndexFailure.tooLarge(path: full, limit: Self.limit)
      }
      return try file.readAll(expected: Int(status.st_size) + 1, limit: Self.limit)
    } catch let failure as FileFailure {
      switch failure {
      case .notFound, .notADirectory: return nil
      default: throw IndexFailure(failure)
      }
    } catch let failure as IndexFailure {
      throw failure
    } catch {
      throw .corrupt(path: full, reason: String(describing: error))
    }
  }

  /// Checks the open file rather than its name, so that a link cannot be swapped in between.
  private func contains(_ file: borrowing FileDescriptor) -> Bool {
    guard let realPath, let real = Self.path(of: file) else { return false }
    // Both paths come from the system, already normalised.
    return realPath == "/" || real.utf8.starts(with: (realPath + "/").utf8)
  }

  private static func path(of file: borrowing FileDescriptor) -> String? {
    #if canImport(Darwin)
      return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
        guard let start = buffer.baseAddress, fcntl(file.number, F_GETPATH, start) == 0 else {
          return nil
        }
        return String(validatingCString: start)
      }
    #else
      if let path = try? Files.readLink("/proc/self/fd/\(file.number)") { return path }
      return try? Files.resolveLinks(file.path)
    #endif
  }
}

extension IndexFailure {
  init(_ failure: FileFailure) {
    self =
      switch failure {
      case .tooLarge(let path, let limit): .tooLarge(path: path, limit: limit)
      case .notFound(let path): .absent(path: path)
      default: .unreadable(failure)
      }
  }

  init(_ failure: JSONFailure, path: String) {
    self = .corrupt(path: path, reason: "\(failure.reason) at byte \(failure.offset)")
  }
}
