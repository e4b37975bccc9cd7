import BackendKit

/// Why a session does not stage or undo a change.
enum StagingFailure: UserFacingError, Hashable {
  /// Another version of the same tool in the same file is staged to be this one.
  case duplicate(request: String, key: String)
  /// The entry is a tool of a task, which is not unpinned here.
  case ofTask(String, key: String)
  /// What undo would do is no longer what was shown.
  case otherUndo

  var code: FailureCode {
    switch self {
    case .duplicate, .ofTask: .usage
    case .otherUndo: .tryAgain
    }
  }

  var message: String {
    switch self {
    case .duplicate(let request, let key):
      "\(request) is already staged for another version of \(key)."
    case .ofTask(let task, let key):
      "\(key) is a tool of the task \(task): it is not unpinned here."
    case .otherUndo: "Another change was written since this one was shown."
    }
  }

  var hint: String? {
    switch self {
    case .duplicate: "Choose another version, or drop that change."
    case .ofTask: "Take it out of the task by hand."
    case .otherUndo: "Look at what undo would do now."
    }
  }
}
