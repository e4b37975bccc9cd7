extension ConfigContent {
  /// Reads one tool of a task or of a tool stub.
  init(_ entry: TaskTools.Entry, of tools: TaskTools) {
    let key = TOMLKey(name: entry.key, range: 0..<0, position: entry.position)
    read(TOMLTable.Entry(key: key, value: entry.value), tools.document(of: entry))
    // A stub without a version means the newest.
    guard tools.format == .toolStub, entry.value.table?["version"] == nil else { return }
    for index in self.tools.indices {
      self.tools[index].request = "latest"
      self.tools[index].problem = nil
    }
  }
}
