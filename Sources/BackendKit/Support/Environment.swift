/// What the process was given: variables and working directory. Everything below takes it as a
/// value, so that no test reaches the real home by accident.
public struct Environment: Sendable, Equatable {
  /// The environment variables, as they stand.
  public var variables: [String: String]
  /// The absolute path that relative paths start from.
  public var workingDirectory: String

  /// An environment of exactly these variables.
  public init(variables: [String: String], workingDirectory: String) {
    self.variables = variables
    self.workingDirectory = workingDirectory
  }

  /// The value of a variable, nil if it is unset or empty.
  package subscript(name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }

  /// The home directory: `HOME`, or the root where it is unset.
  package var home: String { self["HOME"] ?? "/" }

  /// Whether a variable says yes, as OCX reads it (docs/ocx.md §5): any text that is none of
  /// its words means its default, which is no.
  package func isTrue(_ name: String) -> Bool {
    ["1", "y", "yes", "on", "true"].contains(self[name]?.lowercased() ?? "")
  }

  /// Whether a variable says no, in the same words.
  package func isFalse(_ name: String) -> Bool {
    ["0", "n", "no", "off", "false"].contains(self[name]?.lowercased() ?? "")
  }
}
