/// What an edit means, told apart from how it is written: the document that must come out.
enum ToolsModel {
  /// The keys of which an entry's table has one (contracts/mise.md §7).
  static let requestKeys = ["version", "path", "prefix"] + MiseRequest.referenceKinds

  /// What is said of a table that has several of them.
  static let severalRequests = "more than one of version, path, prefix and ref"

  /// What the document says after the edit.
  static func after(_ edit: ToolsEdit, _ root: TOMLTable) throws(ToolsEditFailure) -> TOMLTable {
    let tools = try tools(in: root, for: edit.key) ?? TOMLTable(entries: [], form: .header)
    let old = tools.entry(edit.key)
    let new: TOMLValue?
    switch edit {
    case .set(_, let request, let digest, let element):
      new = try set(old?.value, edit.key, request, digest, element)
    case .remove(_, let element):
      guard let old else { throw .noEntry(key: edit.key) }
      new = try removing(element, from: old.value, edit.key)
    }
    return withoutEmptyTools(
      setting("tools", to: value(setting(edit.key, to: new, in: tools)), in: root))
  }

  /// An empty `[tools]` and none are the same to mise, and to a document whose last dotted tool
  /// goes.
  static func withoutEmptyTools(_ root: TOMLTable) -> TOMLTable {
    root["tools"]?.table?.entries.isEmpty == true ? setting("tools", to: nil, in: root) : root
  }

  /// The table of tools, nil where there is none.
  static func tools(in root: TOMLTable, for key: String) throws(ToolsEditFailure) -> TOMLTable? {
    guard let value = root["tools"] else { return nil }
    guard let table = value.table else {
      throw .notATool(key: key, line: value.line, reason: "cannot be put there: tools is no table")
    }
    return table
  }

  /// How a request is written in an entry's table: under which key, and as what. `prefix:4` goes
  /// as `4` under a `prefix` that is there.
  static func written(_ request: String, in table: TOMLTable, of key: String)
    throws(ToolsEditFailure) -> (old: TOMLTable.Entry?, key: String, text: String)
  {
    let found = requestKeys.compactMap { table.entry($0) }
    guard found.count <= 1 else {
      throw .notATool(
        key: key, line: found[0].key.line,
        reason: "has " + severalRequests)
    }
    guard let old = found.first else { return (nil, "version", request) }
    let sign = old.key.name + ":"
    if old.key.name != "version", request.utf8.starts(with: sign.utf8) {
      return (old, old.key.name, String(request.dropFirst(sign.count)))
    }
    return (old, "version", request)
  }

  /// Which element of an array entry is meant.
  static func place(_ element: Int?, in elements: [TOMLValue], of key: String)
    throws(ToolsEditFailure) -> Int
  {
    let place = element ?? 0
    guard elements.indices.contains(place) else { throw .noEntry(key: key) }
    return place
  }

  // MARK: Values

  private static func set(
    _ old: TOMLValue?, _ key: String, _ request: String, _ digest: ToolsEdit.DigestOption,
    _ element: Int?
  ) throws(ToolsEditFailure) -> TOMLValue {
    switch old?.kind {
    case .array(var elements) where !elements.isEmpty:
      let place = try place(element, in: elements, of: key)
      elements[place] = try set(elements[place], key, request, digest, nil)
      return value(.array(elements))
    case .table(let table):
      let (old, name, text) = try written(request, in: table, of: key)
      var table = table
      if let old, old.key.name != name { table = setting(old.key.name, to: nil, in: table) }
      table = setting(name, to: value(.string(text)), in: table)
      switch digest {
      case .keep: break
      case .set(let digest): table = setting("digest", to: value(.string(digest)), in: table)
      case .drop: table = setting("digest", to: nil, in: table)
      }
      return value(table)
    default:
      guard case .set(let digest) = digest else { return value(.string(request)) }
      let table = setting(
        "version", to: value(.string(request)), in: TOMLTable(entries: [], form: .inline))
      return value(setting("digest", to: value(.string(digest)), in: table))
    }
  }

  private static func removing(_ element: Int?, from old: TOMLValue, _ key: String)
    throws(ToolsEditFailure) -> TOMLValue?
  {
    guard let element, var elements = old.array else {
      guard element ?? 0 == 0 else { throw .noEntry(key: key) }
      return nil
    }
    guard elements.indices.contains(element) else { throw .noEntry(key: key) }
    elements.remove(at: element)
    return elements.isEmpty ? nil : value(.array(elements))
  }

  private static func setting(_ name: String, to new: TOMLValue?, in table: TOMLTable) -> TOMLTable
  {
    var entries = table.entries
    let place = entries.firstIndex { $0.key.name.hasSameBytes(as: name) }
    if let new {
      let key = TOMLKey(name: name, range: 0..<0, position: nowhere)
      let entry = TOMLTable.Entry(key: key, value: new)
      if let place { entries[place] = entry } else { entries.append(entry) }
    } else if let place {
      entries.remove(at: place)
    }
    return TOMLTable(entries: entries, form: table.form)
  }

  private static let nowhere = TOMLPosition(offset: 0, line: 1, column: 1)

  private static func value(_ kind: TOMLValue.Kind) -> TOMLValue {
    TOMLValue(kind: kind, range: 0..<0, position: nowhere)
  }

  private static func value(_ table: TOMLTable) -> TOMLValue { value(.table(table)) }
}
