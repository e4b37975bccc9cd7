import BackendKit

/// One line about what happened.
struct LogEntry: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case progress, done, failed }

  let kind: Kind
  let text: String
  let hint: String?

  init(_ kind: Kind, _ text: String, hint: String? = nil) {
    self.kind = kind
    self.text = SafeText.clean(text)
    self.hint = hint.map(SafeText.clean)
  }
}

/// Log: what happened in this run, the newest last.
struct LogState: Sendable {
  private(set) var entries: [LogEntry] = []
  var cursor = ListCursor()
  var filter: Filter?

  /// The line under the cursor.
  var selected: LogEntry? {
    entries.indices.contains(cursor.index) ? entries[cursor.index] : nil
  }

  /// Old lines go where a long run says too much.
  private static let limit = 2000

  mutating func add(_ entry: LogEntry) {
    let follows = cursor.index >= entries.count - 1
    entries.append(entry)
    if entries.count > LogState.limit { entries.removeFirst(entries.count - LogState.limit) }
    if follows { cursor.index = entries.count - 1 }
  }
}

extension LogState {
  /// Takes a key's meaning in Log.
  mutating func perform(_ action: Action, in layout: Layout) {
    if let lines = action.movement(page: max(layout.log.page - 1, 1)) {
      move(by: lines)
    } else if action == .filter {
      filter.begin()
    }
  }

  private mutating func move(by lines: Int) { cursor.move(by: lines, in: visibleEntries) }

  /// The indices of the lines that the filter lets through.
  var visibleEntries: [Int] {
    filter.visible(of: entries.count) { entries[$0].text }
  }
}
