/// The tools in a file outside of `[tools]`: tools of tasks, which mise installs when it runs the
/// task, and the tool of a stub.
package struct TaskTools: Sendable {
  /// Where a file lists such tools.
  package enum Format: Sendable, Hashable {
    /// A configuration file of mise: `tools` of `[tasks.NAME]`.
    case configuration
    /// A file of tasks that a configuration file includes: `tools` of `[NAME]`.
    case includedTasks
    /// A file task: a script with settings in comments such as `#MISE tools={…}`.
    case script
    /// A tool stub: `tool` and `version` at the top level.
    case toolStub
  }

  /// One tool.
  package struct Entry: Sendable {
    /// The name of its task; nil in a script, which is itself a task, and in a tool stub.
    package let task: String?
    /// The key of the tool, such as `ocx:ocx.sh/kitware/cmake`.
    package let key: String
    /// The request, or a table with request and options. Positions refer to `document`.
    package let value: TOMLValue
    /// The position of the key in the file; in a tool stub, of the tool's name.
    package let position: TOMLPosition
    /// Whether a later entry of the same file replaces it.
    package internal(set) var isReplaced = false
    /// The index of its document.
    let index: Int
    /// The offset of the key in the document.
    let keyOffset: Int
  }

  /// The tools, in the order of the file.
  package private(set) var entries: [Entry] = []
  /// The documents in the file that contain tools. Only a script can have several.
  let documents: [EmbeddedTOML]
  let format: Format

  /// Reads a file.
  ///
  /// - Throws: the first fault, with its position in the file.
  package init(parsing bytes: [UInt8], as format: Format) throws(TOMLFailure) {
    self.format = format
    switch format {
    case .configuration, .includedTasks: documents = [try EmbeddedTOML(whole: bytes)]
    case .script: documents = try TaskHeader.tools(in: bytes)
    case .toolStub: documents = [try ToolStub.document(in: bytes)]
    }
    for (index, embedded) in documents.enumerated() {
      for found in Self.found(in: embedded.document.root, format) {
        entries.append(
          Entry(
            task: found.task, key: found.key, value: found.value,
            position: embedded.textPosition(found.position), index: index,
            keyOffset: found.position.offset))
      }
    }
    markReplaced()
  }

  /// The entries that no later one replaces.
  var entriesInForce: [Entry] { entries.filter { !$0.isReplaced } }

  /// The document that contains an entry's value.
  package func document(of entry: Entry) -> TOMLDocument { documents[entry.index].document }

  private typealias Found = (task: String?, key: String, value: TOMLValue, position: TOMLPosition)

  private static func found(in root: TOMLTable, _ format: Format) -> [Found] {
    switch format {
    case .configuration: ofTasks(root["tasks"]?.table)
    case .includedTasks: ofTasks(root)
    case .script: ofTask(nil, root)
    case .toolStub: ofStub(root)
    }
  }

  private static func ofTasks(_ tasks: TOMLTable?) -> [Found] {
    (tasks?.entries ?? []).flatMap { task in
      task.value.table.map { ofTask(task.key.name, $0) } ?? []
    }
  }

  private static func ofTask(_ name: String?, _ task: TOMLTable) -> [Found] {
    (task["tools"]?.table?.entries ?? []).map { tool in
      (name, tool.key.name, tool.value, tool.key.position)
    }
  }

  private static func ofStub(_ root: TOMLTable) -> [Found] {
    guard let tool = root["tool"], let key = tool.string else { return [] }
    let entries = root.entries.filter { !ToolStub.otherKeys.contains($0.key.name) }
    let value = TOMLValue(
      kind: .table(TOMLTable(entries: entries, form: .root)), range: tool.range,
      position: tool.position)
    return [(nil, key, value, tool.position)]
  }

  /// If a script sets a tool several times, mise uses the last setting.
  private mutating func markReplaced() {
    var last: [TOMLName: Int] = [:]
    guard format == .script else { return }
    for (index, entry) in entries.enumerated() {
      if let earlier = last.updateValue(index, forKey: TOMLName(entry.key)) {
        entries[earlier].isReplaced = true
      }
    }
  }
}
