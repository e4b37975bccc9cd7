/// A file's name, or the text of a symlink, as bytes: they need not be UTF-8.
struct PathBytes: Hashable, Sendable {
  /// The bytes with a terminating zero, for system calls.
  let cString: [CChar]

  /// Copies a C string.
  init(_ start: UnsafePointer<CChar>) {
    var end = start
    while end.pointee != 0 { end += 1 }
    cString = Array(UnsafeBufferPointer(start: start, count: end - start + 1))
  }

  /// A name of these bytes, which must not include a zero.
  init(_ bytes: some Sequence<UInt8>) {
    cString = bytes.map { CChar(bitPattern: $0) } + [0]
  }

  /// The bytes without the terminating zero.
  var bytes: some RandomAccessCollection<UInt8> {
    cString.dropLast().lazy.map { UInt8(bitPattern: $0) }
  }

  /// Whether the path is absolute.
  var isAbsolute: Bool { cString.first == CChar(bitPattern: Self.slash) }

  /// The components; empty ones and `.` are left out.
  var components: [PathBytes] {
    bytes.split(separator: Self.slash).map { PathBytes($0) }.filter { $0 != .current }
  }

  /// The text for messages: what is not UTF-8 or not printable is replaced or left out.
  var text: String { SafeText.clean(String(decoding: bytes, as: UTF8.self)) }

  /// `.`, the folder itself.
  static let current = PathBytes([UInt8(ascii: ".")])
  /// `..`, the folder above.
  static let parent = PathBytes([UInt8(ascii: "."), UInt8(ascii: ".")])

  /// The components joined with slashes; `.` if there are none.
  static func joined(_ parts: some Collection<PathBytes>) -> PathBytes {
    parts.isEmpty ? .current : PathBytes(parts.map(\.bytes).joined(separator: [slash]))
  }

  private static let slash = UInt8(ascii: "/")
}
