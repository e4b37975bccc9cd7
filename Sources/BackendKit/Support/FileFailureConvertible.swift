/// An error that a file can cause: an enum with the case `file`.
package protocol FileFailureConvertible: Error {
  static func file(_ failure: FileFailure) -> Self
}

extension FileFailureConvertible {
  /// Runs file operations and converts their failures.
  static func files<Value>(
    _ work: () throws(FileFailure) -> Value
  ) throws(Self) -> Value {
    do throws(FileFailure) {
      return try work()
    } catch {
      throw .file(error)
    }
  }
}
