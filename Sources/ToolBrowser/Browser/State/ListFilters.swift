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
  var listFilter: Filter? { filteredList.flatMap { listFilters[$0] } }

  /// The indices of the lines that the filter lets through: those that hold all of its words.
  func visible(_ list: FilteredList) -> [Int] {
    let indices = Array(0..<count(of: list))
    let words = (listFilters[list]?.field.text ?? "").lowercased().split(separator: " ")
    guard !words.isEmpty else { return indices }
    return indices.filter { index in
      let text = text(of: index, in: list).lowercased()
      return words.allSatisfy { text.contains($0) }
    }
  }

  /// How many lines there are without a filter.
  func count(of list: FilteredList) -> Int {
    switch list {
    case .versions: versions.count
    case .project: session.rows.count
    case .log: log.entries.count
    }
  }

  private func text(of index: Int, in list: FilteredList) -> String {
    switch list {
    case .versions:
      let version = versions[index]
      return ([version.version] + version.aliases).joined(separator: " ")
    case .project:
      let row = session.rows[index]
      return "\(row.name) \(row.id.key) \(row.request) \(row.location)"
    case .log: return log.entries[index].text
    }
  }

  /// The line so many visible ones further.
  func line(_ lines: Int, from index: Int, in list: FilteredList) -> Int {
    let visible = visible(list)
    guard !visible.isEmpty else { return index }
    let position = visible.firstIndex { $0 >= index } ?? visible.count - 1
    let (sum, overflow) = position.addingReportingOverflow(lines)
    let moved = overflow ? (lines < 0 ? 0 : visible.count) : sum
    return visible[min(max(moved, 0), visible.count - 1)]
  }

  /// The cursor of a list.
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
}
