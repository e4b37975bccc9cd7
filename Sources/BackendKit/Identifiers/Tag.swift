/// A tag that registries accept and that is safe in a path. OCX accepts any text as a tag and uses
/// it in paths unchecked, so it is checked here (docs/ocx.md §1).
package struct Tag: Hashable, Sendable, CustomStringConvertible {
  /// The tag as the registry stores it, with `_` before a build.
  package let text: String

  /// Takes a tag in either spelling; `+` becomes `_`, as registries require.
  ///
  /// - Throws: `IdentifierFailure.tagInvalid` unless it is
  ///   `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}` and neither `.` nor `..`.
  package init(_ text: String) throws(IdentifierFailure) {
    let tag = String(
      decoding: text.utf8.map { $0 == UInt8(ascii: "+") ? Tag.low : $0 }, as: UTF8.self)
    guard Tag.isValid(tag) else { throw .tagInvalid(tag: text, in: text) }
    self.text = tag
  }

  /// The character that replaces `+` in a tag.
  static let low = UInt8(ascii: "_")

  /// The maximum length of a tag.
  static let maximumLength = 128

  /// Whether a text is a tag in the registry's spelling.
  static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= maximumLength else { return false }
    guard first.isAlphanumeric || first == low else { return false }
    return bytes.dropFirst().allSatisfy {
      $0.isAlphanumeric || $0 == low || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
  }

  /// As the registry stores it.
  package var description: String { text }
}
