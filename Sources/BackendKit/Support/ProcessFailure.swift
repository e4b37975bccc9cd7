/// Why a program gave no result. `program` is the path that was to be run.
package enum ProcessFailure: UserFacingError, Equatable {
  /// It does not exist, or its interpreter does not.
  case notFound(program: String)
  /// It exists, but may not be executed or is not a program.
  case notExecutable(program: String)
  /// An argument, a variable or a path contains a NUL byte, or a variable's name contains `=`.
  case badArgument(program: String)
  /// The system could not start it, for this reason.
  case cannotStart(program: String, reason: String)
  /// It ran longer than `seconds` and was terminated.
  case timedOut(program: String, seconds: Double)
  /// The caller cancelled; the program was terminated.
  case cancelled(program: String)
  /// It wrote more than `limit` bytes to standard output and was terminated.
  case tooMuchOutput(program: String, limit: Int)

  package var code: FailureCode {
    switch self {
    case .notFound: .notFound
    case .notExecutable: .permission
    case .badArgument: .usage
    case .cannotStart: .inputOutput
    case .timedOut: .unavailable
    case .cancelled: .tryAgain
    case .tooMuchOutput: .data
    }
  }

  package var message: String {
    switch self {
    case .notFound(let program): "\(name(program)) or its interpreter does not exist"
    case .notExecutable(let program): "\(name(program)) is not an executable program"
    case .badArgument(let program):
      "an argument or variable for \(name(program)) is invalid"
    case .cannotStart(let program, let reason): "\(name(program)) could not be started: \(reason)"
    case .timedOut(let program, let seconds):
      "\(name(program)) took longer than \(Self.duration(seconds)) and was terminated"
    case .cancelled(let program): "\(name(program)) was cancelled"
    case .tooMuchOutput(let program, let limit):
      "\(name(program)) wrote more than \(limit) bytes and was terminated"
    }
  }

  package var hint: String? {
    switch self {
    case .notFound: "check that it is installed and on PATH"
    case .notExecutable(let program): "check its mode and type: file '\(SafeText.clean(program))'"
    case .badArgument: "remove the NUL byte from the name, version or variable"
    case .cannotStart: "try again when the machine can start another process"
    case .timedOut: "check the network connection, then try again"
    case .cancelled: nil
    case .tooMuchOutput: "check whether it is the right program"
    }
  }

  private func name(_ program: String) -> String { SafeText.clean(program) }

  private static func duration(_ seconds: Double) -> String {
    seconds >= 1 ? "\(Int(seconds.rounded())) s" : "\(Int((seconds * 1000).rounded())) ms"
  }
}
