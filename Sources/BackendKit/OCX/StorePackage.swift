/// A package of the store, named by its place: `packages/<registry>/<algorithm>/<2>/<30>` below
/// the home of ocx, the last two the first 32 digits of its digest.
struct StorePackage: Hashable, Sendable {
  /// The registry as the store spells it, such as `127.0.0.1_5000`.
  let registry: String
  /// `sha256`, `sha384` or `sha512`.
  let algorithm: String
  /// The first 32 hexadecimal digits of the digest.
  let digits: String

  /// Reads the four components below `packages/`; nil if they have another shape.
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

  /// The package with this digest in a registry.
  init(registry: String, digest: Digest) {
    self.registry = ToolName.slug(ofRegistry: registry)
    algorithm = digest.algorithm
    digits = String(digest.hex.prefix(32))
  }

  /// The path below the home of ocx.
  var relativePath: String {
    "packages/\(registry)/\(algorithm)/\(digits.prefix(2))/\(digits.dropFirst(2))"
  }

  private static func isRegistry(_ name: String) -> Bool {
    name != "." && name != ".." && !name.isEmpty
      && name.utf8.allSatisfy { $0.isAlphanumeric || "._-".utf8.contains($0) }
  }
}

extension StorePackage {
  /// The package as it lies in a store, after a look at whether it is one.
  struct Content: Hashable, Sendable {
    /// The absolute path of the package, links resolved.
    let root: String
    /// The whole digest.
    let digest: Digest
    /// What it declares.
    let metadata: PackageMetadata
    /// The packages that it needs, and those that they need, by their pinned identifiers.
    let dependencies: [Reference]
  }

  /// Looks at a package in the store.
  ///
  /// - Returns: nil if nothing is at its place.
  /// - Throws: `.notAPackage` where a link leads elsewhere or another package lies there,
  ///   `.notWhole` where a part of it is missing.
  func content(in home: OCXHome) throws(StoreFailure) -> Content? {
    let path = Paths.join(home.path, relativePath)
    guard let kind = Files.kind(path) else { return nil }
    guard kind == .directory else {
      throw .notAPackage(path: path, reason: "it is not a folder")
    }
    // No link on the way: what is copied from here is to come from the store and nowhere else.
    guard let root = try? Files.resolveLinks(path),
      let base = try? Files.resolveLinks(Paths.join(home.path, "packages")),
      root == Paths.join(base, String(relativePath.dropFirst("packages/".count)))
    else { throw .notAPackage(path: path, reason: "a link leads elsewhere") }
    let digest = try digest(in: root)
    guard Files.kind(Paths.join(root, "content")) == .directory else {
      throw .notWhole(package: root, reason: "its content is not there")
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
    else { throw .notAPackage(path: root, reason: "its digest is another one") }
    return digest
  }
}
