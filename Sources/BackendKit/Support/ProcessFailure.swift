/// Why another program gave no result. `program` is its path, as it was to be started.
package enum ProcessFailure: UserFacingError, Equatable {
  /// Nothing is there, or what its first line names as its interpreter is not.
  case notFound(program: String)
  /// It is there and may not be run, or is no program at all.
  case notExecutable(program: String)
  /// An argument, a variable or a path holds a NUL byte, or a variable's name holds `=`.
  case badArgument(program: String)
  /// The system could not start it: the system's own words.
  case cannotStart(program: String, reason: String)
  /// It ran longer than `seconds` and was ended.
  case timedOut(program: String, seconds: Double)
  /// The caller gave the work up; the program was ended.
  case cancelled(program: String)
  /// It wrote more than `limit` bytes to standard output and was ended.
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
    case .notFound(let program): "\(name(program)) is not there, or its interpreter is not"
    case .notExecutable(let program): "\(name(program)) is not a program that may be run"
    case .badArgument(let program):
      "\(name(program)) was to get an argument or variable that no program can take"
    case .cannotStart(let program, let reason): "\(name(program)) did not start: \(reason)"
    case .timedOut(let program, let seconds):
      "\(name(program)) took longer than \(Self.duration(seconds)) and was ended"
    case .cancelled(let program): "\(name(program)) was cancelled"
    case .tooMuchOutput(let program, let limit):
      "\(name(program)) wrote more than \(limit) bytes and was ended"
    }
  }

  package var hint: String? {
    switch self {
    case .notFound: "see that it is installed and on PATH"
    case .notExecutable(let program): "see its mode and kind: file '\(SafeText.clean(program))'"
    case .badArgument: "take the NUL byte out of the name, version or variable"
    case .cannotStart: "try again when the machine has room for another process"
    case .timedOut: "see that the network answers, then try again"
    case .cancelled: nil
    case .tooMuchOutput: "see whether it is the program that its name says"
    }
  }

  private func name(_ program: String) -> String { SafeText.clean(program) }

  private static func duration(_ seconds: Double) -> String {
    seconds >= 1 ? "\(Int(seconds.rounded())) s" : "\(Int((seconds * 1000).rounded())) ms"
  }
}
