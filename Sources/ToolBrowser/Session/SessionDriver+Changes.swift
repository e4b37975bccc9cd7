import BackendKit

/// How a command makes changes: all that it names, or none.
extension SessionDriver {
  /// Stages what is asked for.
  ///
  /// - Throws: why the first of them cannot be made; nothing is written then.
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

  /// What the staged changes come to; it is written unless this is a dry run. Empty if they change
  /// nothing. `tell` gets what is to be known of what was written.
  mutating func finish(
    dryRun: Bool, cancellation: Cancellation = Cancellation(), tell: (Notice) -> Void = { _ in }
  ) throws(ErrorMessage) -> WrittenChange? {
    guard let plan = session.staged.plan, !plan.isEmpty, !dryRun else { return nil }
    return try written(by: .writeUnseen, cancellation, tell: tell)
  }

  /// What a request has written; nil if nothing.
  mutating func written(
    by intent: Intent, _ cancellation: Cancellation, tell: (Notice) -> Void = { _ in }
  ) throws(ErrorMessage) -> WrittenChange? {
    var written: WrittenChange?
    for notice in request(intent, cancellation: cancellation) {
      if let problem = notice.problem { throw problem }
      switch notice {
      case .written(let change), .undone(let change): written = change
      default: break
      }
      tell(notice)
    }
    return written
  }
}

extension Notice {
  /// Why something that was asked for was not done; nil if this tells of nothing of the kind.
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
