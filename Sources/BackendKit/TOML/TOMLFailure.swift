/// Why a text is not TOML 1.0, and where.
public struct TOMLFailure: UserFacingError, Equatable {
  /// The line of the offending byte, from 1.
  public let line: Int
  /// Its column, from 1, counted in Unicode scalars.
  public let column: Int
  /// What is wrong there, without the place.
  public let reason: String

  /// A failure at a place.
  public init(line: Int, column: Int, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// What a script can branch on.
  public var code: FailureCode { .data }
  /// One line of cause.
  public var message: String { "line \(line), column \(column): \(reason)" }
  /// One line of mending.
  public var hint: String? { "mend the file at that place, then try again" }
}
