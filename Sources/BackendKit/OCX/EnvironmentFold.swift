/// Builds variables from ocx's steps, as ocx does it for a program that it starts: strictly in
/// order (contracts/ocx.md §3).
public struct EnvironmentFold: Sendable, Equatable {
  /// The variables so far.
  public private(set) var values: [String: String]
  /// The variables that steps have touched, in the order of the first touch.
  public private(set) var keys: [String] = []

  /// A fold that starts from these variables.
  public init(_ base: [String: String] = [:]) { values = base }

  /// A fold of all these steps.
  public init(_ entries: [OCXEnvironment.Entry], base: [String: String] = [:]) {
    self.init(base)
    for entry in entries { apply(entry) }
  }

  /// Takes one step.
  public mutating func apply(_ entry: OCXEnvironment.Entry) {
    let before = values[entry.key]
    switch entry.kind {
    case .constant: values[entry.key] = entry.value
    case .path:
      let rest = (before ?? "").split(separator: ":").filter { $0 != entry.value }
      let front = entry.value.isEmpty ? [] : [Substring(entry.value)]
      values[entry.key] = (front + rest).joined(separator: ":")
    case .list(let separator):
      if entry.value.isEmpty { return }
      let separator = separator.isEmpty ? " " : separator
      let rest = Self.without(entry.value, before ?? "", separator)
      values[entry.key] = rest.isEmpty ? entry.value : rest + separator + entry.value
    }
    if !keys.contains(entry.key) { keys.append(entry.key) }
  }

  /// A list without a value, wherever it stands between separators or at an end. A list is never
  /// taken apart: a value may hold the separator itself, and is still one value.
  private static func without(_ value: String, _ list: String, _ separator: String) -> String {
    let mark = Array(separator.utf8)
    let wanted = mark + Array(value.utf8) + mark
    var rest = mark + Array(list.utf8) + mark
    var place = 0
    while place + wanted.count <= rest.count {
      if rest[place..<(place + wanted.count)].elementsEqual(wanted) {
        // The separator that stays may belong to another occurrence, on either side.
        rest.removeSubrange(place..<(place + wanted.count - mark.count))
        place = max(0, place - wanted.count)
      } else {
        place += 1
      }
    }
    guard rest.count > 2 * mark.count else { return "" }
    return String(decoding: rest[mark.count..<(rest.count - mark.count)], as: UTF8.self)
  }
}
