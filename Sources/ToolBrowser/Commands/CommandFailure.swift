import BackendKit

/// What a command refuses, beyond what the rooms below it refuse.
enum CommandFailure: UserFacingError, Equatable {
  /// The tool has no such track.
  case unknownVariant(String, of: ToolName, known: [String])
  /// One call names a tool twice.
  case namedTwice(ToolName)

  var code: FailureCode {
    switch self {
    case .unknownVariant: .notFound
    case .namedTwice: .usage
    }
  }

  var message: String {
    switch self {
    case .unknownVariant(let name, let tool, _): "\(tool) has no variant \(name)"
    case .namedTwice(let tool): "\(tool) is named twice"
    }
  }

  var hint: String? {
    switch self {
    case .unknownVariant(_, _, let known) where known.isEmpty:
      "it has no variants; leave --variant out"
    case .unknownVariant(_, _, let known):
      "its variants: default, " + known.joined(separator: ", ")
    case .namedTwice: "name it once; a file that is to hold two versions is edited by hand"
    }
  }

  /// Refuses a call that names a tool twice.
  static func refuseTwice(_ tools: [ToolName]) throws(CommandFailure) {
    for (place, tool) in tools.enumerated() where tools[..<place].contains(tool) {
      throw .namedTwice(tool)
    }
  }
}
