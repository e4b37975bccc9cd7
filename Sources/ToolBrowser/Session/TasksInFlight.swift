/// The tasks in flight. The outcome of a task that is no longer here comes too late and is dropped.
struct TasksInFlight: Sendable {
  /// One task.
  struct Item: Sendable {
    let id: TaskID
    let task: SessionTask
    /// Whether it was asked to end early, and what it did until then is still to come.
    var isEnding = false
    /// How many ticks it has lasted.
    var ticks = 0
  }

  private(set) var items: [Item] = []
  private var next = 0
  /// How many ticks there were in all.
  private(set) var ticks = 0

  /// Adds a task that begins, and names it.
  mutating func begin(_ task: SessionTask) -> TaskID {
    next += 1
    let id = TaskID(number: next)
    items.append(Item(id: id, task: task))
    return id
  }

  /// Removes a task that ended or was given up; nil if it is not here.
  mutating func end(_ id: TaskID) -> Item? {
    items.firstIndex { $0.id == id }.map { items.remove(at: $0) }
  }

  /// Marks a task as ending: it stays until its outcome comes.
  mutating func markEnding(_ id: TaskID) {
    if let index = items.firstIndex(where: { $0.id == id }) { items[index].isEnding = true }
  }

  /// The task of that name, where it is in flight.
  subscript(id: TaskID) -> Item? { items.first { $0.id == id } }

  /// The newest task about a subject.
  func newest(_ subject: SessionTask.Subject) -> TaskID? {
    items.last { $0.task.subject == subject }?.id
  }

  /// Counts a tick of the face's clock.
  mutating func tick() {
    ticks += 1
    for index in items.indices { items[index].ticks += 1 }
  }

  /// The newest task that lasts long enough to be shown: what is done at once must not flicker.
  var slow: Item? { items.last { $0.ticks >= 2 } }

  /// The newest task that a person can end. Inspecting a tool is not shown.
  var cancellable: Item? {
    items.last { $0.task.isCancellable && !$0.isEnding && $0.task.subject != .inspection }
  }
}
