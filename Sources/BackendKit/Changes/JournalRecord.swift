/// A transaction, as stored in the journal.
struct JournalRecord: Sendable, Equatable {
  /// The project in which the change was made; empty if there was none.
  var origin = ""
  /// When it was started, in seconds since 1970.
  var time: Int64 = 0
  /// The files, in the order of writing.
  let patches: [FilePatch]
  /// The number of the record that this one undoes; nil for an ordinary change.
  let undoes: Int?

  /// The version of the document. Documents of other versions are from other versions of the
  /// program.
  private static let format = 3

  /// The document for the journal.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("format", JSONValue(Self.format)), ("origin", .string(origin)), ("time", .int(time)),
    ]
    if let undoes { members.append(("undoes", JSONValue(undoes))) }
    members.append(("files", .array(patches.map(Self.document))))
    return .object(members)
  }

  private static func document(_ patch: FilePatch) -> JSONValue {
    [
      "path": .string(patch.path),
      "target": .string(patch.target),
      "beside": .string(patch.temporaryName),
      "inode": JSONValue(patch.inode),
      "folder": JSONValue(patch.folder),
      "before": JSONValue(patch.before),
      "after": JSONValue(patch.after),
      "size": JSONValue(patch.size),
      "offset": JSONValue(patch.offset),
      "removed": .string(Base64.text(patch.removed)),
      "inserted": .string(Base64.text(patch.inserted)),
      "made": JSONValue(patch.madeDirectories),
      "emptied": JSONValue(patch.emptied),
    ]
  }

  /// The content of a file of the journal.
  enum Content: Sendable, Equatable {
    case record(JournalRecord)
    /// It was written by another version of the program.
    case otherVersion
    /// It cannot be decoded.
    case damaged
  }

  /// Reads a file of the journal.
  static func content(_ bytes: [UInt8]) -> Content {
    guard let document = try? JSONValue(parsing: bytes), case .int(let number)? = document["format"]
    else { return .damaged }
    guard number == format else { return .otherVersion }
    return JournalRecord(document).map(Content.record) ?? .damaged
  }
}

// MARK: - Reading

extension JournalRecord {
  fileprivate init?(_ document: JSONValue) {
    guard let origin = document["origin"]?.text, let time = document["time"]?.number,
      let files = document["files"]?.elements
    else { return nil }
    let patches = files.compactMap(FilePatch.init)
    guard patches.count == files.count else { return nil }
    let undoes = document["undoes"]
    guard undoes == nil || undoes?.number != nil else { return nil }
    self.init(
      origin: origin, time: time, patches: patches,
      undoes: undoes?.number.flatMap { Int(exactly: $0) })
  }
}

extension FilePatch {
  /// nil if the paths are not valid: files named in a journal are written and removed.
  fileprivate init?(_ document: JSONValue) {
    func bytes(_ name: String) -> [UInt8]? { document[name]?.text.flatMap(Base64.bytes) }
    func count(_ name: String) -> Int? {
      document[name]?.number.flatMap { Int(exactly: $0) }.flatMap { $0 >= 0 ? $0 : nil }
    }
    guard let path = document["path"]?.text, let target = document["target"]?.text,
      let temporaryName = document["beside"]?.text,
      let size = count("size"), let offset = count("offset"),
      let removed = bytes("removed"), let inserted = bytes("inserted"),
      let made = document["made"]?.texts, let emptied = document["emptied"]?.texts,
      ([path, target] + made + emptied).allSatisfy(Paths.isAbsolute),
      temporaryName.hasPrefix("."), temporaryName.hasSuffix(".tmp"), !temporaryName.holds("/")
    else { return nil }
    self.init(
      path: path, target: target, temporaryName: temporaryName, inode: document["inode"]?.text,
      folder: document["folder"]?.text, before: document["before"]?.text,
      after: document["after"]?.text, size: size, offset: offset, removed: removed,
      inserted: inserted, madeDirectories: made, emptied: emptied)
  }
}
