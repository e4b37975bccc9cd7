import CLinux

/// The variables and the working directory of a process. They are passed as a value, so that no
/// test touches the real home by accident.
public struct Environment: Sendable, Equatable {
  /// The environment variables.
  public var variables: [String: String]
  /// The absolute path to which relative paths are relative.
  public var workingDirectory: String

  /// An environment with exactly these variables.
  public init(variables: [String: String], workingDirectory: String) {
    self.variables = variables
    self.workingDirectory = workingDirectory
  }

  /// The environment of this process. Invalid UTF-8 is replaced; of two variables with the same name
  /// the first one counts, as for `getenv`.
  public static func ofThisProcess() -> Environment {
    var variables: [String: String] = [:]
    var next = process_environment()
    while let entry = next?.pointee {
      next = next?.advanced(by: 1)
      let text = UnsafeBufferPointer(start: entry, count: strlen(entry))
      guard let equals = text.firstIndex(of: CChar(bitPattern: UInt8(ascii: "="))) else { continue }
      let name = Self.text(text[..<equals])
      if variables[name] == nil { variables[name] = Self.text(text[(equals + 1)...]) }
    }
    return Environment(variables: variables, workingDirectory: Files.workingDirectory ?? "/")
  }

  private static func text(_ bytes: Slice<UnsafeBufferPointer<CChar>>) -> String {
    UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes)).withMemoryRebound(to: UInt8.self) {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// The value of a variable; nil if it is unset or empty.
  package subscript(name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }

  /// The home directory: `HOME`, or the root if it is unset.
  package var home: String { self["HOME"] ?? "/" }

  /// Whether a variable is true, as OCX reads it (docs/ocx.md §5): any text that is not a boolean
  /// means the default, false.
  package func isTrue(_ name: String) -> Bool {
    ["1", "y", "yes", "on", "true"].contains(self[name]?.lowercased() ?? "")
  }

  /// Whether a variable is false, by the same rules.
  package func isFalse(_ name: String) -> Bool {
    ["0", "n", "no", "off", "false"].contains(self[name]?.lowercased() ?? "")
  }
}
