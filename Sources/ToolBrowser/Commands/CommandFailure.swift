import BackendKit

/// Invalid input that a command itself rejects.
enum CommandFailure: UserFacingError, Equatable {
  /// The tool has no such variant.
  case unknownVariant(String, of: ToolName, known: [String])
  /// The same tool is named twice in one call.
  case namedTwice(ToolName)
  /// The file has no task of that name with `ocx:` tools.
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
    case .namedTwice: "name it once; to pin two versions, edit the file by hand"
    }
  }

  /// Rejects a call that names a tool twice.
  static func refuseTwice(_ tools: [ToolName]) throws(CommandFailure) {
    for (index, tool) in tools.enumerated() where tools[..<index].contains(tool) {
      throw .namedTwice(tool)
    }
  }
}
