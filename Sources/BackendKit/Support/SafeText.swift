/// Sanitizes text from a registry, an index, a file or a variable for display (docs/design.md, D6):
/// the result cannot move the cursor, change colours, reverse the reading order, hide itself, or
/// combine with the text before it.
package enum SafeText {
  /// `text` on one line: line ends and tabs become spaces; control characters, escape sequences,
  /// bidirectional controls and invisible characters are removed.
  package static func clean(_ text: String) -> String {
    // Names and tags are almost always plain ASCII, and every row of a screen is sanitized.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    if text.unicodeScalars.allSatisfy(isSafe) { return text }
    var cleaner = Cleaner()
    var previousWasReturn = false
    for scalar in EscapeFilter(text) {
      switch scalar {
      case "\n" where previousWasReturn: break
      case "\n", "\r", "\t", "\u{0b}", "\u{0c}", "\u{85}", "\u{2028}", "\u{2029}":
        cleaner.append(" ")
      default: cleaner.append(scalar)
      }
      previousWasReturn = scalar == "\r"
    }
    return cleaner.text
  }

  /// Whether a scalar stays as it is, whatever is beside it.
  private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0xa0 { return scalar.value >= 0x20 && scalar.value < 0x7f }
    return switch scalar.properties.generalCategory {
    case .control, .surrogate, .lineSeparator, .paragraphSeparator, .format, .nonspacingMark,
      .enclosingMark, .spacingMark, .unassigned, .privateUse, .spaceSeparator:
      false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// `text` as sanitized lines. A tab becomes four spaces; a line end at the end does not start
  /// another line.
  package static func cleanLines(_ text: String) -> [String] {
    var lines: [String] = []
    var cleaner = Cleaner()
    var previousWasReturn = false
    for scalar in EscapeFilter(text) {
      switch scalar {
      case "\n" where previousWasReturn: break
      case "\n", "\r", "\u{0b}", "\u{0c}", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(cleaner.text)
        cleaner = Cleaner()
      case "\t":
        for _ in 0..<4 { cleaner.append(" ") }
      default: cleaner.append(scalar)
      }
      previousWasReturn = scalar == "\r"
    }
    if !cleaner.text.isEmpty { lines.append(cleaner.text) }
    return lines
  }

  /// Collects the scalars that can be displayed.
  private struct Cleaner {
    private(set) var text = ""
    private var marks = 0

    /// More marks on a letter than any script uses would only obscure other rows.
    private static let maximumMarks = 8

    mutating func append(_ scalar: Unicode.Scalar) {
      if SafeText.isSafe(scalar) {
        marks = 0
        text.unicodeScalars.append(scalar)
        return
      }
      switch scalar.properties.generalCategory {
      case .format:
        // ZWNJ and ZWJ shape letters and join emoji. All others of this category are invisible, and
        // the bidirectional controls reorder the surrounding text.
        guard scalar == "\u{200c}" || scalar == "\u{200d}", !text.isEmpty, marks < Self.maximumMarks
        else { return }
        marks += 1
        text.unicodeScalars.append(scalar)
      case .nonspacingMark, .enclosingMark, .spacingMark:
        // Without a letter, it would combine with what is before this text.
        guard !text.isEmpty, marks < Self.maximumMarks else { return }
        marks += 1
        text.unicodeScalars.append(scalar)
      case .unassigned, .privateUse:
        // Terminals do not agree on their width.
        marks = 0
        text.unicodeScalars.append("\u{fffd}")
      case .spaceSeparator:
        marks = 0
        text.unicodeScalars.append(" ")
      default: break
      }
    }
  }

  /// The scalars of a text without terminal escape sequences (ECMA-48), which start with ESC or
  /// with a C1 control.
  private struct EscapeFilter: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator

    init(_ text: String) { scalars = text.unicodeScalars.makeIterator() }

    mutating func next() -> Unicode.Scalar? {
      while let scalar = scalars.next() {
        switch scalar {
        case "\u{1b}": skipEscape()
        case "\u{9b}": skipControlSequence()
        case "\u{90}", "\u{98}", "\u{9d}", "\u{9e}", "\u{9f}": skipString()
        default: return scalar
        }
      }
      return nil
    }

    private mutating func skipEscape() {
      while let scalar = peek() {
        switch scalar {
        case "[":
          _ = scalars.next()
          return skipControlSequence()
        case "P", "X", "]", "^", "_":
          _ = scalars.next()
          return skipString()
        case " "..."/":
          _ = scalars.next()
        case "0"..."~":
          _ = scalars.next()
          return
        default: return
        }
      }
    }

    private mutating func skipControlSequence() {
      while let scalar = peek(), scalar.value >= 0x20, scalar.value < 0x7f {
        _ = scalars.next()
        if scalar.value >= 0x40 { return }
      }
    }

    /// A string ends at BEL or ST. So that an unterminated one does not swallow the rest of the
    /// text, a line end closes it as well.
    private mutating func skipString() {
      while let scalar = peek() {
        switch scalar {
        case "\n", "\r", "\u{1b}":
          if scalar == "\u{1b}" {
            _ = scalars.next()
            if peek() == "\\" { _ = scalars.next() }
          }
          return
        case "\u{07}", "\u{9c}":
          _ = scalars.next()
          return
        default: _ = scalars.next()
        }
      }
    }

    private func peek() -> Unicode.Scalar? {
      var ahead = scalars
      return ahead.next()
    }
  }
}
