/// Names one piece of work in flight.
struct TaskID: Hashable, Sendable, Comparable {
  let number: Int

  static func < (left: TaskID, right: TaskID) -> Bool { left.number < right.number }
}

/// The work in flight. Answers of work that is no longer here come too late and are dropped.
struct TasksInFlight: Sendable {
  /// One piece.
  struct Item: Sendable {
    let id: TaskID
    /// What the status line says about it.
    let label: String
    /// Whether Esc ends it.
    let isCancellable: Bool
    /// How many ticks it has lasted.
    var ticks = 0
  }

  private(set) var items: [Item] = []
  private var next = 0
  /// Turns the spinner.
  private(set) var ticks = 0

  /// Notes work that begins, and names it.
  mutating func begin(_ label: String, isCancellable: Bool) -> TaskID {
    next += 1
    let id = TaskID(number: next)
    items.append(Item(id: id, label: label, isCancellable: isCancellable))
    return id
  }

  /// Forgets work that ended or was given up; whether it was still wanted.
  mutating func end(_ id: TaskID) -> Bool {
    guard let place = items.firstIndex(where: { $0.id == id }) else { return false }
    items.remove(at: place)
    return true
  }

  func contains(_ id: TaskID) -> Bool { items.contains { $0.id == id } }

  mutating func tick() {
    ticks += 1
    for place in items.indices { items[place].ticks += 1 }
  }

  /// The newest work that lasts long enough to be spoken of: what is done at once never flickers.
  var slow: Item? { items.last { $0.ticks >= 2 } }
  /// The newest work that Esc ends, beside what goes on unseen.
  func cancellable(besides quiet: TaskID?) -> Item? {
    items.last { $0.isCancellable && $0.id != quiet }
  }
}
