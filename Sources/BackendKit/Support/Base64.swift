/// Base64 (RFC 4648, section 4): bytes as text, with padding.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")

  /// The text for bytes.
  package static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0..<4 {
        text.append(index <= group.count ? alphabet[bits >> (18 - 6 * index) & 0x3f] : padding)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The decoded bytes; nil if `text` would not have written the text.
  static func bytes(_ text: String) -> [UInt8]? {
    let characters = Array(text.utf8)
    guard characters.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3)
    for start in stride(from: 0, to: characters.count, by: 4) {
      var group = characters[start..<start + 4]
      if start + 4 == characters.count {
        while group.count > 2, group.last == padding { group.removeLast() }
      }
      var bits = 0
      for character in group {
        guard let value = value(of: character) else { return nil }
        bits = bits << 6 | value
      }
      bits <<= 6 * (4 - group.count)
      bytes += [16, 8, 0].prefix(group.count - 1).map { UInt8(bits >> $0 & 0xff) }
      // The unused bits must be zero, so that equal bytes have equal text.
      let rest = bits & (1 << (8 * (4 - group.count)) - 1)
      guard rest == 0 else { return nil }
    }
    return bytes
  }

  private static func value(of character: UInt8) -> Int? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(character) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(character) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(character) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
