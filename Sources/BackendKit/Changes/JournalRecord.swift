#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

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
      "beside": .string(patch.beside),
      "inode": JSONValue(patch.inode),
      "folder": JSONValue(patch.folder),
      "before": JSONValue(patch.before),
      "after": JSONValue(patch.after),
      "size": JSONValue(patch.size),
      "offset": JSONValue(patch.offset),
      "removed": .string(Data(patch.removed).base64EncodedString()),
      "inserted": .string(Data(patch.inserted).base64EncodedString()),
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
    let data = Data(bytes)
    guard let shape = try? JSONDecoder().decode(Shape.self, from: data) else { return .damaged }
    guard shape.format == format else { return .otherVersion }
    guard let wire = try? JSONDecoder().decode(Wire.self, from: data),
      wire.files.allSatisfy(\.isSound)
    else { return .damaged }
    return .record(
      JournalRecord(
        origin: wire.origin, time: wire.time,
        patches: wire.files.map { file in
          FilePatch(
            path: file.path, target: file.target, beside: file.beside, inode: file.inode,
            folder: file.folder, before: file.before, after: file.after, size: file.size,
            offset: file.offset, removed: Array(file.removed), inserted: Array(file.inserted),
            madeDirectories: file.made, emptied: file.emptied)
        },
        undoes: wire.undoes))
  }

  private struct Shape: Decodable {
    let format: Int
  }

  private struct Wire: Decodable {
    let origin: String
    let time: Int64
    let undoes: Int?
    let files: [File]

    struct File: Decodable {
      let path: String
      let target: String
      let beside: String
      let inode: String?
      let folder: String?
      let before: String?
      let after: String?
      let size: Int
      let offset: Int
      let removed: Data
      let inserted: Data
      let made: [String]
      let emptied: [String]

      /// Whether the paths are valid. Files named in a journal are written and removed.
      var isSound: Bool {
        ([path, target] + made + emptied).allSatisfy(Paths.isAbsolute) && offset >= 0 && size >= 0
          && beside.hasPrefix(".") && beside.hasSuffix(".tmp") && !beside.holds("/")
      }
    }
  }
}
