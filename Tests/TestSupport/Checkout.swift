public import Foundation

/// This checkout, for tests that read its files in place.
public enum Checkout {
  /// The package's own folder.
  public static let package = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}

/// What the real mise and ocx answered: `Tests/Fixtures/recordings`.
public enum Recordings {
  /// One recording, `ocx-cli.json` for instance.
  public static func data(_ name: String) throws -> Data {
    try Data(
      contentsOf: Checkout.package.appending(path: "Tests/Fixtures/recordings/\(name)"))
  }
}

/// What is not ours, or too large for the repository: the TOML suite and a whole index, in a folder
/// `shared` next to the checkout. Tests that need it are skipped if it does not exist.
public enum SharedFiles {
  /// `shared`, whether it is there or not.
  public static let root = Checkout.package.deletingLastPathComponent().appending(path: "shared")
  /// Whether it is there; tests that need it are enabled by this.
  public static let present = FileManager.default.fileExists(atPath: root.path)

  /// The path of a file or folder in it.
  public static func path(_ name: String) -> String { root.appending(path: name).path }
  /// The content of a file in it.
  public static func data(_ name: String) throws -> Data {
    try Data(contentsOf: root.appending(path: name))
  }
}
