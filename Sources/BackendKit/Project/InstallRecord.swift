/// What a listing needs of a receipt (docs/receipt.md): read leniently, in one pass, for no listing
/// may fail over an odd receipt or wait for one. What the hooks go by is `Receipt`.
public struct InstallRecord: Sendable, Hashable {
  /// The tool, registry named.
  public let tool: ToolName?
  /// The tag that was installed.
  public let tag: String?
  /// The manifest of the platform.
  public let digest: Digest?
  /// The dispatch object that the tag pointed to then.
  public let content: Digest?

  /// Reads the receipt of an install folder; nil where there is none, or none of JSON.
  init?(installPath: String) {
    guard let bytes = try? Files.read(Receipt.path(in: installPath), limit: 4 << 20) else {
      return nil
    }
    var values: [String: String] = [:]
    let wanted: Set<String> = ["tool", "identifier", "digest", "index_digest"]
    let isRead: Void? = try? JSONReader.read(bytes) { (reader) throws(JSONFailure) in
      try reader.object { (key, reader) throws(JSONFailure) in
        if wanted.contains(key), reader.kind() == .string {
          values[key] = try reader.string()
        } else {
          try reader.skip()
        }
      }
    }
    guard isRead != nil else { return nil }
    tool = values["tool"].flatMap { try? ToolName(parsing: $0) }
    tag = values["identifier"].flatMap { try? Reference(parsing: $0, defaultRegistry: "") }?.tag
    digest = values["digest"].flatMap { try? Digest($0) }
    content = values["index_digest"].flatMap { try? Digest($0) }
  }
}
