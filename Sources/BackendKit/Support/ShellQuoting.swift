/// POSIX shell quoting. Works on bytes: a quote followed by a combining accent is one character in
/// Swift, but still a quote for a shell.
package enum ShellWord {
  /// A text as a word of a displayed command: unchanged if it needs no quotes, else in single
  /// quotes.
  package static func quoted(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      byte.isAlphanumeric || "@%+=:,./_-".utf8.contains(byte)
    }
    return plain && !text.isEmpty ? text : literal(text)
  }

  /// Words as a command that can be typed, safe to show.
  package static func command(_ words: [String]) -> String {
    SafeText.clean(words.map(quoted).joined(separator: " "))
  }

  /// A text in single quotes.
  static func literal(_ text: String) -> String {
    var bytes: [UInt8] = [quote]
    for byte in text.utf8 {
      if byte == quote { bytes += "'\\'".utf8 }
      bytes.append(byte)
    }
    bytes.append(quote)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let quote = UInt8(ascii: "'")
}
