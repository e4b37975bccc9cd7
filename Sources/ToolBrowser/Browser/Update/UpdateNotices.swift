import BackendKit

extension State {
  /// Makes a request to the session.
  mutating func request(_ intent: Intent) -> [Effect] { perform(session.request(intent)) }

  /// Handles the session's effects: shows notices, returns the rest.
  mutating func perform(_ effects: [Session.Effect]) -> [Effect] {
    var rest: [Effect] = []
    for effect in effects {
      switch effect {
      case .start(let id, let task): rest.append(.start(id, task))
      case .cancel(let id): rest.append(.cancel(id))
      case .cancelItem(let index, let id): rest.append(.cancelItem(index, of: id))
      case .notify(let notice):
        browse.handle(notice, in: session)
        project.handle(notice, in: session)
        staged.handle(notice)
        switch notice {
        case .undoPlanned(let plan): overlay = .undo(plan, top: 0)
        case .outside(let files):
          overlay = session.staged.plan.map { .menu(.outside(files, plan: $0)) }
        case .targetChosen(let target):
          if case .pin(var prompt) = overlay {
            prompt.choose(target)
            overlay = .pin(prompt)
          }
        default: break
        }
        if notice.isReading { isWatchOutdated = true }
        let words = NoticeText(
          session: session, context: context, bindings: bindings, ascii: options.ascii,
          separator: glyphs.separator)
        for message in words.messages(for: notice) { say(message) }
      }
    }
    overlay = overlay?.updated(to: session)
    return rest
  }

  /// Shows or logs a message.
  mutating func say(_ message: Message) {
    let time = session.options.clock()
    switch message {
    case .status(let text, let hint): status = SafeText.clean(self.text(text, hint))
    case .done(let text, let hint):
      status = SafeText.clean(self.text(text, hint))
      log.add(.done, self.text(text, hint), at: time)
    case .logged(let entry): log.add(entry, at: time)
    case .running(let entry, let id): log.put(entry, for: id, at: time)
    case .ended(let entry, let id): log.finish(entry, for: id, at: time)
    case .error(let problem, let hint):
      let problem = withHint(problem, hint)
      error = problem
      log.add(.failed, problem.message, hint: problem.hint, at: time)
    case .shown(let problem): error = withHint(problem)
    case .noted(let problem):
      let problem = withHint(problem)
      log.add(.failed, problem.message, hint: problem.hint, at: time)
    }
  }

  /// A text, followed by a hint if its action has a key.
  func text(_ text: String, _ hint: KeyHint?, separator: String = ": ") -> String {
    hint.flatMap(phrase).map { text + separator + $0 } ?? text
  }

  /// An error whose hint names a key that helps, else a command.
  func withHint(_ problem: ErrorMessage, _ key: KeyHint? = nil) -> ErrorMessage {
    let key = key.flatMap { canWork($0.action) ? $0 : nil }
    return bindings.withHint(problem, key, in: context, ascii: options.ascii)
  }
}
