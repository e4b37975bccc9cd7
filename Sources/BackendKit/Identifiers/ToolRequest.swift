/// A tool with an optional version: `TOOL[@VERSION]` of the command line. Converts to the forms of
/// mise and OCX.
public struct ToolRequest: Hashable, Sendable, CustomStringConvertible {
  /// The tool.
  public let tool: ToolName
  /// The text after the `@`: a version, a range such as `4.3`, `latest`, `prefix:4`, or
  /// `ref:sha256:…`; nil if there is none.
  public let version: String?

  /// A request with these parts.
  public init(tool: ToolName, version: String? = nil) {
    self.tool = tool
    self.version = version
  }

  /// Reads `[ocx:][registry/]namespace/name[@VERSION]`. As in mise, the version follows the first
  /// `@`, and versions that mise rejects are rejected (docs/mise.md §1).
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

  /// The corresponding OCX reference: `ref:sha256:…` becomes a digest, any other version a tag in
  /// the registry's spelling.
  ///
  /// - Throws: `IdentifierFailure` if the version is neither, such as a `prefix:` range.
  package func reference() throws(IdentifierFailure) -> Reference {
    guard let version else { return Reference(tool: tool) }
    if version.hasPrefix("ref:") {
      return Reference(tool: tool, digest: try Digest(String(version.dropFirst(4))))
    }
    return Reference(tool: tool, tag: try Tag(version).text)
  }

  /// `ocx:registry/repository[@version]`, as mise reads it.
  public var description: String { tool.key + (version.map { "@" + $0 } ?? "") }
}
