/// Builds variables from ocx's steps, as ocx does it for a program that it starts, strictly in
/// order: a path comes to the front, from further back if it is there already; an element of a list
/// goes to the end, unless it is there already; a constant replaces what is there.
package struct EnvironmentFold: Sendable, Equatable {
  /// The variables so far.
  package private(set) var values: [String: String]
  /// The variables that steps have touched, in the order of the first touch.
  package private(set) var keys: [String] = []

  /// A fold that starts from these variables.
  package init(_ base: [String: String] = [:]) { values = base }

  /// A fold of all these steps.
  package init(_ entries: [OCXEnvironment.Entry], base: [String: String] = [:]) {
    self.init(base)
    for entry in entries { apply(entry) }
  }

  /// Takes one step.
  package mutating func apply(_ entry: OCXEnvironment.Entry) {
    let before = values[entry.key] ?? ""
    switch entry.kind {
    case .constant: values[entry.key] = entry.value
    case .path:
      let value = Array(entry.value.utf8)
      let rest = before.utf8.split(separator: UInt8(ascii: ":")).filter { !$0.elementsEqual(value) }
      let parts = (value.isEmpty ? [] : [entry.value]) + rest.map { String(Substring($0)) }
      values[entry.key] = parts.joined(separator: ":")
    case .list(let separator):
      if entry.value.isEmpty { return }
      let separator = separator.isEmpty ? " " : separator
      if Self.contains(entry.value, before, separator) { break }
      values[entry.key] = before.isEmpty ? entry.value : before + separator + entry.value
    }
    if !keys.contains(entry.key) { keys.append(entry.key) }
  }

  /// Whether a value stands in a list, between separators or at an end. A list is never taken
  /// apart: a value may hold the separator itself, and is still one value.
  private static func contains(_ value: String, _ list: String, _ separator: String) -> Bool {
    Array((separator + list + separator).utf8)
      .firstRange(of: Array((separator + value + separator).utf8)) != nil
  }
}
