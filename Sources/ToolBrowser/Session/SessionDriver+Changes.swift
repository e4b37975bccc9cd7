import BackendKit

/// Changes made by a command: all or nothing.
extension SessionDriver {
  /// Stages the changes.
  ///
  /// - Throws: the reason why the first of them cannot be made; nothing is written then.
  mutating func stage(_ intents: [Intent]) throws(ErrorMessage) -> Proposal {
    var all = Proposal()
    for intent in intents {
      for notice in request(intent) {
        if let problem = notice.problem { throw problem }
        guard case .staged(let proposal) = notice else { continue }
        all.changes += proposal.changes
        all.left += proposal.left
        all.foreign += proposal.foreign
      }
    }
    return all
  }

  /// Writes the staged changes unless this is a dry run. nil if nothing was written. `notify`
  /// receives notices about what was written.
  mutating func finish(
    dryRun: Bool, cancellation: Cancellation = Cancellation(), notify: (Notice) -> Void = { _ in }
  ) throws(ErrorMessage) -> WrittenChange? {
    guard let plan = session.staged.plan, !plan.isEmpty, !dryRun else { return nil }
    return try written(by: .writeUnseen, cancellation, notify: notify)
  }

  /// What an intent has written; nil if nothing.
  mutating func written(
    by intent: Intent, _ cancellation: Cancellation, notify: (Notice) -> Void = { _ in }
  ) throws(ErrorMessage) -> WrittenChange? {
    var written: WrittenChange?
    for notice in request(intent, cancellation: cancellation) {
      if let problem = notice.problem { throw problem }
      switch notice {
      case .written(let change), .undone(let change): written = change
      default: break
      }
      notify(notice)
    }
    return written
  }
}

extension Notice {
  /// Why a request was not carried out; nil if this notice reports no failure.
  var problem: ErrorMessage? {
    switch self {
    case .refused(let refusal): ErrorMessage(refusal)
    case .outside(let files): ErrorMessage(OutsideFailure(files: files))
    case .failed(let problem), .changeRefused(_, let problem): problem
    case .staged(let proposal): proposal.skipped.first
    case .cancelled: ErrorMessage(CancelledFailure())
    default: nil
    }
  }
}
