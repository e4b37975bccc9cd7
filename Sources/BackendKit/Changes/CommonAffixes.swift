/// The length of the common prefix and suffix of two lists. The two never overlap.
struct CommonAffixes {
  /// The length of the common prefix.
  let front: Int
  /// The length of the common suffix.
  let back: Int

  init<Element: Equatable>(of old: [Element], and new: [Element]) {
    let shorter = min(old.count, new.count)
    var front = 0
    while front < shorter, old[front] == new[front] { front += 1 }
    var back = 0
    while back < shorter - front, old[old.count - 1 - back] == new[new.count - 1 - back] {
      back += 1
    }
    self.front = front
    self.back = back
  }
}
