#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What a package declares of itself: `metadata.json` in its folder of the store. Unknown members
/// are passed over.
struct PackageMetadata: Decodable, Hashable {
  /// A variable that the package sets.
  struct Variable: Decodable, Hashable {
    let key: String
    let value: String
    /// Whether the path must be there; OCX's default is no.
    let required: Bool?
  }

  /// A program that runs with the package's own environment.
  struct EntryPoint: Decodable, Hashable {
    /// The program to run; nil for the one of the entry point's own name.
    let command: String?
    /// Arguments in front of those that the user gives.
    let args: [String]?
  }

  /// Another package that this one needs.
  struct Dependency: Decodable, Hashable {
    /// The identifier, with a digest.
    let identifier: String
  }

  let env: [Variable]?
  let entrypoints: [String: EntryPoint]?
  let dependencies: [Dependency]?

  /// The longest document that is read, in bytes.
  static let longest = 16 << 20

  /// Reads the document of the package at this folder of the store.
  static func read(in packageRoot: String) throws(StoreFailure) -> PackageMetadata {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try Files.read(Paths.join(packageRoot, "metadata.json"), limit: longest)
    } catch {
      throw .notWhole(package: packageRoot, reason: error.message)
    }
    guard let metadata = try? JSONDecoder().decode(PackageMetadata.self, from: Data(bytes)) else {
      throw .notWhole(package: packageRoot, reason: "its metadata.json cannot be read")
    }
    return metadata
  }

  /// The packages that it needs, as it names them.
  var pinnedDependencies: [Reference] { Self.references(dependencies) }

  /// What ocx has written down of a package's dependencies: all of them, theirs too, each by the
  /// manifest that it took. None where that cannot be read.
  static func resolved(in packageRoot: String) -> [Reference] {
    struct Document: Decodable { let dependencies: [Dependency]? }
    let path = Paths.join(packageRoot, "resolve.json")
    guard let bytes = try? Files.read(path, limit: longest),
      let document = try? JSONDecoder().decode(Document.self, from: Data(bytes))
    else { return [] }
    return references(document.dependencies)
  }

  private static func references(_ dependencies: [Dependency]?) -> [Reference] {
    (dependencies ?? []).compactMap {
      try? Reference(parsing: $0.identifier, defaultRegistry: ToolName.compiledDefaultRegistry)
    }
  }
}
