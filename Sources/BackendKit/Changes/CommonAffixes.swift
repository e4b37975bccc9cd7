/// How much of two lists is the same at the front and at the back; what lies between differs. The
/// two parts never overlap.
struct CommonAffixes {
  /// How many elements in front are the same.
  let front: Int
  /// How many elements at the back are the same.
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
