import Synchronization

/// The file through which a hook reports its download to the program, since mise is between the
/// two: one JSON document per line. mise passes the variable with its path on to its plugins.
package enum ProgressFile {
  /// The variable with the path of the file.
  package static let variable = "OCX_MISE_TUI_PROGRESS"

  /// One line of it.
  struct Line: Equatable {
    let tool: String
    let version: String
    let progress: DownloadProgress

    var text: String {
      JSONValue.object(omittingNil: [
        ("tool", .string(tool)), ("version", .string(version)),
        ("packed", progress.packed.map { .int($0) }), ("unpacked", .int(progress.unpacked)),
      ]).compact
    }

    init(tool: String, version: String, progress: DownloadProgress) {
      self.tool = tool
      self.version = version
      self.progress = progress
    }

    /// nil for a line of another form.
    init?(_ text: some StringProtocol) {
      var tool: String?
      var version: String?
      var progress = DownloadProgress()
      let read: Void? = try? JSONReader.read(Array(text.utf8)) { (reader) throws(JSONFailure) in
        _ = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
          switch key {
          case "tool": tool = try reader.stringOrNil()
          case "version": version = try reader.stringOrNil()
          case "packed": progress.packed = try reader.integer()
          case "unpacked": progress.unpacked = try reader.integer() ?? 0
          default: try reader.skip()
          }
        }
      }
      guard read != nil, let tool, let version else { return nil }
      self.init(tool: tool, version: version, progress: progress)
    }
  }

  /// Appends a line to the file that the environment names. The file must exist, so that a variable
  /// cannot create one. Errors are ignored, since only the progress display depends on it.
  static func write(_ line: Line, _ environment: Environment) {
    guard let path = environment[variable], Paths.isAbsolute(path), Files.kind(path) == .file
    else { return }
    let flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    try? FileDescriptor(path, flags).writeAll(Array((line.text + "\n").utf8))
  }

  /// Reads what is appended to a file, line by line.
  final class Reader: Sendable {
    /// The file, in a folder of its own.
    let path: String
    private let offset = Mutex(0)

    /// A new, empty file; nil if none can be created.
    init?(_ environment: Environment) {
      let parent = environment["TMPDIR"] ?? "/tmp"
      guard
        let folder = try? Files.makeTemporaryDirectory(
          in: parent, prefix: "ocx-mise-tui-progress-"),
        (try? Files.writeScratch(Paths.join(folder, "lines"), "")) != nil
      else { return nil }
      path = Paths.join(folder, "lines")
    }

    deinit { try? Files.removeTree(Paths.parent(path)) }

    /// The complete lines that were added since the last call.
    func lines() -> [Line] {
      offset.withLock { offset in
        guard let bytes = try? Files.read(path), bytes.count > offset else { return [] }
        let new = bytes[offset...]
        guard let end = new.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        offset = end + 1
        return String(decoding: new[..<end], as: UTF8.self).split(separator: "\n").compactMap {
          Line($0)
        }
      }
    }
  }
}
