/// The place of one package in an install folder: the package that was asked for lies in the
/// install folder itself, every other one below `dependencies/`. Both hold `content/` and, where
/// the package has entry points, `entrypoints/`.
package enum PackageFolder: Hashable, Sendable {
  /// The package that was installed.
  case root
  /// A package that its environment names: `dependencies/<name>`.
  case dependency(String)

  /// Reads the name that a receipt has for the folder: nothing for the root, else at least twelve
  /// lowercase hexadecimal digits. nil for anything else, so no name can lead out of the install.
  package init?(name: String) {
    if name.isEmpty {
      self = .root
      return
    }
    let isName =
      name.utf8.count >= Self.shortestName && name.utf8.count <= Self.longestName
      && name.utf8.allSatisfy { $0.isHexDigit && !$0.isUpper }
    guard isName else { return nil }
    self = .dependency(name)
  }

  /// The digits of a digest that usually name a dependency.
  package static let shortestName = 12
  /// The digits of the longest digest, sha512.
  static let longestName = 128

  /// The name that a receipt has for the folder.
  package var name: String {
    switch self {
    case .root: ""
    case .dependency(let name): name
    }
  }

  /// The path below the install folder; empty for the root.
  package var relativePath: String {
    switch self {
    case .root: ""
    case .dependency(let name): "dependencies/" + name
    }
  }

  /// The absolute path in an install folder.
  package func path(in installPath: String) -> String {
    Paths.join(installPath, relativePath)
  }
}
