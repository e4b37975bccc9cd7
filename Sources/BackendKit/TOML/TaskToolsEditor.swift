/// Sets the versions of tools outside of `[tools]`. Everything else stays, such as the rest of a
/// script.
package enum TaskToolsEditor {
  /// Sets the request of an existing tool.
  package struct Edit: Sendable, Equatable {
    /// The task, as in `TaskTools.Entry`.
    package let task: String?
    /// The key of the tool.
    package let key: String
    /// The new request.
    package let request: String
    /// The new `digest` option, as `sha256:…`; nil if it does not change.
    package let digest: String?

    /// An edit of one tool.
    package init(task: String?, key: String, request: String, digest: String? = nil) {
      (self.task, self.key, self.request, self.digest) = (task, key, request, digest)
    }
  }

  /// The text after the edits, each of a different tool.
  ///
  /// The new text is parsed again. If the result is not exactly what was requested, nothing is
  /// returned.
  ///
  /// - Throws: `ToolsEditFailure.malformed` if the file does not parse; `.noEntry` if it does not
  ///   have the tool; `.notATool` and `.wouldDiffer` if the entry cannot be edited.
  package static func apply(_ edits: [Edit], to bytes: [UInt8], as format: TaskTools.Format)
    throws(ToolsEditFailure) -> [UInt8]
  {
    let tools: TaskTools
    do throws(TOMLFailure) {
      tools = try TaskTools(parsing: bytes, as: format)
    } catch {
      throw .malformed(error)
    }
    guard let first = edits.first else { return bytes }
    var targets: [Target: TaskTools.Entry] = [:]
    for entry in tools.entries { targets[Target(entry.task, entry.key)] = entry }
    var expected = Array(repeating: [Int: TOMLValue](), count: tools.documents.count)
    var replacements: [TextReplacement] = []
    for edit in edits {
      guard let entry = targets[Target(edit.task, edit.key)] else { throw .noEntry(key: edit.key) }
      let embedded = tools.documents[entry.index]
      if format == .toolStub, let version = entry.value.table?["version"], version.string == nil {
        throw .notATool(
          key: edit.key, line: embedded.textPosition(version.position).line,
          reason: "has a version that is not a string")
      }
      let new = try ToolsModel.setting(edit.request, edit.digest, in: entry.value, of: edit.key)
      expected[entry.index][entry.keyOffset] = new
      let planned =
        format == .toolStub
        ? embedded.document.settingStub(edit.request, digest: edit.digest)
        : embedded.document.setting(edit.request, digest: edit.digest, of: entry.value)
      replacements += embedded.textReplacements(planned)
    }
    guard let new = replacements.applied(to: bytes),
      let again = try? TaskTools(parsing: new, as: format),
      again.documents.count == tools.documents.count,
      zip(again.documents, zip(tools.documents, expected)).allSatisfy({ again, old in
        again.document.root == old.0.document.root.replacing(old.1, isStub: format == .toolStub)
      })
    else {
      throw .wouldDiffer(key: first.key)
    }
    return new
  }

  private struct Target: Hashable {
    let task: TOMLName?
    let key: TOMLName

    init(_ task: String?, _ key: String) {
      (self.task, self.key) = (task.map(TOMLName.init), TOMLName(key))
    }
  }
}

extension TOMLTable {
  /// The table with new values for the entries whose keys start at these offsets. In a tool stub,
  /// the values of the tool are those of the table itself.
  fileprivate func replacing(_ values: [Int: TOMLValue], isStub: Bool) -> TOMLTable {
    guard !values.isEmpty else { return self }
    if isStub {
      return values.values.reduce(self) { root, tool in
        (tool.table?.entries ?? []).reduce(root) { $0.setting($1.key.name, to: $1.value) }
      }
    }
    let entries = entries.map { entry -> Entry in
      if let new = values[entry.key.range.lowerBound] { return Entry(key: entry.key, value: new) }
      guard let table = entry.value.table else { return entry }
      let new = TOMLValue(
        kind: .table(table.replacing(values, isStub: false)), range: entry.value.range,
        position: entry.value.position)
      return Entry(key: entry.key, value: new)
    }
    return TOMLTable(entries: entries, form: form)
  }
}

extension TOMLDocument {
  /// Sets the version and the digest of a tool stub. New lines are added after that of the tool.
  fileprivate func settingStub(_ request: String, digest: String?) -> [TextReplacement] {
    guard let tool = root["tool"], let location = location(of: tool) else { return [] }
    let quotes: TOMLQuotes = bytes[tool.range.lowerBound] == TOMLByte.apostrophe ? .literal : .basic
    var replacements = setting("version", to: request, in: quotes, of: root, after: location)
    if let digest {
      let version = root["version"].flatMap { self.location(of: $0) }
      replacements += setting(
        "digest", to: digest, in: quotes, of: root, after: version ?? location)
    }
    return replacements
  }
}
