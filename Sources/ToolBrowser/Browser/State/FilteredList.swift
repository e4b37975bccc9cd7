import BackendKit

/// A list other than the list of tools that can be filtered, or the diff of Staged, which can be
/// searched. The tab owns filter and cursor.
enum FilteredList: Hashable, Sendable {
  case versions, project, staged, log
}

extension FilteredList {
  /// Its filter, if any.
  func filter(in state: State) -> Filter? { state[keyPath: filterPath] }

  /// Scrolls the list so that its cursor is visible among the lines that match the filter; returns
  /// the visible lines.
  @discardableResult
  func settle(height: Int, in state: inout State) -> [Int] {
    let visible = visible(in: state)
    let current = state[keyPath: cursorPath]
    var cursor = ListCursor(
      index: visible.firstIndex { $0 >= current.index } ?? max(visible.count - 1, 0),
      top: current.top)
    cursor.settle(count: visible.count, height: height)
    state[keyPath: cursorPath].top = cursor.top
    return cursor.visible(count: visible.count, height: height).map { visible[$0] }
  }

  /// The indices of the lines that match the filter.
  func visible(in state: State) -> [Int] {
    switch self {
    case .versions: state.browse.visibleVersions(in: state.session)
    case .project: state.project.visibleRows(in: state.session)
    case .staged: state.staged.matches(in: state.layout)
    case .log: state.log.visibleEntries
    }
  }

  /// The number of lines without a filter.
  func count(in state: State) -> Int {
    switch self {
    case .versions: state.versions.count
    case .project: state.session.rows.count
    case .staged: state.layout.diffLines.count
    case .log: state.log.entries.count
    }
  }

  private var filterPath: WritableKeyPath<State, Filter?> {
    switch self {
    case .versions: \.browse.versionFilter
    case .project: \.project.filter
    case .staged: \.staged.filter
    case .log: \.log.filter
    }
  }

  private var cursorPath: WritableKeyPath<State, ListCursor> {
    switch self {
    case .versions: \.browse.versionCursor
    case .project: \.project.cursor
    case .staged: \.staged.cursor
    case .log: \.log.cursor
    }
  }
}

extension FilteredList {
  /// Removes the filter.
  func clearFilter(in state: inout State) { state[keyPath: filterPath] = nil }

  /// Inserts pasted text.
  func insert(_ text: String, in state: inout State) {
    state[keyPath: filterPath]?.field.insert(text)
  }

  /// Handles a key while the filter is being typed.
  func handle(_ key: Key, meaning action: Action?, in state: inout State) -> [Effect] {
    let isEmpty = filter(in: state)?.field.text.isEmpty == true
    switch action {
    case .cancel: clearFilter(in: &state)
    case .open, .nextPane, .previousPane:
      state[keyPath: filterPath]?.isTyping = false
      if isEmpty { clearFilter(in: &state) }
    case .help: state.overlay = .help(.filter, top: 0, over: nil)
    case let action?: return state.perform(action)
    case nil where key == .backspace && isEmpty: clearFilter(in: &state)
    case nil:
      guard state[keyPath: filterPath]?.field.handle(key) == true else { break }
      if self == .staged {
        state.staged.goToMatch(after: -1, by: 1, in: state.layout)
        break
      }
      let visible = visible(in: state)
      if !visible.contains(state[keyPath: cursorPath].index), let first = visible.first {
        state[keyPath: cursorPath].index = first
      }
    }
    return []
  }
}

extension State {
  /// The focused list, if it can be filtered.
  var filteredList: FilteredList? {
    switch context {
    case .versions: .versions
    case .project: .project
    case .staged: .staged
    case .log: .log
    default: nil
    }
  }
}
