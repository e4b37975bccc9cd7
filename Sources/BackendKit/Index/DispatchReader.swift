/// Reads an OCI image index: the manifests of one tag by platform.
enum DispatchReader {
  static func object(from bytes: [UInt8]) throws(JSONFailure) -> DispatchObject {
    try JSONReader.read(bytes) { (reader) throws(JSONFailure) in
      var schema: Int64?
      var entries: [DispatchObject.Entry] = []
      try reader.object { (key, reader) throws(JSONFailure) in
        switch key {
        case "schemaVersion": schema = try reader.integer()
        case "manifests":
          entries = []
          try reader.array { (reader) throws(JSONFailure) in entries.append(try entry(&reader)) }
        default: try reader.skip()
        }
      }
      guard schema == 2 else { throw reader.failure("schemaVersion is not 2") }
      guard !entries.isEmpty else { throw reader.failure("no manifests") }
      return DispatchObject(entries: entries)
    }
  }

  private static func entry(
    _ reader: inout JSONReader
  ) throws(JSONFailure) -> DispatchObject.Entry {
    var hasMediaType = false
    var digest: Digest?
    var size: Int64?
    var platform: Platform?
    try reader.object { (key, reader) throws(JSONFailure) in
      switch key {
      case "mediaType": hasMediaType = try reader.string { !$0.isEmpty } ?? false
      case "digest": digest = try reader.digest()
      case "size": size = try reader.integer()
      case "platform": platform = try self.platform(&reader)
      default: try reader.skip()
      }
    }
    guard hasMediaType else { throw reader.failure("manifest without mediaType") }
    guard let digest else { throw reader.failure("manifest without digest") }
    guard let size, size >= 0 else { throw reader.failure("manifest without size") }
    return DispatchObject.Entry(platform: platform, digest: digest, size: size)
  }

  /// nil for a platform that OCX does not know, which is not an error.
  private static func platform(_ reader: inout JSONReader) throws(JSONFailure) -> Platform? {
    var os: String?
    var architecture: String?
    var variant: String?
    var features: [String] = []
    let present = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
      switch key {
      case "os": os = try reader.stringOrNil()
      case "architecture": architecture = try reader.stringOrNil()
      case "variant": variant = try reader.stringOrNil()
      case "os.features": features = try reader.strings()
      default: try reader.skip()
      }
    }
    guard present, let os, let architecture else { return nil }
    let platform = Platform(
      os: os, architecture: architecture, variant: variant, features: features)
    return platform.isKnown ? platform : nil
  }
}
