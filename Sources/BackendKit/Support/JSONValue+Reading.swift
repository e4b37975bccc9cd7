extension JSONValue {
  /// Reads a whole document, for answers of which the shape is not known before: a number that is no
  /// whole one of 64 bits is null, for nothing here asks for one. `2.0` is 2.
  init(parsing bytes: [UInt8]) throws(JSONFailure) {
    self = try JSONReader.read(bytes) { (reader) throws(JSONFailure) in try reader.value() }
  }

  /// The value of a member; nil if there is none or it is null. Of duplicate members, the last one
  /// counts.
  subscript(name: String) -> JSONValue? {
    guard let value = members.last(where: { $0.0 == name })?.1, value != .null else { return nil }
    return value
  }

  /// The text of a string; nil for anything else.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// A whole number; nil for anything else.
  var number: Int64? {
    if case .int(let number) = self { number } else { nil }
  }

  /// The texts of an array of strings alone; nil for anything else.
  var texts: [String]? {
    guard let elements else { return nil }
    let texts = elements.compactMap(\.text)
    return texts.count == elements.count ? texts : nil
  }

  /// The elements of an array; nil for anything else.
  var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// Whether it is an object.
  var isObject: Bool {
    if case .object = self { true } else { false }
  }
}

extension JSONReader {
  /// One value of any kind.
  fileprivate mutating func value() throws(JSONFailure) -> JSONValue {
    switch kind() {
    case .object:
      var members: [(String, JSONValue)] = []
      try object { (key, reader) throws(JSONFailure) in members.append((key, try reader.value())) }
      return .object(members)
    case .array:
      var elements: [JSONValue] = []
      try array { (reader) throws(JSONFailure) in elements.append(try reader.value()) }
      return .array(elements)
    case .string: return .string(try string())
    case .number: return try wholeNumber().map(JSONValue.int) ?? .null
    case .literal, .nothing: return try literal()
    }
  }
}
