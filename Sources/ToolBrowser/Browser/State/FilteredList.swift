import BackendKit

/// A list that `filter` leaves lines out of, other than the list of tools, or a text that it searches:
/// Details, and the diff of Staged. Its tab owns its filter and its cursor.
enum FilteredList: Hashable, Sendable {
  case versions, details, project, staged, log
}

extension FilteredList {
  /// Its filter, if any.
  func filter(in state: State) -> Filter? { state[keyPath: filterPath] }

  /// Scrolls the list so that its cursor is visible among the lines that match the filter; returns
  /// the visible lines.
  @discardableResult
  func clamp(height: Int, in state: inout State) -> [Int] {
    guard let cursorPath else { return [] }
    let visible = visible(in: state)
    let current = state[keyPath: cursorPath]
    var cursor = ListCursor(
      index: visible.firstIndex { $0 >= current.index } ?? max(visible.count - 1, 0),
      top: current.top)
    cursor.clamp(count: visible.count, height: height)
    state[keyPath: cursorPath].top = cursor.top
    return cursor.visible(count: visible.count, height: height).map { visible[$0] }
  }

  /// The indices of the lines that match the filter.
  func visible(in state: State) -> [Int] {
    switch self {
    case .versions: state.browse.visibleVersions(in: state.session)
    case .project: state.project.visibleRows(in: state.session)
    case .details, .staged: filter(in: state).matches(in: text(in: state))
    case .log: state.log.visibleEntries
    }
  }

  /// What is left of it, or where the search is.
  func summary(in state: State) -> String {
    let count: Int
    switch self {
    case .details, .staged: return filter(in: state).summary(in: text(in: state))
    case .versions: count = state.versions.count
    case .project: count = state.session.rows.count
    case .log: count = state.log.entries.count
    }
    return "\(visible(in: state).count) of \(count)"
  }

  /// The lines of a text; none of a list.
  private func text(in state: State) -> [String] {
    switch self {
    case .details: state.layout.detailsText.texts
    case .staged: state.layout.diffLines.map(\.spans).texts
    case .versions, .project, .log: []
    }
  }

  private var filterPath: WritableKeyPath<State, Filter?> {
    switch self {
    case .versions: \.browse.versionFilter
    case .details: \.browse.detailsSearch
    case .project: \.project.filter
    case .staged: \.staged.filter
    case .log: \.log.filter
    }
  }

  /// Its cursor; nil of a text.
  private var cursorPath: WritableKeyPath<State, ListCursor>? {
    switch self {
    case .versions: \.browse.versionCursor
    case .details, .staged: nil
    case .project: \.project.cursor
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
    case .help: state.overlay = .help(on: .filter)
    case let action?: return state.perform(action)
    case nil where key == .backspace && isEmpty: clearFilter(in: &state)
    case nil:
      guard state[keyPath: filterPath].type(key) else { break }
      goToFirstMatch(in: &state)
    }
    return []
  }

  private func goToFirstMatch(in state: inout State) {
    switch self {
    case .details: state.browse.goToMatch(by: 1, in: state.layout, from: 0)
    case .staged: state.staged.goToMatch(by: 1, in: state.layout, from: 0)
    case .versions, .project, .log:
      guard let cursorPath else { return }
      let visible = visible(in: state)
      if !visible.contains(state[keyPath: cursorPath].index), let first = visible.first {
        state[keyPath: cursorPath].index = first
      }
    }
  }
}

extension State {
  /// The focused list, if it can be filtered.
  var filteredList: FilteredList? {
    switch context {
    case .versions: .versions
    case .details: .details
    case .project: .project
    case .staged: .staged
    case .log: .log
    default: nil
    }
  }
}
