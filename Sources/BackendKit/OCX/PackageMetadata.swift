#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The declarations of a package: `metadata.json` in its folder in the store. Unknown members are
/// ignored.
struct PackageMetadata: Decodable, Hashable {
  /// A variable that the package sets.
  struct Variable: Decodable, Hashable {
    let key: String
    let value: String
    /// Whether the path must exist; false by default.
    let required: Bool?
  }

  /// A program that runs with the package's own environment.
  struct EntryPoint: Decodable, Hashable {
    /// The program to run; nil for the one with the entry point's name.
    let command: String?
    /// Arguments before those of the user.
    let args: [String]?
  }

  /// A package that this one depends on.
  struct Dependency: Decodable, Hashable {
    /// The identifier, with a digest.
    let identifier: String
  }

  let env: [Variable]?
  let entrypoints: [String: EntryPoint]?
  let dependencies: [Dependency]?

  /// The maximum size of a document, in bytes.
  static let longest = 16 << 20

  /// Reads the metadata of the package in this folder of the store.
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

  /// The packages that it depends on, as declared.
  var pinnedDependencies: [Reference] { Self.references(dependencies) }

  /// All dependencies of a package, including indirect ones, as ocx has resolved them, each with a
  /// manifest digest. Empty if they cannot be read.
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
