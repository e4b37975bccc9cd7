import BackendKit

/// What is being installed, and what waits for it. One install runs at a time: two runs of mise
/// would write its lock file and its shims over each other.
struct InstallQueue: Sendable {
  /// How far an item is.
  enum Progress: Sendable, Equatable {
    case waiting, running
    case ended(InstallResult.Outcome)
  }

  /// The install that runs.
  struct Running: Sendable {
    let id: TaskID
    let items: [Installer.Item]
    var progress: [Progress]
    /// Whether it was cancelled: what is asked for from now on runs after it.
    var isEnding = false
    /// How many items have ended.
    var ended: Int { progress.count { if case .ended = $0 { true } else { false } } }
  }

  private(set) var running: Running?
  private(set) var waiting: [Installer.Item] = []

  /// Those of the items that are neither being installed nor waiting for it.
  func fresh(_ items: [Installer.Item]) -> [Installer.Item] {
    var known = waiting
    if let running, !running.isEnding {
      known += zip(running.items, running.progress).filter { pair in
        if case .ended = pair.1 { false } else { true }
      }.map(\.0)
    }
    return items.enumerated().filter { index, item in
      !known.contains(item) && !items[..<index].contains(item)
    }.map(\.element)
  }

  mutating func wait(_ items: [Installer.Item]) { waiting += items }

  mutating func begin(_ id: TaskID, _ items: [Installer.Item]) {
    running = Running(id: id, items: items, progress: items.map { _ in .waiting })
  }

  /// Notes what an install reports.
  mutating func note(_ progress: InstallProgress, of id: TaskID) {
    guard running?.id == id else { return }
    switch progress {
    case .started(let index): running?.progress[index] = .running
    case .finished(let index, let outcome): running?.progress[index] = .ended(outcome)
    case .line: break
    }
  }

  /// Notes that an install ended, and hands out what waited for it.
  mutating func end(_ id: TaskID) -> [Installer.Item] {
    guard running?.id == id else { return [] }
    running = nil
    defer { waiting = [] }
    return waiting
  }

  /// Notes that what runs was cancelled, and forgets what waits.
  mutating func cancel() {
    running?.isEnding = true
    waiting = []
  }

  /// How far a tool is; nil where it is not being installed.
  func progress(of tool: ToolName, key: String? = nil) -> Progress? {
    if let running {
      for (item, progress) in zip(running.items, running.progress)
      where item.tool == tool && (key == nil || item.key == key) {
        return progress
      }
    }
    return waiting.contains { $0.tool == tool && (key == nil || $0.key == key) } ? .waiting : nil
  }
}
