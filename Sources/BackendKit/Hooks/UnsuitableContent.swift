/// Which content of a tool is not for this host, in a file of the cache. Without it, each list would
/// read and verify an object for every version. A digest always means the same content, so the file
/// holds as long as versions and host are the same.
struct UnsuitableContent {
  private let path: String
  /// What the file holds for.
  private let key: String

  /// The file for the versions of a tool, given by their digests.
  init(of tool: ToolName, digests: [Digest], host: Platform, _ context: InstallContext) {
    let name = XDGFolders.cacheName(of: context.index.path + "\n" + tool.description)
    path = Paths.join(XDGFolders.cache(context.environment), "platforms/" + name)
    key = SHA256.hex(
      of: ([host.description] + digests.map(\.description)).joined(separator: "\n"))
  }

  /// The digests; nil if the file is for other versions or another host, or is damaged.
  func read() -> Set<Digest>? {
    guard let text = try? Files.readText(path, limit: 1 << 20) else { return nil }
    var lines = text.split(separator: "\n")[...]
    guard lines.popFirst() == Substring(key), lines.popLast() == Substring(Self.end) else {
      return nil
    }
    let digests = lines.compactMap { Digest(utf8: $0.utf8) }
    return digests.count == lines.count ? Set(digests) : nil
  }

  /// Writes the file. If that fails, the next list reads the objects again.
  func write(_ digests: Set<Digest>) {
    let lines = [key] + digests.map(\.description).sorted() + [Self.end]
    try? Files.makeDirectories(Paths.parent(path))
    try? Files.writeAtomically(path, lines.joined(separator: "\n"), durability: .none)
  }

  /// The last line, so that a part of the file is not taken for all of it.
  private static let end = "end"
}
