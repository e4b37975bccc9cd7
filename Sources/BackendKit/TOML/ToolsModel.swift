/// The meaning of edits, independent of text: the values that the new document must have.
enum ToolsModel {
  /// The keys of an entry's table that can contain its request. It has one of them.
  static let requestKeys = ["version", "path", "prefix"] + MiseRequest.referenceKinds

  /// The problem of a table that has several of them.
  static let severalRequests = "more than one of version, path, prefix and ref"

  /// The values after the edits. An empty `[tools]` is omitted: for mise it is the same as none.
  static func after(_ edits: ArraySlice<ToolsEdit>, _ root: TOMLTable) throws(ToolsEditFailure)
    -> TOMLTable
  {
    guard let first = edits.first else { return withoutEmptyTools(root) }
    var tools = EditedTable(try tools(in: root, for: first.key))
    for edit in edits {
      switch edit {
      case .set(let key, let request, let digest, let element):
        let old = tools[key]
        if let elements = old?.array, !elements.isEmpty {
          let index = try index(element, in: elements, of: key)
          let new = try setting(request, digest, in: elements[index], of: key)
          tools.set(key, element: index, to: new)
        } else {
          guard element ?? 0 == 0 else { throw .noEntry(key: key) }
          tools[key] = try setting(request, digest, in: old, of: key)
        }
      case .remove(let key, let element):
        guard let old = tools[key] else { throw .noEntry(key: key) }
        tools[key] = try removing(element, from: old, of: key)
      }
    }
    return withoutEmptyTools(root.setting("tools", to: value(.table(tools.table))))
  }

  /// The document without `tools` if that is an empty table.
  static func withoutEmptyTools(_ root: TOMLTable) -> TOMLTable {
    root["tools"]?.table?.entries.isEmpty == true ? root.setting("tools", to: nil) : root
  }

  /// How a request is written in an entry's table: its key and text. `prefix:4` becomes `4` if the
  /// table has a `prefix`.
  static func written(_ request: String, in table: TOMLTable, of key: String)
    throws(ToolsEditFailure) -> (old: TOMLTable.Entry?, key: String, text: String)
  {
    let found = requestKeys.compactMap { table.entry($0) }
    guard found.count <= 1 else {
      throw .notATool(key: key, line: found[0].key.line, reason: "has " + severalRequests)
    }
    guard let old = found.first else { return (nil, "version", request) }
    let sign = old.key.name + ":"
    if old.key.name != "version", request.utf8.starts(with: sign.utf8) {
      return (old, old.key.name, String(request.dropFirst(sign.count)))
    }
    return (old, "version", request)
  }

  /// The value of an entry or element with a new request and digest.
  static func setting(
    _ request: String, _ digest: String?, in old: TOMLValue?, of key: String
  ) throws(ToolsEditFailure) -> TOMLValue {
    switch old?.kind {
    case .table(var table):
      let (old, name, text) = try written(request, in: table, of: key)
      if let old, old.key.name != name { table = table.setting(old.key.name, to: nil) }
      table = table.setting(name, to: value(.string(text)))
      if let digest { table = table.setting("digest", to: value(.string(digest))) }
      return value(.table(table))
    case .array(let elements) where !elements.isEmpty:
      throw .notATool(
        key: key, line: old?.line ?? 0, reason: "has an array where a version belongs")
    default:
      guard let digest else { return value(.string(request)) }
      let table = TOMLTable(entries: [], form: .inline)
        .setting("version", to: value(.string(request)))
        .setting("digest", to: value(.string(digest)))
      return value(.table(table))
    }
  }

  private static func tools(in root: TOMLTable, for key: String) throws(ToolsEditFailure)
    -> TOMLTable
  {
    guard let value = root["tools"] else { return TOMLTable(entries: [], form: .header) }
    guard let table = value.table else {
      throw .notATool(
        key: key, line: value.line, reason: "cannot be added: tools is not a table")
    }
    return table
  }

  private static func index(_ element: Int?, in elements: [TOMLValue], of key: String)
    throws(ToolsEditFailure) -> Int
  {
    let index = element ?? 0
    guard elements.indices.contains(index) else { throw .noEntry(key: key) }
    return index
  }

  private static func removing(_ element: Int?, from old: TOMLValue, of key: String)
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

  /// A value without a position.
  private static func value(_ kind: TOMLValue.Kind) -> TOMLValue {
    TOMLValue(kind: kind, range: 0..<0, position: .none)
  }

  /// A table in which each edit takes the same time, whatever its size.
  private struct EditedTable {
    private var entries: [TOMLTable.Entry?]
    private var indices: [TOMLName: Int] = [:]
    /// The elements of edited arrays.
    private var arrays: [TOMLName: [TOMLValue]] = [:]
    private let form: TOMLTable.Form

    init(_ table: TOMLTable) {
      entries = table.entries
      form = table.form
      for (index, entry) in table.entries.enumerated() {
        indices[TOMLName(entry.key.name)] = index
      }
    }

    subscript(key: String) -> TOMLValue? {
      get {
        let name = TOMLName(key)
        if let elements = arrays[name] { return value(.array(elements)) }
        return indices[name].flatMap { entries[$0]?.value }
      }
      set {
        let name = TOMLName(key)
        arrays[name] = nil
        let key = TOMLKey(name: key, range: 0..<0, position: .none)
        let entry = newValue.map { TOMLTable.Entry(key: key, value: $0) }
        if let index = indices[name] {
          entries[index] = entry
        } else {
          indices[name] = entries.count
          entries.append(entry)
        }
      }
    }

    mutating func set(_ key: String, element: Int, to new: TOMLValue) {
      let name = TOMLName(key)
      if arrays[name] == nil { arrays[name] = self[key]?.array ?? [] }
      arrays[name]?[element] = new
    }

    var table: TOMLTable {
      var table = self
      for (name, elements) in arrays { table[name.text] = value(.array(elements)) }
      return TOMLTable(entries: table.entries.compactMap(\.self), form: form)
    }
  }
}

extension TOMLTable {
  /// The table with a new value, or none, for a key.
  func setting(_ name: String, to new: TOMLValue?) -> TOMLTable {
    var entries = entries
    let index = entries.firstIndex { $0.key.name.hasSameBytes(as: name) }
    if let new {
      let key = TOMLKey(name: name, range: 0..<0, position: .none)
      let entry = TOMLTable.Entry(key: key, value: new)
      if let index { entries[index] = entry } else { entries.append(entry) }
    } else if let index {
      entries.remove(at: index)
    }
    return TOMLTable(entries: entries, form: form)
  }
}
