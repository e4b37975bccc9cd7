/// Operations on paths as text. Nothing accesses the disk.
package enum Paths {
  /// `path` below `base`; `path` itself if it is absolute.
  package static func join(_ base: String, _ path: String) -> String {
    if path.isEmpty { return base }
    if path.utf8.first == slash || base.isEmpty { return path }
    return base.utf8.last == slash ? base + path : base + "/" + path
  }

  /// Whether it starts at the root.
  package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == slash }

  /// The parts between slashes, without empty ones.
  package static func components(_ path: String) -> [String] {
    segments(of: path).map(String.init)
  }

  /// The parent folder: `/` for `/a`, `.` for `a`.
  package static func parent(_ path: String) -> String {
    let bytes = path.utf8
    guard let last = bytes.lastIndex(where: { $0 != slash }) else {
      return path.isEmpty ? "." : "/"
    }
    guard let cut = bytes[..<last].lastIndex(of: slash) else { return "." }
    guard let end = bytes[..<cut].lastIndex(where: { $0 != slash }) else { return "/" }
    return String(path[...end])
  }

  /// The last part: `b` for `/a/b/`, `/` for the root.
  package static func lastComponent(_ path: String) -> String {
    let bytes = path.utf8
    guard let last = bytes.lastIndex(where: { $0 != slash }) else {
      return path.isEmpty ? "" : "/"
    }
    guard let cut = bytes[...last].lastIndex(of: slash) else { return String(path[...last]) }
    return String(path[bytes.index(after: cut)...last])
  }

  /// The path without `.`, `..` and repeated slashes. If a part is a symlink, `..` may lead
  /// elsewhere on disk.
  package static func normalise(_ path: String) -> String {
    if isNormal(path) { return path }
    let absolute = isAbsolute(path)
    var parts: [Substring] = []
    for part in segments(of: path) where part != "." {
      if part == ".." {
        if let last = parts.last, last != ".." {
          parts.removeLast()
        } else if !absolute {
          parts.append(part)
        }
      } else {
        parts.append(part)
      }
    }
    let joined = parts.joined(separator: "/")
    if absolute { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// Whether the path is absolute and already normalised, as almost all paths are.
  private static func isNormal(_ path: String) -> Bool {
    var path = path
    return path.withUTF8 { bytes in
      guard bytes.first == slash else { return false }
      if bytes.count == 1 { return true }
      // The length of the current part, and whether it consists of dots only.
      var length = 1
      var isDots = false
      for byte in bytes {
        if byte == slash {
          if length == 0 || isDots && length < 3 { return false }
          length = 0
          isDots = true
        } else {
          length += 1
          isDots = isDots && byte == UInt8(ascii: ".")
        }
      }
      return length > 0 && !(isDots && length < 3)
    }
  }

  /// The absolute, normalised form of a path that is relative to `directory`.
  package static func absolute(_ path: String, from directory: String) -> String {
    normalise(join(directory, path))
  }

  /// `path` with the home folder written as `~`.
  package static func abbreviate(_ path: String, home: String) -> String {
    let home = normalise(home)
    guard home != "/", isInside(path, home) else { return path }
    let rest = normalise(path).utf8.dropFirst(home.utf8.count)
    return "~" + String(decoding: rest, as: UTF8.self)
  }

  /// Whether `path` is `directory` or below it, by their text.
  package static func isInside(_ path: String, _ directory: String) -> Bool {
    let path = normalise(path)
    let directory = normalise(directory)
    if directory == "/" { return isAbsolute(path) }
    // Bytewise, because file systems distinguish two spellings of an accented letter.
    let rest = path.utf8.dropFirst(directory.utf8.count)
    return path.utf8.starts(with: directory.utf8) && (rest.isEmpty || rest.first == slash)
  }

  /// The relative path from the folder `base` to `path`. Both must be absolute.
  package static func relative(_ path: String, to base: String) -> String {
    let target = components(normalise(path))
    let start = components(normalise(base))
    let common = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - common)
    let parts = up + target[common...]
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// The parts between slashes, without empty ones.
  private static func segments(of path: String) -> [Substring] {
    path[...].parts(between: "/").filter { !$0.isEmpty }
  }

  private static let slash = UInt8(ascii: "/")
}
