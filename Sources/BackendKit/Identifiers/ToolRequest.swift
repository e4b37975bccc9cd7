/// A tool and, maybe, what is asked of it: `TOOL[@VERSION]` of the command line, and back to the
/// forms that mise and OCX have for it.
public struct ToolRequest: Hashable, Sendable, CustomStringConvertible {
  /// The tool.
  public let tool: ToolName
  /// What stands after the `@`: a version, a range such as `4.3`, `latest`, `prefix:4`, or
  /// `ref:sha256:…`; nil if nothing does.
  public let version: String?

  /// A request of parts.
  public init(tool: ToolName, version: String? = nil) {
    self.tool = tool
    self.version = version
  }

  /// Reads `[ocx:][registry/]namespace/name[@VERSION]`. As in mise the first `@` divides, and
  /// what mise refuses in a version is refused here (docs/mise.md §1).
  ///
  /// - Throws: `IdentifierFailure`.
  public init(
    parsing text: String, defaultRegistry: String = ToolName.compiledDefaultRegistry
  ) throws(IdentifierFailure) {
    guard let at = text.utf8.firstIndex(of: UInt8(ascii: "@")) else {
      self.init(tool: try ToolName(parsing: text, defaultRegistry: defaultRegistry))
      return
    }
    let version = String(text[text.utf8.index(after: at)...])
    guard !version.isEmpty else { throw .tagInvalid(tag: "", in: text) }
    self.init(
      tool: try ToolName(parsing: String(text[..<at]), defaultRegistry: defaultRegistry),
      version: version)
  }

  /// The OCX reference that this stands for: `ref:sha256:…` is a digest, anything else a tag in
  /// the registry's spelling; no version means no tag.
  ///
  /// - Throws: `IdentifierFailure` where the version can be neither, such as a `prefix:` range.
  package func reference() throws(IdentifierFailure) -> Reference {
    guard let version else { return Reference(tool: tool) }
    if version.hasPrefix("ref:") {
      return Reference(tool: tool, digest: try Digest(String(version.dropFirst(4))))
    }
    return Reference(tool: tool, tag: try Tag(version).text)
  }

  /// `ocx:registry/repository[@version]`, as mise takes it.
  public var description: String { tool.key + (version.map { "@" + $0 } ?? "") }
}
