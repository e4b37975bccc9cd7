/// The options of an entry that are text. mise passes scalars as text (docs/real-programs.md);
/// tables and arrays, such as `postinstall`, are for mise itself. An empty Lua table may arrive as
/// `[]`.
struct InstallOptions: Decodable, Hashable {
  private(set) var values: [String: String] = [:]
  /// The options that are not text, which none of this plugin's options may be.
  private var otherwise: Set<String> = []

  init(_ values: [String: String] = [:]) { self.values = values }

  init(from decoder: any Decoder) throws {
    if let array = try? decoder.unkeyedContainer() {
      guard array.count == 0 else {
        throw DecodingError.typeMismatch(
          InstallOptions.self,
          DecodingError.Context(codingPath: decoder.codingPath, debugDescription: ""))
      }
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if let text = try? container.decode(String.self, forKey: key) {
        values[key.stringValue] = text
      } else if let flag = try? container.decode(Bool.self, forKey: key) {
        values[key.stringValue] = flag ? "true" : "false"
      } else if (try? container.decodeNil(forKey: key)) != true {
        otherwise.insert(key.stringValue)
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
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
    let expected = "sha256: and 64 hexadecimal digits"
    guard let value = try text("digest", expected: expected) else { return nil }
    guard let digest = try? Digest(value) else {
      throw .option(name: "digest", value: value, expected: expected)
    }
    return digest
  }

  /// `platform`: used instead of the host's.
  func platform() throws(InstallFailure) -> Platform? {
    let expected = "os/architecture, such as linux/arm64"
    guard let value = try text("platform", expected: expected) else { return nil }
    guard let platform = try? Platform(value) else {
      throw .option(name: "platform", value: value, expected: expected)
    }
    return platform
  }
}
