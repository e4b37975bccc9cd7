/// The declarations of a package: `metadata.json` in its folder in the store. Unknown members are
/// ignored.
struct PackageMetadata: Hashable {
  /// A variable that the package sets.
  struct Variable: Hashable {
    let key: String
    let value: String
    /// Whether the path must exist; false by default.
    let required: Bool
  }

  /// A program that runs with the package's own environment.
  struct EntryPoint: Hashable {
    /// The program to run; nil for the one with the entry point's name.
    let command: String?
    /// Arguments before those of the user.
    let args: [String]
  }

  /// A package that this one depends on.
  struct Dependency: Hashable {
    /// The identifier, with a digest.
    let identifier: String
  }

  private(set) var env: [Variable] = []
  private(set) var entrypoints: [String: EntryPoint] = [:]
  private(set) var dependencies: [Dependency] = []

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
    do throws(JSONFailure) {
      return try JSONReader.read(bytes, PackageMetadata.init)
    } catch {
      throw .notWhole(package: packageRoot, reason: "its metadata.json cannot be read")
    }
  }

  /// The packages that it depends on, as declared.
  var pinnedDependencies: [Reference] { Self.references(dependencies) }

  /// All dependencies of a package, including indirect ones, as ocx has resolved them, each with a
  /// manifest digest. Empty if they cannot be read.
  static func resolved(in packageRoot: String) -> [Reference] {
    let path = Paths.join(packageRoot, "resolve.json")
    guard let bytes = try? Files.read(path, limit: longest),
      let dependencies = try? JSONReader.read(bytes, resolvedDependencies)
    else { return [] }
    return references(dependencies)
  }

  private static func references(_ dependencies: [Dependency]) -> [Reference] {
    dependencies.compactMap {
      try? Reference(parsing: $0.identifier, defaultRegistry: ToolName.compiledDefaultRegistry)
    }
  }
}

// MARK: - Reading

/// A known member with another type makes the document unreadable.
extension PackageMetadata {
  fileprivate init(_ reader: inout JSONReader) throws(JSONFailure) {
    var metadata = PackageMetadata()
    try reader.object { (key, reader) throws(JSONFailure) in
      switch key {
      case "env":
        metadata.env =
          try reader.optional { (reader) throws(JSONFailure) in
            try reader.elements(Variable.init)
          } ?? []
      case "entrypoints":
        metadata.entrypoints = try reader.optional(Self.entryPoints) ?? [:]
      case "dependencies":
        metadata.dependencies = try reader.optional(Self.dependencies) ?? []
      default: try reader.skip()
      }
    }
    self = metadata
  }

  private static func entryPoints(
    _ reader: inout JSONReader
  ) throws(JSONFailure) -> [String: EntryPoint] {
    var entryPoints: [String: EntryPoint] = [:]
    try reader.object { (name, reader) throws(JSONFailure) in
      entryPoints[name] = try EntryPoint(&reader)
    }
    return entryPoints
  }

  private static func dependencies(
    _ reader: inout JSONReader
  ) throws(JSONFailure) -> [Dependency] {
    try reader.elements(Dependency.init)
  }

  /// Reads only the dependencies of `resolve.json`.
  private static func resolvedDependencies(
    _ reader: inout JSONReader
  ) throws(JSONFailure) -> [Dependency] {
    var dependencies: [Dependency] = []
    try reader.object { (key, reader) throws(JSONFailure) in
      if key == "dependencies" {
        dependencies = try reader.optional(Self.dependencies) ?? []
      } else {
        try reader.skip()
      }
    }
    return dependencies
  }
}

extension PackageMetadata.Variable {
  fileprivate init(_ reader: inout JSONReader) throws(JSONFailure) {
    var key: String?
    var value: String?
    var required: Bool?
    try reader.object { (name, reader) throws(JSONFailure) in
      switch name {
      case "key": key = try reader.string()
      case "value": value = try reader.string()
      case "required":
        required = try reader.optional { (reader) throws(JSONFailure) in try reader.flag() }
      default: try reader.skip()
      }
    }
    guard let key, let value else {
      throw reader.failure("a variable without key or value")
    }
    self.init(key: key, value: value, required: required ?? false)
  }
}

extension PackageMetadata.EntryPoint {
  fileprivate init(_ reader: inout JSONReader) throws(JSONFailure) {
    var command: String?
    var args: [String] = []
    try reader.object { (key, reader) throws(JSONFailure) in
      switch key {
      case "command":
        command = try reader.optional { (reader) throws(JSONFailure) in try reader.string() }
      case "args":
        args =
          try reader.optional { (reader) throws(JSONFailure) in
            try reader.elements { (reader) throws(JSONFailure) in try reader.string() }
          } ?? []
      default: try reader.skip()
      }
    }
    self.init(command: command, args: args)
  }
}

extension PackageMetadata.Dependency {
  fileprivate init(_ reader: inout JSONReader) throws(JSONFailure) {
    var identifier: String?
    try reader.object { (key, reader) throws(JSONFailure) in
      if key == "identifier" { identifier = try reader.string() } else { try reader.skip() }
    }
    guard let identifier else { throw reader.failure("a dependency without identifier") }
    self.init(identifier: identifier)
  }
}
