/// Why a pin that was written has no effect here.
package enum PinObstacle: Hashable, Sendable {
  /// mise does not read the file in this folder and environment.
  case unread(file: String)
  /// Another file with higher precedence has the key.
  case overridden(request: String, location: String)
  /// mise ignores the key on this machine.
  case ignored(reason: String)

  /// One line for people.
  ///
  /// - Parameter key: the key that was written.
  package func message(of key: String) -> String {
    switch self {
    case .unread(let file): "mise does not read \(file) here: \(key) has no effect there"
    case .overridden(let request, let location): "\(key) stays at \"\(request)\" of \(location)"
    case .ignored(let reason): "\(key) is not in force here: \(reason)"
    }
  }
}

extension MiseProject {
  /// Whether mise reads a file, which may not exist yet, in this folder and environment.
  package func reads(_ file: String) -> Bool { search.rank(of: file) != nil }

  /// Why a pin of a key in a file, which may not exist yet, has no effect here; nil if it has one.
  package func obstacle(of key: String, in file: String) -> PinObstacle? {
    guard let ownRank = search.rank(of: file) else { return .unread(file: displayPath(file)) }
    let identity = EntryResolver.split(key).identity
    let entries = entries.filter { $0.identity == identity }
    // The first entry of a key decides, whether mise ignores it or not.
    if let inForce = entries.first(where: { $0.shadowedBy == nil }), inForce.file != file,
      let otherRank = search.rank(of: inForce.file), otherRank.lexicographicallyPrecedes(ownRank)
    {
      return .overridden(
        request: inForce.request, location: "\(displayPath(inForce.file)):\(inForce.line)")
    }
    let own = entries.filter { $0.file == file }
    guard !own.contains(where: { $0.ignored == nil }) else { return nil }
    let reason =
      own.first?.ignored ?? EntryFilter(settings).reason(identity: identity, systems: nil)
    return reason.map { .ignored(reason: $0.text(display: displayPath)) }
  }
}
