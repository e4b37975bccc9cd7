import TestSupport

@testable import BackendKit

/// The editors: an edit of a file that reads gives one that reads, says what was asked, and keeps
/// every byte that has nothing to do with it.
///
/// The first line of an input says which edits: its first letter the kind of file, then three for each
/// edit; what follows is the file.
enum EditProperty {
  static let property = Property("edits") { bytes in
    let line = bytes.prefix { $0 != TOMLByte.lineFeed }
    let text = Array(bytes.dropFirst(line.count + 1))
    guard let kind = line.first else { return }
    let steps = line.dropFirst().prefix(12)
    switch kind {
    case UInt8(ascii: "v"): try ToolVersionsEdits.check(steps, text)
    case UInt8(ascii: "c"): try TaskEdits.check(steps, text, .configuration)
    case UInt8(ascii: "i"): try TaskEdits.check(steps, text, .includedTasks)
    case UInt8(ascii: "s"): try TaskEdits.check(steps, text, .script)
    case UInt8(ascii: "u"): try TaskEdits.check(steps, text, .toolStub)
    default: try ToolsEdits.check(steps, text)
    }
  }

  /// Three letters of the first line.
  struct Step {
    /// What to do.
    let action: Int
    /// Which of the entries.
    let entry: Int
    /// With which request, or on which element.
    let detail: Int

    static func steps(_ letters: ArraySlice<UInt8>) -> [Step] {
      var steps: [Step] = []
      var rest = letters
      while rest.count >= 3 {
        let three = rest.prefix(3).map { Int($0) }
        steps.append(Step(action: three[0] & 7, entry: three[1] & 15, detail: three[2] & 15))
        rest = rest.dropFirst(3)
      }
      return steps
    }

    var request: String { Self.requests[detail % Self.requests.count] }
    var digest: String? { action & 1 == 0 ? nil : Self.digest }

    static let requests = [
      "4.3", "latest", "1", "prefix:1", "it's", "a\"b\\", "ref:sha256:00", "tag:1", "é\u{7F}\n",
      "\r\n", "'\u{0}'", "#", "sub-1:latest",
    ]
    private static let digest = "sha256:" + String(repeating: "0", count: 64)
  }

  /// Undoing gives exactly the old bytes, and no other text counts as the new one.
  static func checkUndo(of old: [UInt8], _ new: [UInt8]) throws {
    let same = CommonAffixes(of: old, and: new)
    let patch = FilePatch(
      path: "/mise.toml", target: "/mise.toml", temporaryName: "/.mise.toml.tmp", inode: nil,
      folder: nil,
      before: SHA256.hex(of: old), after: SHA256.hex(of: new), size: new.count, offset: same.front,
      removed: Array(old[same.front..<(old.count - same.back)]),
      inserted: Array(new[same.front..<(new.count - same.back)]), madeDirectories: [], emptied: [])
    let taken = patch.reversal(of: new, displayPath: "mise.toml")
    try Broken.unless(taken?.after == old, "undo gives the very bytes")
    try Broken.unless(
      patch.reversal(of: new + [0x0A], displayPath: "mise.toml") == nil, "others' text stays")
  }

  /// Whether an entry has one of the forms that are left to a person: no request, in a table that is
  /// made of dotted keys, or comments in an empty array.
  static func isLeft(_ value: TOMLValue, _ document: TOMLDocument) -> Bool {
    if let table = value.table {
      let hasRequest = ToolsModel.requestKeys.contains { table[$0] != nil }
      return !hasRequest && (table.form == .dotted || table.form == .implicit)
    }
    return value.array?.isEmpty == true && document.bytes[value.range].contains(TOMLByte.hash)
  }

  /// Whether one text is the other with something taken out.
  static func isSubsequence(_ short: [UInt8], of long: [UInt8]) -> Bool {
    var rest = short[...]
    for byte in long where byte == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// Whether only bytes of `range` differ.
  static func differs(_ new: [UInt8], from old: [UInt8], onlyIn range: Range<Int>) -> Bool {
    let (front, back) = (old[..<range.lowerBound], old[range.upperBound...])
    return new.count >= front.count + back.count && new.starts(with: front)
      && new.suffix(back.count).elementsEqual(back)
  }
}

/// Edits of `[tools]`.
private enum ToolsEdits {
  static func check(_ letters: ArraySlice<UInt8>, _ text: [UInt8]) throws {
    guard var document = try? TOMLDocument(parsing: text) else {
      let refused = Result { () throws(ToolsEditFailure) in
        try ToolsEditor.apply([.set(key: "ocx:a/b", request: "1")], to: text)
      }
      guard case .failure(.malformed) = refused else {
        throw Broken("what does not read is not edited: \(refused)")
      }
      return
    }
    for step in EditProperty.Step.steps(letters) {
      let edit = edit(step, of: document)
      switch Result(catching: { () throws(ToolsEditFailure) in
        try ToolsEditor.apply([edit], to: document.bytes)
      }) {
      case .success(let new): document = try check(edit, from: document, to: new)
      case .failure(let failure): try check(failure, of: edit, on: document)
      }
    }
  }

  private static func edit(_ step: EditProperty.Step, of document: TOMLDocument) -> ToolsEdit {
    let entries = document.root["tools"]?.table?.entries ?? []
    let new = ["ocx:m/new", "zig", "", "a.b", "é\"'", "ocx:a/b"]
    guard step.action < 6, !entries.isEmpty else {
      return .set(
        key: new[step.entry % new.count], request: step.request, digest: step.digest)
    }
    let key = entries[step.entry % entries.count].key.name
    switch step.action {
    case 0, 1: return .set(key: key, request: step.request, digest: step.digest)
    case 2, 3:
      return .set(
        key: key, request: "4.3", digest: step.digest, element: step.detail % 4)
    case 4: return .remove(key: key)
    default: return .remove(key: key, element: step.detail % 4)
    }
  }

  private static func check(
    _ failure: ToolsEditFailure, of edit: ToolsEdit, on document: TOMLDocument
  ) throws {
    let tools = document.root["tools"]
    let entry = tools?.table?[edit.key]
    switch failure {
    case .noEntry:
      try Broken.unless(entry == nil || element(of: edit) != nil, "\(edit): there is such an entry")
    case .notATool:
      let isOdd = tools != nil && tools?.table == nil || entry?.table != nil || entry?.array != nil
      try Broken.unless(isOdd, "\(edit): it is a tool")
    case .wouldDiffer where entry.map({ EditProperty.isLeft($0, document) }) == true: break
    case .malformed, .notExpressible, .wouldDiffer:
      throw Broken("\(edit): \(failure.message): \(TOMLProperty.shown(document.bytes))")
    }
  }

  private static func element(of edit: ToolsEdit) -> Int? {
    switch edit {
    case .set(_, _, _, let element), .remove(_, let element): element
    }
  }

  private static func check(
    _ edit: ToolsEdit, from old: TOMLDocument, to text: [UInt8]
  ) throws -> TOMLDocument {
    guard let new = try? TOMLDocument(parsing: text) else {
      throw Broken("\(edit): the new text reads: \(TOMLProperty.shown(text))")
    }
    let told = "\(edit): \(TOMLProperty.shown(old.bytes)) → \(TOMLProperty.shown(text))"
    try Broken.unless(
      new.root.setting("tools", to: nil) == old.root.setting("tools", to: nil),
      "what is no tool stays: \(told)")
    let (before, after) = (old.root["tools"]?.table, new.root["tools"]?.table)
    for entry in before?.entries ?? [] where !entry.key.name.hasSameBytes(as: edit.key) {
      try Broken.unless(after?[entry.key.name] == entry.value, "other tools stay: \(told)")
    }
    let others = (before?.entries ?? []).count { !$0.key.name.hasSameBytes(as: edit.key) }
    let (value, now) = (before?[edit.key], after?[edit.key])
    try Broken.unless(
      (after?.entries ?? []).count == others + (now == nil ? 0 : 1), "no tool comes: \(told)")
    try EditProperty.checkUndo(of: old.bytes, text)
    switch edit {
    case .set(_, let request, let digest, let element):
      let element = element ?? 0
      let set = now?.array.map { $0.indices.contains(element) ? $0[element] : nil } ?? now
      try Broken.unless(says(set, request, digest, before: value), "it says so: \(told)")
      try Broken.unless(
        (try? ToolsEditor.apply([edit], to: text)) == text, "once is enough: \(told)")
      try checkBytes(of: value, from: old.bytes, to: text, told)
    case .remove(_, let element):
      if let elements = value?.array, let element, elements.count > 1 {
        var rest = elements
        rest.remove(at: element)
        try Broken.unless(now?.array == rest, "the other elements stay: \(told)")
      } else {
        try Broken.unless(now == nil, "it is gone: \(told)")
      }
      try Broken.unless(
        EditProperty.isSubsequence(text, of: old.bytes), "nothing else is written: \(told)")
    }
    return new
  }

  /// What was set changes no byte outside the value, where that stands in one place; what was added
  /// comes between the others.
  private static func checkBytes(
    of value: TOMLValue?, from old: [UInt8], to new: [UInt8], _ told: String
  ) throws {
    guard let value else {
      let same = CommonAffixes(of: old, and: new)
      return try Broken.unless(same.front + same.back == old.count, "it is put between: \(told)")
    }
    let isWhole = value.table.map { $0.form == .inline } ?? (old[value.range].first != 0x5B)
    guard isWhole || value.array != nil && !old[value.range].starts(with: "[[".utf8) else { return }
    try Broken.unless(
      EditProperty.differs(new, from: old, onlyIn: value.range), "the rest stays: \(told)")
  }

  private static func says(
    _ value: TOMLValue?, _ request: String, _ digest: String?, before: TOMLValue?
  ) -> Bool {
    guard let table = value?.table else {
      return digest == nil && value?.string?.hasSameBytes(as: request) == true
    }
    let found = ToolsModel.requestKeys.compactMap { key in table[key].map { (key, $0) } }
    guard found.count == 1, let text = found[0].1.string else { return false }
    let said = [text, found[0].0 + ":" + text].contains { $0.hasSameBytes(as: request) }
    return said && (digest == nil || table["digest"]?.string == digest)
  }
}

/// Edits of `.tool-versions`.
private enum ToolVersionsEdits {
  static func check(_ letters: ArraySlice<UInt8>, _ text: [UInt8]) throws {
    var text = text
    for step in EditProperty.Step.steps(letters) {
      let names = ToolVersionsFile(text).tools.map { String(decoding: $0.name, as: UTF8.self) }
      let new = ["ocx:m/new", "zig", "", "a b", "c:", "é"]
      let key =
        step.action < 6 && !names.isEmpty
        ? names[step.entry % names.count] : new[step.entry % new.count]
      let edit: ToolsEdit =
        switch step.action {
        case 4: .remove(key: key)
        case 5: .remove(key: key, element: step.detail % 4)
        case 2, 3: .set(key: key, request: "4.3", element: step.detail % 4)
        default: .set(key: key, request: step.request)
        }
      switch Result(catching: { () throws(ToolsEditFailure) in
        try ToolVersionsEditor.apply([edit], to: text)
      }) {
      case .success(let new):
        try check(edit, from: text, to: new)
        text = new
      case .failure(.noEntry), .failure(.notExpressible): continue
      case .failure(let failure):
        throw Broken("\(edit): \(failure.message): \(TOMLProperty.shown(text))")
      }
    }
  }

  private static func check(_ edit: ToolsEdit, from old: [UInt8], to new: [UInt8]) throws {
    let told = "\(edit): \(TOMLProperty.shown(old)) → \(TOMLProperty.shown(new))"
    let name = Array(edit.key.utf8)
    let (before, after) = (ToolVersionsFile(old).tools, ToolVersionsFile(new).tools)
    try Broken.unless(
      before.filter { $0.name != name } == after.filter { $0.name != name },
      "other tools stay: \(told)")
    try EditProperty.checkUndo(of: old, new)
    let now = after.last { $0.name == name }
    switch edit {
    case .set(_, let request, _, let element):
      let versions = now?.versions ?? []
      let index = element ?? 0
      try Broken.unless(
        versions.indices.contains(index) && versions[index] == Array(request.utf8),
        "it says so: \(told)")
    case .remove(_, let element):
      if element == nil { try Broken.unless(now == nil, "it is gone: \(told)") }
      try Broken.unless(EditProperty.isSubsequence(new, of: old), "nothing is written: \(told)")
    }
  }
}

/// Edits of tools of tasks and of tool stubs.
private enum TaskEdits {
  static func check(
    _ letters: ArraySlice<UInt8>, _ text: [UInt8], _ format: TaskTools.Format
  ) throws {
    _ = ToolStub.isStub(text)
    guard var tools = try? TaskTools(parsing: text, as: format) else { return }
    var text = text
    for step in EditProperty.Step.steps(letters) {
      let entries = tools.entries.filter { !$0.isReplaced }
      guard !entries.isEmpty else { return }
      let entry = entries[step.entry % entries.count]
      let edit = TaskToolsEditor.Edit(
        task: entry.task, key: entry.key, request: step.request, digest: step.digest)
      switch Result(catching: { () throws(ToolsEditFailure) in
        try TaskToolsEditor.apply([edit], to: text, as: format)
      }) {
      case .success(let new):
        tools = try check(edit, from: tools, to: new)
        try EditProperty.checkUndo(of: text, new)
        text = new
      case .failure(.notATool) where entry.value.table != nil || entry.value.array != nil: continue
      case .failure(.wouldDiffer)
      where EditProperty.isLeft(entry.value, tools.document(of: entry)): continue
      case .failure(let failure):
        throw Broken("\(edit): \(failure.message): \(TOMLProperty.shown(text))")
      }
    }
  }

  private static func check(
    _ edit: TaskToolsEditor.Edit, from old: TaskTools, to text: [UInt8]
  ) throws -> TaskTools {
    guard let new = try? TaskTools(parsing: text, as: old.format) else {
      throw Broken("\(edit): the new text reads: \(TOMLProperty.shown(text))")
    }
    try Broken.unless(
      new.entries.count == old.entries.count, "no tool comes: \(TOMLProperty.shown(text))")
    for (before, after) in zip(old.entries, new.entries) {
      try Broken.unless(
        before.task == after.task && before.key.hasSameBytes(as: after.key), "each keeps its name")
      if !(before.task == edit.task && before.key.hasSameBytes(as: edit.key)) {
        try Broken.unless(before.value == after.value, "other tools stay")
      }
    }
    return new
  }
}
