/// A tag that a registry takes and that is safe in a path. OCX parses any text as a tag and joins
/// it into paths as it stands, so the check is ours (docs/ocx.md §1).
package struct Tag: Hashable, Sendable, CustomStringConvertible {
  /// The tag as it stands in the registry, `_` before a build.
  package let text: String

  /// Takes a tag in either spelling; a `+` becomes the `_` that registries want.
  ///
  /// - Throws: `IdentifierFailure.tagInvalid` unless it is
  ///   `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}` and neither `.` nor `..`.
  package init(_ text: String) throws(IdentifierFailure) {
    let tag = String(
      decoding: text.utf8.map { $0 == UInt8(ascii: "+") ? Tag.low : $0 }, as: UTF8.self)
    guard Tag.isValid(tag) else { throw .tagInvalid(tag: text, in: text) }
    self.text = tag
  }

  /// What stands for a `+` in a tag.
  static let low = UInt8(ascii: "_")

  /// The most characters of a tag.
  static let maximumLength = 128

  /// Whether this is a tag in the registry's own spelling.
  static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count <= maximumLength else { return false }
    guard first.isAlphanumeric || first == low else { return false }
    return bytes.dropFirst().allSatisfy {
      $0.isAlphanumeric || $0 == low || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
  }

  /// As the registry has it.
  package var description: String { text }
}
