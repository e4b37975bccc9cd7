/// Builds variables from ocx's steps, as ocx does for a program that it runs, in order: a path is
/// moved or added to the front; an element of a list is added to the end if it is missing; a
/// constant replaces the value.
package struct EnvironmentFold: Sendable, Equatable {
  /// The variables so far.
  package private(set) var values: [String: String]
  /// The variables changed by steps, in the order of their first change.
  package private(set) var keys: [String] = []

  /// Starts with these variables.
  package init(_ base: [String: String] = [:]) { values = base }

  /// Applies all these steps.
  package init(_ entries: [OCXEnvironment.Entry], base: [String: String] = [:]) {
    self.init(base)
    for entry in entries { apply(entry) }
  }

  /// Applies one step.
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

  /// Whether a list contains a value, between separators or at an end. The list is not split,
  /// because a value may contain the separator.
  private static func contains(_ value: String, _ list: String, _ separator: String) -> Bool {
    Array((separator + list + separator).utf8)
      .firstRange(of: Array((separator + value + separator).utf8)) != nil
  }
}
