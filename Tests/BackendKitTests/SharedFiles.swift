import Foundation

/// The folder `shared` beside the package: contracts, recordings, a real index. Read in place.
enum SharedFiles {
  /// The package's own folder.
  static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  /// `shared`, whether it is there or not.
  static let root = package.deletingLastPathComponent().appending(path: "shared")
  /// Whether this checkout has it; tests that need it are enabled by this.
  static let present = FileManager.default.fileExists(atPath: root.path)

  static func path(_ name: String) -> String { root.appending(path: name).path }
  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: root.appending(path: name))
  }
}
