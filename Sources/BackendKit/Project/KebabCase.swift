/// The kebab case of the Rust crate heck 0.5, from which mise derives the names of install folders
/// (docs/mise.md §1). Lossy: `a-b/c` and `a/b-c` give the same name.
enum KebabCase {
  /// Words end at every character that is neither a letter nor a digit, between a lower-case and an
  /// upper-case letter, and before the last of several upper-case letters followed by a lower-case
  /// one. They are joined with `-` in lower case.
  static func of(_ text: String) -> String {
    ofLowercase(text) ?? ofAny(text)
  }

  /// The fast path for almost all keys, which are ASCII without upper-case letters: it needs no
  /// Unicode properties. nil for other text.
  private static func ofLowercase(_ text: String) -> String? {
    var text = text
    var result: [UInt8] = []
    let isPlain = text.withUTF8 { bytes in
      result.reserveCapacity(bytes.count)
      for byte in bytes {
        guard byte < 0x80, !byte.isUpper else { return false }
        if byte.isAlphanumeric {
          result.append(byte)
        } else if result.last != nil, result.last != dash {
          result.append(dash)
        }
      }
      return true
    }
    guard isPlain else { return nil }
    if result.last == dash { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
  }

  private static let dash = UInt8(ascii: "-")

  private static func ofAny(_ text: String) -> String {
    var words: [ArraySlice<Unicode.Scalar>] = []
    for part in Array(text.unicodeScalars).split(whereSeparator: { !isAlphanumeric($0) }) {
      cut(part, into: &words)
    }
    return words.map(lowercase).joined(separator: "-")
  }

  /// The case of the last cased letter of the word so far.
  private enum Mode { case boundary, lower, upper }

  private static func cut(
    _ part: ArraySlice<Unicode.Scalar>, into words: inout [ArraySlice<Unicode.Scalar>]
  ) {
    var start = part.startIndex
    var mode = Mode.boundary
    for (index, next) in zip(part.indices, part.dropFirst()) {
      let scalar = part[index].properties
      let with: Mode = scalar.isLowercase ? .lower : scalar.isUppercase ? .upper : mode
      if with == .lower, next.properties.isUppercase {
        words.append(part[start...index])
        start = index + 1
        mode = .boundary
      } else if mode == .upper, scalar.isUppercase, next.properties.isLowercase {
        words.append(part[start..<index])
        start = index
        mode = .boundary
      } else {
        mode = with
      }
    }
    words.append(part[start...])
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isAlphabetic { return true }
    return switch scalar.properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: true
    default: false
    }
  }

  /// Converts scalar by scalar; a sigma at the end of a word has its own form.
  private static func lowercase(_ word: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    for (index, scalar) in zip(word.indices, word) {
      let isLastSigma = scalar == "Σ" && index == word.endIndex - 1
      text += isLastSigma ? "ς" : scalar.properties.lowercaseMapping
    }
    return text
  }
}
