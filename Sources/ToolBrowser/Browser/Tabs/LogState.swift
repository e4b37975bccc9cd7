import BackendKit

/// A line of the log.
struct LogEntry: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case command, progress, done, failed }

  /// Identifies work whose line changes while it runs: an item of an install.
  struct ID: Hashable, Sendable {
    let task: TaskID
    let item: Int
  }

  let kind: Kind
  let text: String
  let hint: String?
  /// Whether the work is still running.
  let isOpen: Bool
  /// When it began, in seconds since 1970.
  fileprivate(set) var time: Int64 = 0

  init(_ kind: Kind, _ text: String, hint: String? = nil, isOpen: Bool = false) {
    self.isOpen = isOpen
    self.kind = kind
    self.text = SafeText.clean(text)
    self.hint = hint.map(SafeText.clean)
  }
}

/// Log: what happened in this run, newest last.
struct LogState: Sendable {
  private(set) var entries: [LogEntry] = []
  /// The indices of the lines of running work.
  private var open: [LogEntry.ID: Int] = [:]
  var cursor = ListCursor()
  var filter: Filter?

  /// The selected line.
  var selected: LogEntry? {
    entries.indices.contains(cursor.index) ? entries[cursor.index] : nil
  }

  /// The maximum number of lines; older ones are removed.
  private static let limit = 2000

  mutating func add(_ kind: LogEntry.Kind, _ text: String, hint: String? = nil, at time: Int64) {
    add(LogEntry(kind, text, hint: hint), at: time)
  }

  mutating func add(_ entry: LogEntry, at time: Int64) {
    var entry = entry
    entry.time = time
    let follows = cursor.index >= entries.count - 1
    entries.append(entry)
    if entries.count > LogState.limit {
      let old = entries.count - LogState.limit
      entries.removeFirst(old)
      open = open.compactMapValues { $0 >= old ? $0 - old : nil }
    }
    if follows { cursor.index = entries.count - 1 }
  }

  /// Adds or updates the line of running work.
  mutating func put(_ entry: LogEntry, for id: LogEntry.ID, at time: Int64) {
    if let index = open[id] {
      replace(index, by: entry)
    } else {
      add(entry, at: time)
      open[id] = entries.count - 1
    }
  }

  /// Records the outcome of work, unless its line already shows it.
  mutating func finish(_ entry: LogEntry, for id: LogEntry.ID, at time: Int64) {
    if let index = open.removeValue(forKey: id) {
      if entries[index].isOpen { replace(index, by: entry) }
    } else {
      add(entry, at: time)
    }
  }

  /// A line keeps the time at which it began, by which lines are ordered.
  private mutating func replace(_ index: Int, by entry: LogEntry) {
    let time = entries[index].time
    entries[index] = entry
    entries[index].time = time
  }
}

extension LogState {
  /// Performs an action in Log.
  mutating func perform(_ action: Action, in layout: Layout) {
    if let movement = action.movement(page: max(layout.log.page - 1, 1)) {
      cursor.move(movement, in: visibleEntries)
    } else if action == .filter {
      filter.begin()
    }
  }

  /// The indices of the lines that match the filter.
  var visibleEntries: [Int] {
    filter.visible(of: entries.count) { entries[$0].text }
  }
}
