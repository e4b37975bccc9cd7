import BackendKit

/// What is off about a command line; always 64.
enum UsageFailure: UserFacingError, Equatable {
  case unknownCommand(String, near: [String])
  /// A word such as `plugin` without the one that must follow.
  case incompleteCommand(String, choices: [String])
  case unknownOption(String, near: [String])
  /// An option of other commands.
  case foreignOption(String, command: String)
  case missingValue(option: String, value: String)
  case unexpectedValue(option: String)
  case badValue(of: String, value: String, wanted: String, near: [String])
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
      "'\(name)' wants one of \(choices.joined(separator: ", ")) after it"
    case .unknownOption(let name, let near):
      "unknown option '\(SafeText.clean(name))'" + Self.suggestion(near)
    case .foreignOption(let name, let command):
      "'\(name)' is no option of \(command)"
    case .missingValue(let option, let value):
      "'\(option)' wants a value: \(option) \(value)"
    case .unexpectedValue(let option):
      "'\(option)' takes no value"
    case .badValue(let name, let value, let wanted, let near):
      "'\(SafeText.clean(value))' is no \(name): \(wanted)" + Self.suggestion(near)
    case .exclusiveOptions(let first, let second):
      "'\(first)' and '\(second)' exclude each other"
    case .dependentOption(let option, let needs):
      "'\(option)' goes with '\(needs)' only"
    case .missingArgument(let name):
      "\(name) is missing"
    case .unexpectedArgument(let text):
      "unexpected argument '\(SafeText.clean(text))'"
    }
  }

  var hint: String? {
    switch self {
    case .unknownCommand: "see all commands: \(CommandTable.program) --help"
    case .foreignOption(_, let command): "see its options: \(command) --help"
    default: nil
    }
  }

  private static func suggestion(_ near: [String]) -> String {
    near.isEmpty ? "" : ", did you mean '\(near.joined(separator: "' or '"))'?"
  }
}
