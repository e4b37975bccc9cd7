import BackendKit

extension Menu {
  /// The question before quitting; nil if nothing would be lost and no work is running.
  static func leaving(_ session: Session) -> Menu? {
    if session.isWriting {
      return Menu(
        title: "A write is in progress",
        items: [
          Item(label: "Wait", note: "until it is finished", choice: .stay),
          Item(label: "Quit", note: "as soon as it is finished", choice: .quit),
        ])
    }
    let changes = session.staged.changes.count
    let unsaved = changes == 1 ? "1 unsaved change" : "\(changes) unsaved changes"
    guard let running = session.installs.running else {
      guard changes > 0 else { return nil }
      return Menu(
        title: unsaved,
        items: [
          review, Item(label: "Discard and quit", note: "nothing is written", choice: .quit),
        ])
    }
    let count = running.items.count - running.ended + session.installs.waiting.count
    let install = count == 1 ? "1 install is running" : "\(count) installs are running"
    let rest = [
      Item(label: "Stay", note: "the install continues", choice: .stay),
      Item(
        label: changes > 0 ? "Discard, cancel and quit" : "Cancel and quit",
        note: "what is not finished is not installed", choice: .quit),
    ]
    return Menu(
      title: changes > 0 ? "\(install), \(unsaved)" : install,
      items: (changes > 0 ? [review] : []) + rest)
  }

  private static var review: Item {
    Item(label: "Review", note: "look at the diff, then write it", choice: .showStaged)
  }
}

extension Overlay {
  /// The dialog as it is true now: the work that the question before quitting is about may have ended.
  /// nil if there is nothing left to ask.
  func updated(to session: Session) -> Overlay? {
    guard case .menu(let asked) = self, asked.asksToQuit else { return self }
    guard var question = Menu.leaving(session) else { return nil }
    if question.items.map(\.label) == asked.items.map(\.label) { question.index = asked.index }
    return .menu(question)
  }
}
