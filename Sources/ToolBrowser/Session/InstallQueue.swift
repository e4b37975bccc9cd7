import BackendKit

/// The running install and the items waiting for it. One install runs at a time, because two mise
/// processes would overwrite each other's lock file and shims.
struct InstallQueue: Sendable {
  /// How far an item has come.
  enum Progress: Sendable, Equatable {
    case waiting, running
    case ended(InstallResult.Outcome)
  }

  /// The install that runs.
  struct Running: Sendable {
    let id: TaskID
    let items: [Installer.Item]
    var progress: [Progress]
    /// Download and timing of the items that have started, by index.
    var status: [Int: InstallStatus] = [:]
    /// Whether it was cancelled; later requests run afterwards.
    var isEnding = false
    /// How many items have ended.
    var ended: Int { progress.count { if case .ended = $0 { true } else { false } } }
  }

  private(set) var running: Running?
  private(set) var waiting: [Installer.Item] = []

  /// The items that are neither being installed nor waiting.
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

  /// Records a progress report, received at `now` (seconds since 1970).
  mutating func note(_ progress: InstallProgress, of id: TaskID, now: Int64) {
    guard running?.id == id else { return }
    note(now: now)
    switch progress {
    case .started(let index):
      running?.progress[index] = .running
      running?.status[index] = InstallStatus(start: now)
    case .download(let download, let index):
      running?.status[index, default: InstallStatus(start: now)].download = download
    case .finished(let index, let outcome): running?.progress[index] = .ended(outcome)
    case .command, .line: break
    }
  }

  /// Updates how long the running items have taken.
  mutating func note(now: Int64) {
    guard var running else { return }
    for (index, progress) in running.progress.enumerated() where progress == .running {
      guard let start = running.status[index]?.start else { continue }
      running.status[index]?.seconds = max(now - start, 0)
    }
    self.running = running
  }

  /// Ends an install and returns the items that were waiting for it.
  mutating func end(_ id: TaskID) -> [Installer.Item] {
    guard running?.id == id else { return [] }
    running = nil
    defer { waiting = [] }
    return waiting
  }

  /// Marks the running install as cancelled and drops the waiting items.
  mutating func cancel() {
    running?.isEnding = true
    waiting = []
  }

  /// The progress of a tool; nil if it is not being installed.
  func progress(of tool: ToolName, key: String? = nil) -> Progress? {
    if let running, let index = index(of: tool, key: key) { return running.progress[index] }
    return waiting.contains { $0.tool == tool && (key == nil || $0.key == key) } ? .waiting : nil
  }

  /// Download and timing of a tool that is being installed.
  func status(of tool: ToolName, key: String? = nil) -> InstallStatus? {
    index(of: tool, key: key).flatMap { running?.status[$0] }
  }

  private func index(of tool: ToolName, key: String?) -> Int? {
    running?.items.firstIndex { $0.tool == tool && (key == nil || $0.key == key) }
  }
}
