#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// One transaction, as the journal keeps it.
struct JournalRecord: Sendable, Equatable {
  /// The files, in the order that they are written.
  let patches: [FilePatch]
  /// The number of the record that this one takes back; nil for an ordinary change.
  let undoes: Int?

  /// The document that is written.
  var json: JSONValue {
    var members: [(String, JSONValue)] = [("format", 1)]
    if let undoes { members.append(("undoes", JSONValue(undoes))) }
    members.append(("files", .array(patches.map(Self.document))))
    return .object(members)
  }

  private static func document(_ patch: FilePatch) -> JSONValue {
    [
      "path": .string(patch.path),
      "before": JSONValue(patch.before),
      "after": JSONValue(patch.after),
      "offset": JSONValue(patch.offset),
      "removed": .string(Data(patch.removed).base64EncodedString()),
      "inserted": .string(Data(patch.inserted).base64EncodedString()),
      "made": JSONValue(patch.madeDirectories),
    ]
  }

  init(patches: [FilePatch], undoes: Int?) {
    self.patches = patches
    self.undoes = undoes
  }

  /// Reads a record; nil where it is not one of ours.
  init?(_ bytes: [UInt8]) {
    guard let wire = try? JSONDecoder().decode(Wire.self, from: Data(bytes)), wire.format == 1
    else { return nil }
    self.init(
      patches: wire.files.map { file in
        FilePatch(
          path: file.path, before: file.before, after: file.after,
          offset: file.offset, removed: Array(file.removed), inserted: Array(file.inserted),
          madeDirectories: file.made)
      },
      undoes: wire.undoes)
  }

  private struct Wire: Decodable {
    let format: Int
    let undoes: Int?
    let files: [File]

    struct File: Decodable {
      let path: String
      let before: String?
      let after: String?
      let offset: Int
      let removed: Data
      let inserted: Data
      let made: [String]
    }
  }
}
