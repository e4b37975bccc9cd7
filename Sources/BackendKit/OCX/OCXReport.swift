/// A document that ocx prints where a call went well, in the shape of any version from 0.5.8 to 0.7
/// (docs/ocx-0.6.md §2).
///
/// The one place that knows what stands around an answer: from 0.7 on, every root is an object with a
/// `schema_version`, in which a list stands under `items` and a map under a key that not every
/// document tells. Members that nobody asks for are passed over, and what is null is absent.
struct OCXReport {
  private let root: Part

  /// Reads what a command printed, such as `package env`. Colour codes are passed over: a variable can
  /// force them even into a pipe.
  ///
  /// - Throws: `.unexpectedAnswer` where it is no whole JSON document.
  init(_ output: [UInt8], of command: String) throws(OCXFailure) {
    let plain = Self.withoutColour(output)
    guard !plain.isEmpty else { throw Self.unexpected(command, "no output") }
    do {
      root = Part(value: try JSONValue(parsing: plain), command: command, path: "")
    } catch {
      throw Self.unexpected(command, "no whole JSON document")
    }
  }

  /// Whether an output is a JSON document of whatever shape.
  static func isDocument(_ output: [UInt8]) -> Bool {
    (try? JSONValue(parsing: withoutColour(output))) != nil
  }

  /// The answer of a command that gives one object.
  var object: Part { root }

  /// The answer of a command that gives a list: the root itself, or the member `items`.
  func list() throws(OCXFailure) -> [Part] {
    try (root.value.elements == nil ? root.required("items") : root).list()
  }

  /// The answer of a command that gives something for each name that it was given: the root itself,
  /// or the one object in it. A name has a slash, which no member of a report has.
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

  /// A failure to read what a command printed.
  static func unexpected(_ command: String, _ reason: String) -> OCXFailure {
    .unexpectedAnswer(subject: command, reason: SafeText.clean(reason))
  }

  /// No JSON text holds a raw escape character, so what begins with one is colour.
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
  /// A value of a report, which knows where it stands.
  struct Part {
    let value: JSONValue
    let command: String
    /// The members on the way to it: `items.2.key`.
    let path: String

    /// The first of these members that is there.
    subscript(names: String...) -> Part? { first(of: names) }

    /// The first of these members, one of which must be there.
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

    /// The members, but for those that are null; none of a value that is no object.
    func map() -> [String: Part] {
      let known = value.members.filter { $0.1 != .null }.map { ($0.0, inner($0.1, $0.0)) }
      return Dictionary(known) { _, last in last }
    }

    /// That the value is of another type than it is asked for.
    var otherType: OCXFailure {
      unexpected(path.isEmpty ? "the document is of another type" : "'\(path)' is of another type")
    }

    /// A failure to make something of the value.
    func unexpected(_ reason: String) -> OCXFailure { OCXReport.unexpected(command, reason) }

    private func inner(_ value: JSONValue, _ name: String) -> Part {
      Part(value: value, command: command, path: path.isEmpty ? name : path + "." + name)
    }
  }
}
