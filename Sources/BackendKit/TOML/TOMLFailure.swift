/// Why a text is not valid TOML 1.1.
package struct TOMLFailure: UserFacingError, Equatable {
  /// The line of the offending byte, from 1.
  package let line: Int
  /// Its column, from 1, counted in Unicode scalars.
  package let column: Int
  /// What is wrong there, without the position.
  package let reason: String

  /// A fault at a position.
  package init(line: Int, column: Int, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  /// The kind of failure.
  package var code: FailureCode { .data }
  /// The cause, with the position.
  package var message: String { "line \(line), column \(column): \(reason)" }
  /// How to fix it.
  package var hint: String? { "fix the file there, then try again" }
}
