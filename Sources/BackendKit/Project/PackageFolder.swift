/// The folder of one package in an install folder: the requested package is in the install folder
/// itself, every other one below `dependencies/`. Both contain `content/` and, if the package has
/// entry points, `entrypoints/`.
package enum PackageFolder: Hashable, Sendable {
  /// The package that was installed.
  case root
  /// A package that its environment refers to: `dependencies/<name>`.
  case dependency(String)

  /// Reads the folder's name in a receipt: empty for the root, otherwise at least twelve lower-case
  /// hexadecimal digits. nil for anything else, so that no name can lead out of the install.
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

  /// The number of digits of a digest that usually name a dependency.
  package static let shortestName = 12
  /// The number of digits of the longest digest, sha512.
  static let longestName = 128

  /// The folder's name in a receipt.
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
