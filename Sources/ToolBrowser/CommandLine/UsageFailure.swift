import BackendKit

/// An error on the command line; the exit code is always 64.
enum UsageFailure: UserFacingError, Equatable {
  case unknownCommand(String, near: [String])
  /// A word such as `plugin` without the one that must follow.
  case incompleteCommand(String, choices: [String])
  case unknownOption(String, near: [String])
  /// An option of other commands.
  case foreignOption(String, command: String)
  /// `next` is the word in place of the value, if there is one.
  case missingValue(option: String, value: String, next: String?)
  case unexpectedValue(option: String)
  /// `subject` is the option or the argument; `wanted` is what is expected.
  case invalidValue(String, for: String, wanted: String, near: [String])
  case exclusiveOptions(String, String)
  case dependentOption(String, needs: String)
  case missingArgument(String)
  case unexpectedArgument(String)

  var code: FailureCode { .usage }

  var message: String {
    switch self {
    case .unknownCommand(let name, let near):
      "unknown command '\(SafeText.clean(name))'" + Self.suggestion(near)
    case .incompleteCommand(let name, let choices):
      "'\(SafeText.clean(name))' needs one of \(choices.joined(separator: ", ")) after it"
    case .unknownOption(let name, let near):
      "unknown option '\(SafeText.clean(name))'" + Self.suggestion(near)
    case .foreignOption(let name, let command):
      "\(command) has no option '\(name)'"
    case .missingValue(let option, let value, _):
      "'\(option)' needs a value: \(option) \(value)"
    case .unexpectedValue(let option):
      "'\(option)' takes no value"
    case .invalidValue(let value, let subject, let wanted, let near):
      "invalid value '\(SafeText.clean(value))' for \(subject): use \(wanted)"
        // All values have just been named.
        + (near.count == 1 ? Self.suggestion(near) : "")
    case .exclusiveOptions(let first, let second):
      "'\(first)' and '\(second)' exclude each other"
    case .dependentOption(let option, let needs):
      "'\(option)' works only with '\(needs)'"
    case .missingArgument(let name):
      "\(name) is missing"
    case .unexpectedArgument(let text):
      "unexpected argument '\(SafeText.clean(text))'"
    }
  }

  var hint: String? {
    switch self {
    case .unknownCommand: "list all commands: \(Program.name) --help"
    case .foreignOption(_, let command): "list its options: \(command) --help"
    case .missingValue(let option, _, let next?):
      "a value that begins with - is given as \(option)=\(ShellWord.quoted(SafeText.clean(next)))"
    case .incompleteCommand, .unknownOption, .missingValue, .unexpectedValue, .invalidValue,
      .exclusiveOptions, .dependentOption, .missingArgument, .unexpectedArgument:
      nil
    }
  }

  private static func suggestion(_ near: [String]) -> String {
    near.isEmpty ? "" : ", did you mean '\(near.joined(separator: "' or '"))'?"
  }
}
