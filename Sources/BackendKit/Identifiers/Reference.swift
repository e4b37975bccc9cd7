/// An OCX identifier: a tool, with a tag or a digest (docs/ocx.md §1).
package struct Reference: Hashable, Sendable, CustomStringConvertible {
  /// The registry and repository.
  package let tool: ToolName
  /// The tag as OCX reads it, with `_` for `+`; nil if none was given. Not validated: `Tag` decides
  /// what may be used in a path or sent to a registry.
  package let tag: String?
  /// The digest after `@`; nil if none was given.
  package let digest: Digest?

  package init(tool: ToolName, tag: String? = nil, digest: Digest? = nil) {
    self.tool = tool
    self.tag = tag
    self.digest = digest
  }

  /// Reads an identifier by OCX's grammar: the digest follows the first `@`, the tag follows a `:`
  /// in the last segment. The first segment is a registry if it contains a `.` or a `:` or is
  /// `localhost`; otherwise the default registry is prepended.
  ///
  /// - Throws: the `IdentifierFailure` that corresponds to OCX's error.
  package init(parsing text: String, defaultRegistry: String) throws(IdentifierFailure) {
    guard !text.isEmpty else { throw .empty(text) }
    if Reference.hasTraversal(text) { throw .directoryTraversal(text) }
    var rest = text[...]
    var digest: Digest?
    if let at = rest.utf8.firstIndex(of: UInt8(ascii: "@")) {
      guard let parsed = Digest(utf8: rest[rest.utf8.index(after: at)...].utf8) else {
        throw .digestInvalid(text)
      }
      digest = parsed
      rest = rest[..<at]
    }
    var tag: String?
    let segments = rest.utf8
    let last = segments.lastIndex(of: UInt8(ascii: "/")).map(segments.index(after:))
    if let colon = segments[(last ?? segments.startIndex)...].firstIndex(of: UInt8(ascii: ":")) {
      let text = rest[segments.index(after: colon)...].utf8
      tag = String(decoding: text.map { $0 == UInt8(ascii: "+") ? Tag.low : $0 }, as: UTF8.self)
      rest = rest[..<colon]
    }
    self.tool = try ToolName(path: rest, defaultRegistry: defaultRegistry, whole: text)
    self.tag = tag
    self.digest = digest
  }

  /// Whether a segment before the `@` is `.` or `..`, with or without a tag. OCX checks this first,
  /// and for the registry as well.
  private static func hasTraversal(_ text: String) -> Bool {
    let name = text.utf8.prefix { $0 != UInt8(ascii: "@") }
    return name.split(separator: UInt8(ascii: "/")).contains { segment in
      let head = segment.prefix { $0 != UInt8(ascii: ":") }
      return head.elementsEqual(".".utf8) || head.elementsEqual("..".utf8)
    }
  }

  /// `registry/repository[:tag][@digest]`, as OCX writes it.
  package var description: String {
    tool.description + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0.description } ?? "")
  }
}
