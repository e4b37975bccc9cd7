/// The options of an entry that are text. mise passes scalars as text (docs/real-programs.md);
/// tables and arrays, such as `postinstall`, are for mise itself. An empty Lua table may arrive as
/// `[]`.
struct InstallOptions: Hashable {
  private(set) var values: [String: String] = [:]
  /// The options that are not text, which none of this plugin's options may be.
  private var otherwise: Set<String> = []

  init(_ values: [String: String] = [:]) { self.values = values }

  /// Reads the options; nil if they are neither an object nor an empty array.
  static func read(_ reader: inout JSONReader) throws(JSONFailure) -> InstallOptions? {
    var options = InstallOptions()
    if reader.kind() == .array {
      var isEmpty = true
      try reader.array { (reader) throws(JSONFailure) in
        isEmpty = false
        try reader.skip()
      }
      return isEmpty ? options : nil
    }
    let isObject = try reader.objectOrNil { (name, reader) throws(JSONFailure) in
      options.forget(name)
      switch reader.kind() {
      case .string: options.values[name] = try reader.string()
      case .literal:
        if case .bool(let flag) = try reader.literal() {
          options.values[name] = flag ? "true" : "false"
        }
      case .number, .array, .object, .nothing:
        try reader.skip()
        options.otherwise.insert(name)
      }
    }
    return isObject ? options : nil
  }

  /// Of two members with the same name the last one counts.
  private mutating func forget(_ name: String) {
    values[name] = nil
    otherwise.remove(name)
  }

  private func text(_ name: String, expected: String) throws(InstallFailure) -> String? {
    if otherwise.contains(name) {
      throw .option(name: name, value: "a list, a table or a number", expected: expected)
    }
    return values[name]
  }

  /// `builds`: whether build tags are listed.
  func builds() throws(InstallFailure) -> Bool {
    switch try text("builds", expected: "true or false") {
    case nil, "false", "": false
    case "true": true
    case .some(let value): throw .option(name: "builds", value: value, expected: "true or false")
    }
  }

  /// `digest`: the only content that is accepted.
  func digest() throws(InstallFailure) -> Digest? {
    try value(of: "digest", expected: "sha256: and 64 hexadecimal digits") { try? Digest($0) }
  }

  /// `platform`: used instead of the host's.
  func platform() throws(InstallFailure) -> Platform? {
    try value(of: "platform", expected: "os/architecture, such as linux/arm64") {
      try? Platform($0)
    }
  }

  private func value<Value>(
    of name: String, expected: String, _ parse: (String) -> Value?
  ) throws(InstallFailure) -> Value? {
    guard let text = try text(name, expected: expected) else { return nil }
    guard let value = parse(text) else {
      throw .option(name: name, value: text, expected: expected)
    }
    return value
  }
}
