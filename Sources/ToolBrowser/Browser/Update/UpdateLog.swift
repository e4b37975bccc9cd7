extension State {
  /// Takes a key's meaning in Log.
  mutating func performInLog(_ action: Action) {
    let page = max(layout.log.page - 1, 1)
    let lines: Int
    switch action {
    case .up: lines = -1
    case .down: lines = 1
    case .pageUp: lines = -page
    case .pageDown: lines = page
    case .halfPageUp: lines = -max(page / 2, 1)
    case .halfPageDown: lines = max(page / 2, 1)
    case .top: lines = -log.entries.count
    case .bottom: lines = log.entries.count
    case .filter:
      startListFilter()
      return
    default: return
    }
    log.cursor.index = line(lines, from: log.cursor.index, in: .log)
  }
}
