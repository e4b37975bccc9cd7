/// A file's name, or the text of a symlink, as the bytes that the file system holds: they need not
/// be UTF-8.
struct PathBytes: Hashable, Sendable {
  /// The bytes and the zero that ends them, as the system's calls take them.
  let cString: [CChar]

  /// Copies a C string.
  init(_ start: UnsafePointer<CChar>) {
    var end = start
    while end.pointee != 0 { end += 1 }
    cString = Array(UnsafeBufferPointer(start: start, count: end - start + 1))
  }

  /// Bytes without a zero among them.
  init(_ bytes: some Sequence<UInt8>) {
    cString = bytes.map { CChar(bitPattern: $0) } + [0]
  }

  /// The bytes alone.
  var bytes: some RandomAccessCollection<UInt8> {
    cString.dropLast().lazy.map { UInt8(bitPattern: $0) }
  }

  /// Whether it begins at the root.
  var isAbsolute: Bool { cString.first == CChar(bitPattern: Self.slash) }

  /// The parts between the slashes; empty ones and `.` are left out.
  var components: [PathBytes] {
    bytes.split(separator: Self.slash).map { PathBytes($0) }.filter { $0 != .this }
  }

  /// Fit for a message: what is not UTF-8 or not printable is replaced or left out.
  var text: String { SafeText.clean(String(decoding: bytes, as: UTF8.self)) }

  /// `.`, the folder itself.
  static let this = PathBytes([UInt8(ascii: ".")])
  /// `..`, the folder above.
  static let parent = PathBytes([UInt8(ascii: "."), UInt8(ascii: ".")])

  /// The parts with slashes between them; `.` if there are none.
  static func joined(_ parts: some Collection<PathBytes>) -> PathBytes {
    parts.isEmpty ? .this : PathBytes(parts.map(\.bytes).joined(separator: [slash]))
  }

  private static let slash = UInt8(ascii: "/")
}
