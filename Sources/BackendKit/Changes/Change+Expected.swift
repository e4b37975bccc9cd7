extension Change {
  /// Whether the entry in a file still has the request that the change is based on.
  func holds(for bytes: [UInt8]?) -> Bool {
    expected == nil || holds(among: tools(in: bytes ?? []))
  }

  /// The same for the tools of the file.
  fileprivate func holds(among tools: [ConfigContent.Tool]) -> Bool {
    guard let expected else { return true }
    let own = tools.first { $0.key.hasSameBytes(as: key) && $0.index == index ?? 0 }
    return own?.request.hasSameBytes(as: expected) ?? false
  }

  fileprivate func tools(in bytes: [UInt8]) -> [ConfigContent.Tool] {
    if let task {
      guard let tools = try? TaskTools(parsing: bytes, as: task.format) else { return [] }
      return tools.entriesInForce.filter { $0.task == task.name }
        .flatMap { ConfigContent($0, of: tools).tools }
    }
    return (try? ConfigContent(parsing: bytes, as: kind))?.tools ?? []
  }
}

extension Changes {
  /// The changes whose entry no longer says what they were computed from: somebody else has changed
  /// or removed it.
  package func outdated(among changes: [Change]) throws(ChangeFailure) -> Set<Change> {
    struct Location: Hashable {
      let file: String
      let task: Change.TaskLocation?
    }
    var known: [Location: [ConfigContent.Tool]] = [:]
    var outdated: Set<Change> = []
    for change in changes where change.expected != nil {
      let location = Location(file: change.file, task: change.task)
      if known[location] == nil {
        let bytes = try Transaction.bytes(of: change.file, limit: ConfigFile.sizeLimit)
        known[location] = change.tools(in: bytes ?? [])
      }
      if !change.holds(among: known[location] ?? []) { outdated.insert(change) }
    }
    return outdated
  }
}
