import BackendKit

/// A list that `filter` leaves lines out of, beside the list of tools.
enum FilteredList: Hashable, Sendable {
  case versions, project, log
}

extension State {
  /// The list that the keys go to, where it can be filtered.
  var filteredList: FilteredList? {
    switch context {
    case .versions: .versions
    case .project: .project
    case .log: .log
    default: nil
    }
  }

  /// The filter of that list.
  var listFilter: Filter? { filteredList.flatMap { self[filter: $0] } }

  /// The indices of the lines that the filter lets through.
  func visible(_ list: FilteredList) -> [Int] {
    switch list {
    case .versions: browse.visibleVersions(in: session)
    case .project: project.visibleRows(in: session)
    case .log: log.visibleEntries
    }
  }

  /// How many lines a list has without a filter.
  func count(of list: FilteredList) -> Int {
    switch list {
    case .versions: versions.count
    case .project: session.rows.count
    case .log: log.entries.count
    }
  }

  /// The filter of a list, which its tab owns.
  subscript(filter list: FilteredList) -> Filter? {
    get {
      switch list {
      case .versions: browse.versionFilter
      case .project: project.filter
      case .log: log.filter
      }
    }
    set {
      switch list {
      case .versions: browse.versionFilter = newValue
      case .project: project.filter = newValue
      case .log: log.filter = newValue
      }
    }
  }

  /// The cursor of a list, which its tab owns.
  subscript(cursor list: FilteredList) -> ListCursor {
    get {
      switch list {
      case .versions: browse.versionCursor
      case .project: project.cursor
      case .log: log.cursor
      }
    }
    set {
      switch list {
      case .versions: browse.versionCursor = newValue
      case .project: project.cursor = newValue
      case .log: log.cursor = newValue
      }
    }
  }

  /// Takes a key while such a filter is typed.
  mutating func type(_ key: Key, meaning action: Action?, in list: FilteredList) -> [Effect] {
    switch action {
    case .cancel: self[filter: list] = nil
    case .open, .nextPane, .previousPane:
      self[filter: list]?.isTyping = false
      if self[filter: list]?.field.text.isEmpty == true { self[filter: list] = nil }
    case .help: overlay = .help(.filter, top: 0, over: nil)
    case let action?: return perform(action)
    case nil where key == .backspace && self[filter: list]?.field.text.isEmpty == true:
      self[filter: list] = nil
    case nil:
      guard self[filter: list]?.field.handle(key) == true else { break }
      let visible = visible(list)
      if !visible.contains(self[cursor: list].index), let first = visible.first {
        self[cursor: list].index = first
      }
    }
    return []
  }
}
