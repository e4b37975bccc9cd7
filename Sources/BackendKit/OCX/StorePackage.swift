/// A package in the store, identified by its path: `packages/<registry>/<algorithm>/<2>/<30>` below
/// ocx's home. The last two parts are the first 32 digits of its digest.
struct StorePackage: Hashable, Sendable {
  /// The registry in the store's spelling, such as `127.0.0.1_5000`.
  let registry: String
  /// `sha256`, `sha384` or `sha512`.
  let algorithm: String
  /// The first 32 hexadecimal digits of the digest.
  let digits: String

  /// Reads the four components below `packages/`; nil if they are invalid.
  init?(components: [some StringProtocol]) {
    guard components.count == 4 else { return nil }
    let (registry, algorithm) = (String(components[0]), String(components[1]))
    let digits = String(components[2]) + String(components[3])
    guard Self.isRegistry(registry), Digest.algorithms.contains(where: { $0.0 == algorithm }),
      components[2].utf8.count == 2, components[3].utf8.count == 30,
      digits.utf8.allSatisfy({ $0.isHexDigit && !$0.isUpper })
    else { return nil }
    self.registry = registry
    self.algorithm = algorithm
    self.digits = digits
  }

  /// The package with a digest in a registry.
  init(registry: String, digest: Digest) {
    self.registry = ToolName.slug(ofRegistry: registry)
    algorithm = digest.algorithm
    digits = String(digest.hex.prefix(32))
  }

  /// The path below ocx's home.
  var relativePath: String {
    "packages/\(registry)/\(algorithm)/\(digits.prefix(2))/\(digits.dropFirst(2))"
  }

  private static func isRegistry(_ name: String) -> Bool {
    name != "." && name != ".." && !name.isEmpty
      && name.utf8.allSatisfy { $0.isAlphanumeric || "._-".utf8.contains($0) }
  }
}

extension StorePackage {
  /// The content of a package in the store, after validation.
  struct Content: Hashable, Sendable {
    /// The absolute path of the package, with links resolved.
    let root: String
    /// The full digest.
    let digest: Digest
    /// What it declares.
    let metadata: PackageMetadata
    /// The direct and indirect dependencies, by pinned identifiers.
    let dependencies: [Reference]
  }

  /// Validates a package in the store.
  ///
  /// - Returns: nil if it does not exist.
  /// - Throws: `.notAPackage` if it is a link or another package, `.notWhole` if it is incomplete.
  func content(in home: OCXHome) throws(StoreFailure) -> Content? {
    let path = Paths.join(home.path, relativePath)
    guard let kind = Files.kind(path) else { return nil }
    guard kind == .directory else {
      throw .notAPackage(path: path, reason: "it is not a folder")
    }
    // There must be no link in the path: what is copied must come from the store.
    guard let root = try? Files.resolveLinks(path),
      let base = try? Files.resolveLinks(Paths.join(home.path, "packages")),
      root == Paths.join(base, String(relativePath.dropFirst("packages/".count)))
    else { throw .notAPackage(path: path, reason: "a link leads elsewhere") }
    let digest = try digest(in: root)
    guard Files.kind(Paths.join(root, "content")) == .directory else {
      throw .notWhole(package: root, reason: "its content is missing")
    }
    let metadata = try PackageMetadata.read(in: root)
    return Content(
      root: root, digest: digest, metadata: metadata,
      dependencies: PackageMetadata.resolved(in: root) + metadata.pinnedDependencies)
  }

  private func digest(in root: String) throws(StoreFailure) -> Digest {
    let text: String
    do throws(FileFailure) {
      text = try Files.readText(Paths.join(root, "digest"), limit: 1024)
    } catch {
      throw .notWhole(package: root, reason: error.message)
    }
    guard let digest = try? Digest(text.filter { !$0.isWhitespace }),
      digest.algorithm == algorithm, digest.hex.hasPrefix(digits)
    else { throw .notAPackage(path: root, reason: "it has another digest") }
    return digest
  }
}
