extension Receipt {
  /// The document, with its keys in the order of docs/receipt.md; unknown values are left out.
  package var json: JSONValue {
    .object(omittingNil: [
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
    ])
  }

  /// More than any receipt holds.
  private static let longest = 4 << 20

  /// Reads the receipt of an install folder. It is a file of its own there: what a link leads to is
  /// none that an install wrote.
  static func read(in installPath: String) throws(InstallDamage) -> Receipt {
    let path = path(in: installPath)
    guard let kind = Files.kind(path) else { throw .noReceipt }
    guard kind == .file, let bytes = try? Files.read(path, limit: longest) else {
      throw .otherReceipt(format: nil)
    }
    return try Receipt(bytes)
  }

  /// Reads a document. Of two members with one name, the last counts. The Lua reader accepts and
  /// rejects the same documents: tests compare both with Tests/Fixtures/receipts.json.
  package init(_ bytes: [UInt8]) throws(InstallDamage) {
    guard let document = try? JSONValue(parsing: bytes), document.isObject else {
      throw .otherReceipt(format: nil)
    }
    guard case .int(Self.format)? = document.member("format") else {
      if case .int(let other)? = document.member("format") { throw .otherReceipt(format: other) }
      throw .otherReceipt(format: nil)
    }
    guard let receipt = Receipt(document) else { throw .otherReceipt(format: nil) }
    self = receipt
  }

  private init?(_ document: JSONValue) {
    guard let tool = document.member("tool")?.text,
      let requestedTool = document.member("requested_tool")?.text,
      let version = document.member("version")?.text,
      let identifier = document.member("identifier")?.text,
      let digest = document.member("digest")?.text,
      let ocxVersion = document.member("ocx")?.member("version")?.text,
      let time = document.member("time")?.text,
      let variables = document.member("env_vars")?.list(Variable.init),
      let dependencies = document.member("dependencies")?.list(PackageFolder.init(dependency:))
    else { return nil }
    var optional: [String: String] = [:]
    for name in ["default_registry", "index_digest", "platform", "requested_platform"] {
      guard let value = document.member(name) else { continue }
      guard let text = value.text else { return nil }
      optional[name] = text
    }
    self.init(
      tool: tool, requestedTool: requestedTool, defaultRegistry: optional["default_registry"],
      version: version, identifier: identifier, digest: digest,
      indexDigest: optional["index_digest"], platform: optional["platform"],
      requestedPlatform: optional["requested_platform"], ocxVersion: ocxVersion,
      variables: variables, dependencies: dependencies, time: time)
  }
}

extension Receipt.Variable {
  fileprivate init?(_ document: JSONValue) {
    guard let key = document.member("key")?.text,
      let parts = document.member("value")?.list(PortableValue.Part.init)
    else { return nil }
    self.init(key: key, value: PortableValue(parts))
  }
}

extension PackageFolder {
  /// The folder of a dependency by its name.
  fileprivate init?(dependency name: JSONValue) {
    guard let folder = name.text.flatMap(PackageFolder.init(name:)), folder != .root else {
      return nil
    }
    self = folder
  }
}

extension PortableValue {
  /// The parts as in a receipt: text as it is, a folder as `{"package": NAME}`.
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
  fileprivate init?(_ document: JSONValue) {
    if let text = document.text {
      self = .text(text)
    } else if let folder = document.member("package")?.text.flatMap(PackageFolder.init(name:)) {
      self = .folder(folder)
    } else {
      return nil
    }
  }
}

extension JSONValue {
  /// The value of a member, also where it is null; of two members with one name that of the last.
  fileprivate func member(_ name: String) -> JSONValue? {
    members.last { $0.0 == name }?.1
  }

  /// The elements of an array, each read; nil if one cannot be. An empty object is an empty
  /// array: Lua writes both alike.
  fileprivate func list<Element>(_ read: (JSONValue) -> Element?) -> [Element]? {
    if case .object(let members) = self, members.isEmpty { return [] }
    guard let elements else { return nil }
    var list: [Element] = []
    for element in elements {
      guard let read = read(element) else { return nil }
      list.append(read)
    }
    return list
  }
}
