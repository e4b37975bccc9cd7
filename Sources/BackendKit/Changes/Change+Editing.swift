extension ToolsEdit {
  /// The edit of `[tools]` for a change.
  init(_ change: Change) {
    switch change.action {
    case .pin(let request, let digest):
      self = .set(
        key: change.key, request: request,
        digest: digest?.description, element: change.index)
    case .unpin:
      self = .remove(key: change.key, element: change.index)
    }
  }
}

extension TaskToolsEditor.Edit {
  /// The edit of a task or tool stub for a change; nil if the change is about `[tools]`.
  init?(_ change: Change) {
    guard let task = change.task, case .pin(let request, let digest) = change.action else {
      return nil
    }
    self.init(
      task: task.name, key: change.key, request: request, digest: digest?.description)
  }
}

extension ChangeFailure {
  /// Why an edit was refused, with the file.
  init(_ failure: ToolsEditFailure, file: String) {
    if case .malformed(let inner) = failure {
      self = .unparsable(
        file: file, line: inner.line, column: inner.column, reason: inner.reason)
    } else {
      self = .refusedEdit(file: file, reason: failure.message, hint: failure.hint)
    }
  }
}
