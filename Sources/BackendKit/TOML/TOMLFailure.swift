/// Why a text is not TOML 1.1, and where.
public struct TOMLFailure: UserFacingError, Equatable {
  /// The line of the offending byte, from 1.
  public let line: Int
  /// Its column, from 1, counted in Unicode scalars.
  public let column: Int
  /// What is wrong there, without the position.
  public let reason: String

  /// A fault at a position.
  public init(line: Int, column: Int, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// The kind of failure.
  public var code: FailureCode { .data }
  /// The cause, with the position.
  public var message: String { "line \(line), column \(column): \(reason)" }
  /// How to fix it.
  public var hint: String? { "fix the file there, then try again" }
}
