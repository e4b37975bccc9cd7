/// Reads `p/<namespace>/<name>.json`. Optional members may have any shape; the repository and the
/// content of tags may not (docs/ocx.md §7).
struct RootReader {
  private var repository: String?
  private var status = PackageRoot.Status.active
  private var deprecatedMessage: String?
  private var supersededBy: String?
  private var created: String?
  private var upstream: PackageRoot.Upstream?
  private var source: String?
  private var owners: [String] = []
  private var description: PackageRoot.Description?
  private var tags: [TagRecord] = []

  static func root(of tool: ToolName, from bytes: [UInt8]) throws(JSONFailure) -> PackageRoot {
    try JSONReader.read(bytes) { (reader) throws(JSONFailure) in
      var root = RootReader()
      try reader.object { (key, reader) throws(JSONFailure) in try root.read(key, &reader) }
      guard let repository = root.repository else { throw reader.failure("repository missing") }
      return PackageRoot(
        tool: tool, repository: repository, status: root.status,
        deprecatedMessage: root.deprecatedMessage, supersededBy: root.supersededBy,
        created: root.created, upstream: root.upstream, source: root.source,
        owners: root.owners, description: root.description,
        tags: root.tags)
    }
  }

  private mutating func read(_ key: String, _ reader: inout JSONReader) throws(JSONFailure) {
    switch key {
    case "repository":
      repository = try reader.string()
      if repository?.isEmpty == true { throw reader.failure("repository empty") }
    case "status":
      status = try reader.stringOrNil().flatMap(PackageRoot.Status.init) ?? .active
    case "deprecated_message": deprecatedMessage = try reader.stringOrNil()
    case "superseded_by": supersededBy = try reader.stringOrNil()
    case "created": created = try reader.stringOrNil()
    case "upstream": upstream = try Self.upstream(&reader)
    case "source": source = try reader.stringOrNil()
    case "owners": owners = try Self.owners(&reader)
    case "desc": description = try Self.description(&reader)
    case "tags": tags = try Self.tags(&reader)
    default: try reader.skip()
    }
  }

  private static func upstream(
    _ reader: inout JSONReader
  ) throws(JSONFailure) -> PackageRoot.Upstream? {
    var organisation: String?
    var url: String?
    var disclaimer: String?
    let present = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
      switch key {
      case "org": organisation = try reader.stringOrNil()
      case "repository_url": url = try reader.stringOrNil()
      case "disclaimer": disclaimer = try reader.stringOrNil()
      default: try reader.skip()
      }
    }
    return present
      ? PackageRoot.Upstream(organisation: organisation, url: url, disclaimer: disclaimer) : nil
  }

  /// `login` in current indexes, `github` in older ones (docs/ocx-0.6.md §12).
  private static func owners(_ reader: inout JSONReader) throws(JSONFailure) -> [String] {
    guard reader.kind() == .array else {
      try reader.skip()
      return []
    }
    var owners: [String] = []
    try reader.array { (reader) throws(JSONFailure) in
      var names: [String: String] = [:]
      _ = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
        if ["login", "github"].contains(key) {
          names[key] = try reader.stringOrNil()
        } else {
          try reader.skip()
        }
      }
      if let name = names["login"] ?? names["github"], !name.isEmpty { owners.append(name) }
    }
    return owners
  }

  private static func description(
    _ reader: inout JSONReader
  ) throws(JSONFailure) -> PackageRoot.Description? {
    var texts: [String: String] = [:]
    var keywords: [String] = []
    let present = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
      switch key {
      case "digest", "title", "description", "readme", "logo":
        texts[key] = try reader.stringOrNil()
      case "keywords": keywords = try reader.strings()
      default: try reader.skip()
      }
    }
    func digest(_ key: String) -> Digest? { texts[key].flatMap { Digest(utf8: $0.utf8) } }
    return present
      ? PackageRoot.Description(
        digest: digest("digest"), title: texts["title"], text: texts["description"],
        keywords: keywords, readme: digest("readme"), logo: digest("logo")) : nil
  }

  private static func tags(
    _ reader: inout JSONReader
  ) throws(JSONFailure) -> [TagRecord] {
    var tags: [TagRecord] = []
    if reader.kind() == .literal, try reader.isNull() { return [] }
    // Neighbours were mostly seen at the same time, and then share the text.
    var observed: String?
    try reader.object { (tag, reader) throws(JSONFailure) in
      tags.append(try record(tag, &reader, sharing: &observed))
    }
    // Of duplicate members the last one counts, as for OCX.
    var lastIndex: [String: Int] = [:]
    lastIndex.reserveCapacity(tags.count)
    for (index, record) in tags.enumerated() { lastIndex[record.tag] = index }
    guard lastIndex.count < tags.count else { return tags }
    return tags.enumerated().filter { lastIndex[$1.tag] == $0 }.map(\.element)
  }

  private static func record(
    _ tag: String, _ reader: inout JSONReader, sharing last: inout String?
  ) throws(JSONFailure) -> TagRecord {
    var content: Digest?
    var observed: String?
    var yanked: Yank?
    var isEphemeral = false
    try reader.object { (key, reader) throws(JSONFailure) in
      switch key {
      case "ephemeral": isEphemeral = try reader.isTrue()
      case "content":
        content = try reader.digest()
        if content == nil { throw reader.failure("content of a tag is not a digest") }
      case "observed":
        observed = try reader.stringOrNil()
        if observed == last { observed = last } else { last = observed }
      case "yanked": yanked = try yank(&reader)
      default: try reader.skip()
      }
    }
    guard let content else { throw reader.failure("tag without content") }
    return TagRecord(
      tag: tag, content: content, observed: observed, yanked: yanked, isEphemeral: isEphemeral)
  }

  /// The presence of the key means yanked, whatever its value; only `null` counts as absent.
  private static func yank(_ reader: inout JSONReader) throws(JSONFailure) -> Yank? {
    var reason: String?
    var at: String?
    if reader.kind() == .literal { return try reader.isNull() ? nil : Yank() }
    _ = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
      switch key {
      case "reason": reason = try reader.stringOrNil()
      case "at": at = try reader.stringOrNil()
      default: try reader.skip()
      }
    }
    return Yank(reason: reason, at: at)
  }
}
