extension Receipt {
  /// The document, keys in the order of docs/receipt.md; what is not known is left out.
  package var json: JSONValue {
    let members: [(String, JSONValue?)] = [
      ("format", .int(Self.format)),
      ("tool", .string(tool)),
      ("requested_tool", .string(requestedTool)),
      ("default_registry", defaultRegistry.map(JSONValue.string)),
      ("version", .string(version)),
      ("identifier", .string(identifier)),
      ("digest", .string(digest)),
      ("index_digest", indexDigest.map(JSONValue.string)),
      ("platform", platform.map(JSONValue.string)),
      ("requested_platform", requestedPlatform.map(JSONValue.string)),
      ("ocx", ["version": .string(ocxVersion)]),
      ("env_vars", .array(variables.map { ["key": .string($0.key), "value": $0.value.json] })),
      ("dependencies", JSONValue(dependencies.map(\.name))),
      ("time", .string(time)),
    ]
    return .object(members.compactMap { key, value in value.map { (key, $0) } })
  }

  /// Reads the receipt of an install folder.
  static func read(in installPath: String) throws(InstallDamage) -> Receipt {
    let bytes: [UInt8]
    do throws(FileFailure) {
      bytes = try Files.read(path(in: installPath), limit: 4 << 20)
    } catch .notFound {
      throw .noReceipt
    } catch {
      throw .otherReceipt(format: nil)
    }
    return try Receipt(bytes)
  }

  /// Reads a document. The Lua reader takes and refuses the same: both are held to
  /// Tests/Fixtures/receipts.json.
  package init(_ bytes: [UInt8]) throws(InstallDamage) {
    let format = Self.format(of: bytes)
    guard format == Self.format else { throw .otherReceipt(format: format) }
    do throws(JSONFailure) {
      self = try JSONReader.read(bytes) { (reader) throws(JSONFailure) in
        try Receipt(&reader)
      }
    } catch {
      throw .otherReceipt(format: nil)
    }
  }

  private static func format(of bytes: [UInt8]) -> Int64? {
    var format: Int64?
    let document: Void? = try? JSONReader.read(bytes) { (reader) throws(JSONFailure) in
      try reader.object { (key, reader) throws(JSONFailure) in
        if key == "format", reader.kind() == .number {
          format = try reader.integer()
        } else {
          try reader.skip()
        }
      }
    }
    return document == nil ? nil : format
  }

  private init(_ reader: inout JSONReader) throws(JSONFailure) {
    var texts: [String: String] = [:]
    var variables: [Variable]?
    var dependencies: [PackageFolder]?
    try reader.object { (key, reader) throws(JSONFailure) in
      switch key {
      case "env_vars":
        variables = try reader.list { (reader) throws(JSONFailure) in try Variable(&reader) }
      case "dependencies":
        dependencies = try reader.list { (reader) throws(JSONFailure) in
          guard let folder = PackageFolder(name: try reader.string()), folder != .root else {
            throw reader.failure("the name of a folder expected")
          }
          return folder
        }
      case "ocx":
        texts["ocx"] = nil
        try reader.object { (key, reader) throws(JSONFailure) in
          if key == "version" { texts["ocx"] = try reader.string() } else { try reader.skip() }
        }
      case "tool", "requested_tool", "default_registry", "version", "identifier", "digest",
        "index_digest", "platform", "requested_platform", "time":
        texts[key] = try reader.string()
      default: try reader.skip()
      }
    }
    guard let tool = texts["tool"], let requestedTool = texts["requested_tool"],
      let version = texts["version"], let identifier = texts["identifier"],
      let digest = texts["digest"], let ocxVersion = texts["ocx"], let time = texts["time"],
      let variables, let dependencies
    else { throw reader.failure("a member is missing") }
    self.init(
      tool: tool, requestedTool: requestedTool, defaultRegistry: texts["default_registry"],
      version: version, identifier: identifier, digest: digest,
      indexDigest: texts["index_digest"], platform: texts["platform"],
      requestedPlatform: texts["requested_platform"], ocxVersion: ocxVersion,
      variables: variables, dependencies: dependencies, time: time)
  }
}

extension Receipt.Variable {
  fileprivate init(_ reader: inout JSONReader) throws(JSONFailure) {
    var key: String?
    var value: PortableValue?
    try reader.object { (name, reader) throws(JSONFailure) in
      switch name {
      case "key": key = try reader.string()
      case "value":
        value = PortableValue(
          try reader.list { (reader) throws(JSONFailure) in try PortableValue.Part(&reader) })
      default: try reader.skip()
      }
    }
    guard let key, let value else { throw reader.failure("a key and a value expected") }
    self.init(key: key, value: value)
  }
}

extension PortableValue {
  /// The parts as a receipt has them: a text as it is, a folder as `{"package": NAME}`.
  fileprivate var json: JSONValue {
    .array(
      parts.map { part in
        switch part {
        case .text(let text): .string(text)
        case .folder(let folder): ["package": .string(folder.name)]
        }
      })
  }
}

extension PortableValue.Part {
  fileprivate init(_ reader: inout JSONReader) throws(JSONFailure) {
    if reader.kind() == .string {
      self = .text(try reader.string())
      return
    }
    var folder: PackageFolder?
    try reader.object { (key, reader) throws(JSONFailure) in
      if key == "package" {
        folder = PackageFolder(name: try reader.string())
      } else {
        try reader.skip()
      }
    }
    guard let folder else { throw reader.failure("the name of a folder expected") }
    self = .folder(folder)
  }
}

extension JSONReader {
  /// The elements of an array. An empty object is an empty array: Lua writes both alike.
  fileprivate mutating func list<Element>(
    _ element: (inout JSONReader) throws(JSONFailure) -> Element
  ) throws(JSONFailure) -> [Element] {
    var elements: [Element] = []
    if kind() == .object {
      try object { (_, reader) throws(JSONFailure) in throw reader.failure("array expected") }
    } else {
      try array { (reader) throws(JSONFailure) in elements.append(try element(&reader)) }
    }
    return elements
  }
}
