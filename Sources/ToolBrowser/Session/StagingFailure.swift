import BackendKit

/// Why a session refuses to stage or undo a change.
enum StagingFailure: UserFacingError, Hashable {
  /// Another element of the same array is already staged with this request.
  case duplicate(request: String, key: String)
  /// The entry belongs to a task; those are not unpinned.
  case ofTask(String, key: String)
  /// The entry no longer says what the change was computed from.
  case changedElsewhere(key: String, file: String)
  /// Undo would no longer do what was shown.
  case otherUndo

  var code: FailureCode {
    switch self {
    case .duplicate, .ofTask: .usage
    case .otherUndo, .changedElsewhere: .tryAgain
    }
  }

  var message: String {
    switch self {
    case .duplicate(let request, let key):
      "\(request) is already staged for another version of \(key)."
    case .ofTask(let task, let key):
      "\(key) is a tool of the task \(task): it is not unpinned here."
    case .changedElsewhere(let key, let file):
      "\(key) was changed in \(file) since: its staged change is dropped."
    case .otherUndo: "Another change was written since this one was shown."
    }
  }

  var hint: String? {
    switch self {
    case .duplicate: "Choose another version, or drop that change."
    case .ofTask: "Take it out of the task by hand."
    case .changedElsewhere: nil
    case .otherUndo: "Look at what undo would do now."
    }
  }
}
