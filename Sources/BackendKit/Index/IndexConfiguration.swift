/// The `config.json` of a source (docs/ocx.md §7).
struct IndexConfiguration {
  /// The number of segments of the source's names; nil if not specified.
  private(set) var nameSegments: Int?

  /// The configuration of a source; nil if there is none, which means version 1.
  ///
  /// - Throws: `IndexFailure.unsupportedFormat` for another version.
  static func check(_ folder: IndexFolder) throws(IndexFailure) -> IndexConfiguration? {
    guard let bytes = try folder.read("config.json") else { return nil }
    var configuration = IndexConfiguration()
    try FormatVersion.readDocument(bytes, path: Paths.join(folder.path, "config.json")) {
      (key, reader) throws(JSONFailure) in
      if key == "name_segments", reader.kind() == .number {
        configuration.nameSegments = try reader.integer().flatMap { Int(exactly: $0) }
      } else {
        try reader.skip()
      }
    }
    return configuration
  }
}

/// The `format_version` of a document: 1, or absent.
struct FormatVersion {
  private var refused: String?

  /// Reads an object that has a format version; `member` reads or skips the value of each other
  /// key.
  ///
  /// - Throws: `IndexFailure.corrupt`, `.unsupportedFormat`.
  static func readDocument(
    _ bytes: [UInt8], path: String,
    member: (_ key: String, _ reader: inout JSONReader) throws(JSONFailure) -> Void
  ) throws(IndexFailure) {
    var version = FormatVersion()
    do throws(JSONFailure) {
      try JSONReader.read(bytes) { (reader) throws(JSONFailure) in
        try reader.object { (key, reader) throws(JSONFailure) in
          if key == "format_version" {
            try version.read(&reader)
          } else {
            try member(key, &reader)
          }
        }
      }
    } catch {
      throw IndexFailure(error, path: path)
    }
    try version.check(path: path)
  }

  private mutating func read(_ reader: inout JSONReader) throws(JSONFailure) {
    guard reader.kind() == .number else {
      refused = try reader.stringOrNil() ?? "that is not a number"
      return
    }
    let version = try reader.integer()
    refused = version == 1 ? nil : version.map { String($0) } ?? "that is not an integer"
  }

  private func check(path: String) throws(IndexFailure) {
    if let refused { throw .unsupportedFormat(path: path, version: refused) }
  }
}
