import Foundation

@testable import BackendKit

/// Everything in a tree, read by paths and one after the other: the reference for a copy.
struct TreeSnapshot: Equatable {
  struct Entry: Equatable, CustomStringConvertible {
    var kind: String
    /// The permissions of a file; those of a folder and of a link say nothing here.
    var mode: mode_t?
    var modified: Int?
    var content: [UInt8]

    var description: String {
      let text = String(decoding: content.prefix(40), as: UTF8.self)
      return "\(kind) \(mode.map { String($0, radix: 8) } ?? "-") \(content.count) \(text)"
    }
  }

  /// By the bytes of the path below the root.
  private(set) var entries: [[UInt8]: Entry] = [:]

  init(_ root: String) throws { try add(Array(root.utf8), below: root.utf8.count + 1) }

  /// The same with another text in one link.
  mutating func replaceLink(_ name: String, with text: String) {
    entries[Array(name.utf8)]?.content = Array(text.utf8)
  }

  private mutating func add(_ folder: [UInt8], below root: Int) throws {
    guard let stream = opendir(Self.cString(folder)) else { throw POSIXError(.ENOENT) }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return }
      let start = (UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: UInt8.self)
      let name = (0...).lazy.map { start[$0] }.prefix { $0 != 0 }
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
      let path = folder + Array("/".utf8) + name
      entries[Array(path.dropFirst(root))] = try Self.entry(path)
      if entries[Array(path.dropFirst(root))]?.kind == "folder" { try add(path, below: root) }
    }
  }

  private static func entry(_ path: [UInt8]) throws -> Entry {
    let name = cString(path)
    var status = stat()
    guard lstat(name, &status) == 0 else { throw POSIXError(.ENOENT) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return Entry(kind: "folder", content: [])
    case S_IFREG:
      let file = open(name, O_RDONLY)
      guard file >= 0 else { throw POSIXError(.EACCES) }
      let content = try FileHandle(fileDescriptor: file, closeOnDealloc: true).readToEnd()
      return Entry(
        kind: "file", mode: status.st_mode & 0o7777, modified: seconds(status),
        content: [UInt8](content ?? Data()))
    case S_IFLNK:
      var buffer = [CChar](repeating: 0, count: 4096)
      let count = readlink(name, &buffer, buffer.count)
      let text = buffer.prefix(max(count, 0)).map { UInt8(bitPattern: $0) }
      return Entry(kind: "link", content: text)
    default: return Entry(kind: "other", content: [])
    }
  }

  private static func cString(_ path: [UInt8]) -> [CChar] {
    path.map { CChar(bitPattern: $0) } + [0]
  }

  private static func seconds(_ status: stat) -> Int {
    #if canImport(Darwin)
      Int(status.st_mtimespec.tv_sec)
    #else
      Int(status.st_mtim.tv_sec)
    #endif
  }
}

/// What `lstat` says of a path.
func status(_ path: String) -> stat {
  var status = stat()
  _ = lstat(path, &status)
  return status
}

/// One call on the whole of the work, with the defaults.
func materialize(
  _ tree: String, into target: String, _ policy: Materializer.Policy = .init(), workers: Int = 8
) throws(MaterializeFailure) -> Materializer.Summary {
  try Materializer(policy: policy, workers: workers, cancellation: .never)
    .materialize(tree, into: target)
}
