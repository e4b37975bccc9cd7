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
      let rest = (before.map { Self.elements(of: $0, separator) } ?? [])
        .filter { $0 != entry.value }
      values[entry.key] = (rest + [Substring(entry.value)]).joined(separator: separator)
    }
    if !keys.contains(entry.key) { keys.append(entry.key) }
  }

  /// The elements of a list; an empty value is an empty list, not a list of one empty element.
  private static func elements(of text: String, _ separator: String) -> [Substring] {
    text.isEmpty ? [] : text.split(separator: separator, omittingEmptySubsequences: false)
  }
}
