/// What `mise upgrade --bump` writes: as precise as the request was, vendor prefix kept.
extension MiseResolution {
  /// Cuts at the first digit that stands at the beginning or behind one of `-_/.v`:
  /// `slim-4.3` gives `slim-` and `4.3`.
  static func splitPrefix(_ text: String) -> (prefix: String, version: String) {
    let marks: Set<Character> = ["-", "_", "/", ".", "v", "V"]
    var before: Character?
    for place in text.indices {
      if "0"..."9" ~= text[place], before.map(marks.contains) ?? true {
        return (String(text[..<place]), String(text[place...]))
      }
      before = text[place]
    }
    return ("", text)
  }

  /// What the newest is looked for by, behind a vendor prefix: the prefix and the first number. nil
  /// for requests without one.
  static func latestQuery(prefix: String, version: String) -> String? {
    guard !prefix.isEmpty, !version.isEmpty, !prefix.contains(":"), prefix != "v", prefix != "V"
    else { return nil }
    return prefix + (chunks(version).first ?? version)
  }

  /// The new request; nil where the old one covers the newest already, or is of a kind that mise
  /// does not bump.
  static func bumped(_ request: MiseRequest, prefix: String, to latest: String) -> String? {
    let old = without(prefix, request.text)
    guard let bump = bump(from: old, to: without(prefix, latest)), bump != request.text else {
      return nil
    }
    switch request {
    case .version: return prefix + bump
    // The prefix of a `prefix:` request holds that word again; mise writes both.
    case .prefix: return "prefix:" + prefix + bump
    default: return nil
    }
  }

  private static func without(_ prefix: String, _ text: String) -> String {
    text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
  }

  /// As many chunks of the new version as the old one has; nil where they are the same.
  private static func bump(from old: String, to new: String) -> String? {
    let channels: Set = ["latest", "nightly", "stable", "beta", "dev", "canary", "edge", "lts"]
    if channels.contains(old.lowercased()) { return old }
    if old.hasPrefix("prefix:") { return bump(from: String(old.dropFirst(7)), to: new) }
    let oldChunks = chunks(old)
    let newChunks = chunks(new)
    if oldChunks.isEmpty, !old.isEmpty { return old }
    guard !oldChunks.isEmpty, !newChunks.isEmpty else { return new }
    let bump = Array(newChunks.prefix(oldChunks.count))
    return bump == oldChunks ? nil : bump.joined()
  }

  static func chunks(_ version: String) -> [String] {
    version == "latest" ? [] : LooseVersion(version)?.chunks ?? []
  }
}
