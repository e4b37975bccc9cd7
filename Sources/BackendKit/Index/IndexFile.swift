/// Files of one index source. Nothing outside its folder is read, wherever links in it lead.
struct IndexFolder {
  /// The folder of the source, as it was named.
  let path: String
  /// The same with all links resolved; nil if it cannot be.
  private let realPath: String?

  /// More than OCX itself reads (docs/ocx.md §7).
  static let limit = 32 << 20

  init(_ path: String) {
    self.path = path
    realPath = try? Files.resolveLinks(path)
  }

  /// The bytes of a file below the folder; nil if there is none.
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

  /// Asked of the open file, not of its name: nobody can exchange a link in between.
  private func contains(_ file: borrowing FileDescriptor) -> Bool {
    guard let realPath, let real = Self.path(of: file) else { return false }
    // Both come from the system without dots and links: no need to take them apart.
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
