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
