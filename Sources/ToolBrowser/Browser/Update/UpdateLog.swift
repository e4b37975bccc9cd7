import BackendKit

extension State {
  /// Takes a key's meaning in Log.
  mutating func performInLog(_ action: Action) {
    let page = max(layout.log.page - 1, 1)
    let count = log.entries.count
    switch action {
    case .up: log.cursor.move(by: -1, count: count)
    case .down: log.cursor.move(by: 1, count: count)
    case .pageUp: log.cursor.move(by: -page, count: count)
    case .pageDown: log.cursor.move(by: page, count: count)
    case .halfPageUp: log.cursor.move(by: -max(page / 2, 1), count: count)
    case .halfPageDown: log.cursor.move(by: max(page / 2, 1), count: count)
    case .top: log.cursor.index = 0
    case .bottom: log.cursor.index = max(count - 1, 0)
    default: break
    }
  }
}
