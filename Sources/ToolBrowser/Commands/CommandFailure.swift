import BackendKit

/// What a command itself refuses, before it asks anything below it.
enum CommandFailure: UserFacingError, Equatable {
  /// The tool has no such track.
  case unknownVariant(String, of: ToolName, known: [String])
  /// One call names a tool twice.
  case namedTwice(ToolName)
  /// No task of that name in the file has tools of ours.
  case noTask(String, file: String)

  var code: FailureCode {
    switch self {
    case .unknownVariant, .noTask: .notFound
    case .namedTwice: .usage
    }
  }

  var message: String {
    switch self {
    case .unknownVariant(let name, let tool, _): "\(tool) has no variant \(name)"
    case .namedTwice(let tool): "\(tool) is named twice"
    case .noTask(let task, let file): "\(file) has no task \(SafeText.clean(task)) with ocx: tools"
    }
  }

  var hint: String? {
    switch self {
    case .unknownVariant(_, _, let known) where known.isEmpty:
      "it has no variants; leave --variant out"
    case .unknownVariant(_, _, let known):
      "its variants: default, " + known.joined(separator: ", ")
    case .noTask: "see which tasks have some: " + Remedy.listPins.command
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
