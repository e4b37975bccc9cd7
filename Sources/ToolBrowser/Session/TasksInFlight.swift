/// The running tasks. The outcome of a task that is no longer listed is dropped.
struct TasksInFlight: Sendable {
  /// One task.
  struct Item: Sendable {
    let id: TaskID
    let task: SessionTask
    /// Whether it was cancelled, but its outcome is still to come.
    var isEnding = false
    /// How many ticks it has taken.
    var ticks = 0
  }

  private(set) var items: [Item] = []
  private var next = 0
  /// How many ticks there were in all.
  private(set) var ticks = 0

  /// Adds a task and returns its ID.
  mutating func begin(_ task: SessionTask) -> TaskID {
    next += 1
    let id = TaskID(number: next)
    items.append(Item(id: id, task: task))
    return id
  }

  /// Removes a task; nil if it is not listed.
  mutating func end(_ id: TaskID) -> Item? {
    items.firstIndex { $0.id == id }.map { items.remove(at: $0) }
  }

  /// Marks a task as cancelled; it stays until its outcome comes.
  mutating func markEnding(_ id: TaskID) {
    if let index = items.firstIndex(where: { $0.id == id }) { items[index].isEnding = true }
  }

  /// The task with that ID, if it is running.
  subscript(id: TaskID) -> Item? { items.first { $0.id == id } }

  /// The newest task with that subject.
  func newest(_ subject: SessionTask.Subject) -> TaskID? {
    items.last { $0.task.subject == subject }?.id
  }

  /// Advances the clock by one tick.
  mutating func tick() {
    ticks += 1
    for index in items.indices { items[index].ticks += 1 }
  }

  /// The newest task that takes long enough to be shown, so that short tasks do not flicker.
  var slow: Item? { items.last { $0.ticks >= 2 } }

  /// The newest task that the user can cancel. Inspecting a tool is not shown.
  var cancellable: Item? {
    items.last { $0.task.isCancellable && !$0.isEnding && $0.task.subject != .inspection }
  }
}
