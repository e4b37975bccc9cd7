/// The output of a successful ocx call, in the format of any version from 0.5.8 to 0.7
/// (docs/ocx-0.6.md §2).
///
/// The only place that knows the envelope of an answer: from 0.7 on, every root is an object with a
/// `schema_version`, in which a list is under `items` and a map under a key that is not always
/// known. Unknown members are ignored, and null means absent.
struct OCXReport {
  private let root: Part

  /// Reads the output of a command, such as `package env`. Colour codes are ignored, because a
  /// variable can force them even into a pipe.
  ///
  /// - Throws: `.unexpectedAnswer` if it is not a complete JSON document.
  init(_ output: [UInt8], of command: String) throws(OCXFailure) {
    let plain = Self.withoutColour(output)
    guard !plain.isEmpty else { throw Self.unexpected(command, "no output") }
    do {
      root = Part(value: try JSONValue(parsing: plain), command: command, path: "")
    } catch {
      throw Self.unexpected(command, "not a complete JSON document")
    }
  }

  /// Whether output is a JSON document of any shape.
  static func isDocument(_ output: [UInt8]) -> Bool {
    (try? JSONValue(parsing: withoutColour(output))) != nil
  }

  /// The answer of a command that returns an object.
  var object: Part { root }

  /// The answer of a command that returns a list: the root itself, or the member `items`.
  func list() throws(OCXFailure) -> [Part] {
    try (root.value.elements == nil ? root.required("items") : root).list()
  }

  /// The answer of a command that returns a value for each given name: the root itself, or the only
  /// object in it. A name contains a slash, which no other member does.
  func map() throws(OCXFailure) -> [String: Part] {
    guard root.value.isObject else { throw root.otherType }
    if root.value.members.contains(where: { $0.0.contains("/") }) { return root.map() }
    let objects = root.map().values.filter(\.value.isObject)
    let named = objects.filter { part in
      !part.value.members.isEmpty && part.value.members.allSatisfy { $0.0.contains("/") }
    }
    if let only = named.first ?? objects.first, named.count == 1 || objects.count == 1 {
      return only.map()
    }
    guard root.value["schema_version"] == nil, objects.isEmpty else {
      throw Self.unexpected(root.command, "no answer by name")
    }
    return root.map()
  }

  /// The answer of a command that returns a list with a row for each given name; nil if it is none,
  /// or if a row does not have that member.
  func rows(namedBy member: String) -> [String: Part]? {
    guard let rows = try? list() else { return nil }
    var named: [String: Part] = [:]
    for row in rows {
      guard let name = row.value[member]?.text else { return nil }
      named[name] = row
    }
    return named
  }

  /// A failure to read what a command printed.
  static func unexpected(_ command: String, _ reason: String) -> OCXFailure {
    .unexpectedAnswer(subject: command, reason: SafeText.clean(reason))
  }

  /// Removes colour codes. Valid JSON contains no raw escape characters.
  static func withoutColour(_ output: [UInt8]) -> [UInt8] {
    guard output.contains(0x1b) else { return output }
    var plain: [UInt8] = []
    var inSequence = false
    for byte in output {
      if byte == 0x1b {
        inSequence = true
      } else if !inSequence {
        plain.append(byte)
      } else if byte >= 0x40 && byte != UInt8(ascii: "[") {
        inSequence = false
      }
    }
    return plain
  }
}

extension OCXReport {
  /// A value of the answer, with its path.
  struct Part {
    let value: JSONValue
    let command: String
    /// The path to it: `items.2.key`.
    let path: String

    /// The first of these members that exists.
    subscript(names: String...) -> Part? { first(of: names) }

    /// The first of these members that exists; it is an error if none does.
    func required(_ names: String...) throws(OCXFailure) -> Part {
      guard value.isObject else { throw otherType }
      guard let part = first(of: names) else {
        throw unexpected("'\(names.first ?? "")' is missing")
      }
      return part
    }

    private func first(of names: [String]) -> Part? {
      for name in names {
        if let value = value[name] { return inner(value, name) }
      }
      return nil
    }

    /// The text of a string.
    func text() throws(OCXFailure) -> String {
      guard let text = value.text else { throw otherType }
      return text
    }

    /// The elements of a list.
    func list() throws(OCXFailure) -> [Part] {
      guard let elements = value.elements else { throw otherType }
      return elements.enumerated().map { inner($1, String($0)) }
    }

    /// The texts of a list.
    func texts() throws(OCXFailure) -> [String] {
      var texts: [String] = []
      for part in try list() { texts.append(try part.text()) }
      return texts
    }

    /// The members that are not null; empty if the value is not an object.
    func map() -> [String: Part] {
      let known = value.members.filter { $0.1 != .null }.map { ($0.0, inner($0.1, $0.0)) }
      return Dictionary(known) { _, last in last }
    }

    /// The failure for a value of an unexpected type.
    var otherType: OCXFailure {
      unexpected(path.isEmpty ? "the document has another type" : "'\(path)' has another type")
    }

    /// The failure for an invalid value.
    func unexpected(_ reason: String) -> OCXFailure { OCXReport.unexpected(command, reason) }

    private func inner(_ value: JSONValue, _ name: String) -> Part {
      Part(value: value, command: command, path: path.isEmpty ? name : path + "." + name)
    }
  }
}
