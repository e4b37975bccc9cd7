extension Change {
  /// Whether the entry in a file still has the request that the change is based on.
  func holds(for bytes: [UInt8]?) -> Bool {
    guard let expected else { return true }
    return request(in: bytes ?? [])?.hasSameBytes(as: expected) ?? false
  }

  /// The request of the entry to change; nil if there is none.
  private func request(in bytes: [UInt8]) -> String? {
    tools(in: bytes).first { $0.key.hasSameBytes(as: key) && $0.index == index ?? 0 }?.request
  }

  private func tools(in bytes: [UInt8]) -> [ConfigContent.Tool] {
    if let task {
      guard let tools = try? TaskTools(parsing: bytes, as: task.format) else { return [] }
      return tools.entriesInForce.filter { $0.task == task.name }
        .flatMap { ConfigContent($0, of: tools).tools }
    }
    return (try? ConfigContent(parsing: bytes, as: kind))?.tools ?? []
  }
}
