/// A layer that ocx downloads and unpacks, as a line of its log reports it: `Downloading layer
/// sha256:88631608508a to $OCX_HOME/temp/7652efe1431dae41033649ef1954cb1a`.
struct LayerDownload: Hashable, Sendable {
  /// The beginning of the layer's digest.
  let digest: String
  /// The absolute path of the folder that it is unpacked into while it is downloaded.
  let folder: String

  /// nil for other lines, and for folders that are not temporary ones of `home`.
  init?(_ line: String, home: OCXHome) {
    let words = OCXLogLine(line).text.split(separator: " ", maxSplits: 4)
    guard words.count == 5, words[0] == "Downloading", words[1] == "layer", words[3] == "to"
    else { return nil }
    digest = String(words[2])
    folder = String(words[4])
    let digits = digest.split(separator: ":", maxSplits: 1)
    guard digits.count == 2, digits[1].count >= 12,
      digits[1].utf8.allSatisfy({ $0.isAlphanumeric }),
      Self.homes(home).contains(where: { folder.hasPrefix($0 + "/temp/") }),
      Paths.normalise(folder) == folder
    else { return nil }
  }

  /// ocx builds its paths from the home as it was given.
  private static func homes(_ home: OCXHome) -> [String] {
    [home.path] + ((try? Files.resolveLinks(home.path)).map { [$0] } ?? [])
  }

  /// The size of the files unpacked so far; 0 if the folder does not exist.
  var unpacked: Int64 { Self.size(of: folder, depth: 0) }

  private static let maximumDepth = 64

  private static func size(of folder: String, depth: Int) -> Int64 {
    guard depth < maximumDepth, let names = try? Files.list(folder) else { return 0 }
    return names.reduce(0) { sum, name in
      let path = Paths.join(folder, name)
      var status = stat()
      guard lstat(path, &status) == 0 else { return sum }
      switch status.st_mode & S_IFMT {
      case S_IFREG: return sum + Int64(status.st_size)
      case S_IFDIR: return sum + size(of: path, depth: depth + 1)
      default: return sum
      }
    }
  }

  /// The download size, from the layer's manifest, which ocx stores among its blobs before the
  /// layers; nil if there is none.
  func packed(in home: OCXHome) -> Int64? {
    let blobs = Paths.join(home.path, "blobs")
    for registry in Self.list(blobs) {
      let algorithm = Paths.join(Paths.join(blobs, registry), "sha256")
      for start in Self.list(algorithm) {
        for rest in Self.list(Paths.join(algorithm, start)) {
          let path = Paths.join(algorithm, "\(start)/\(rest)/data")
          guard let size = size(inManifest: path) else { continue }
          return size
        }
      }
    }
    return nil
  }

  private static func list(_ folder: String) -> [String] { (try? Files.list(folder)) ?? [] }

  /// The maximum size of a manifest.
  private static let longestManifest = 256 << 10

  private func size(inManifest path: String) -> Int64? {
    guard let bytes = try? Files.read(path, limit: Self.longestManifest) else { return nil }
    guard String(decoding: bytes, as: UTF8.self).contains(digest) else { return nil }
    var size: Int64?
    _ = try? JSONReader.read(bytes) { (reader) throws(JSONFailure) in
      _ = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
        guard key == "layers", reader.kind() == .array else { return try reader.skip() }
        try reader.array { (reader) throws(JSONFailure) in
          var name: String?
          var bytes: Int64?
          _ = try reader.objectOrNil { (key, reader) throws(JSONFailure) in
            switch key {
            case "digest": name = try reader.stringOrNil()
            case "size": bytes = try reader.integer()
            default: try reader.skip()
            }
          }
          if name?.hasPrefix(digest) == true, let bytes, bytes >= 0 { size = bytes }
        }
      }
    }
    return size
  }
}
