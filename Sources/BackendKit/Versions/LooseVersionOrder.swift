/// The order in which mise sorts versions that it reads leniently; it decides what "newest
/// installed" and "outdated" mean.
extension LooseVersion {
  /// -1, 0 or 1. Build metadata is ignored.
  static func compare(_ left: LooseVersion, _ right: LooseVersion) -> Int {
    switch (left, right) {
    case (.general(let left), .general(let right)): return General.compareMixed(left, right)
    case (.mess(let left), .mess(let right)): return Mess.compare(left, right)
    case (.general(let left), .mess(let right)): return compare(left, right)
    case (.mess(let left), .general(let right)): return -compare(right, left)
    }
  }

  /// Compares numbers as long as both have one in the same position, then text.
  private static func compare(_ left: General, _ right: Mess) -> Int {
    if let epoch = left.epoch, epoch > 0 { return 1 }
    var position = 0
    while position < left.parts.count, let number = left.parts[position].number,
      let other = right.number(at: position)
    {
      if number != other { return number < other ? -1 : 1 }
      position += 1
    }
    // In a strict version, `3a` as the last part is a pre-release of 3.
    if left.isIdeal, position == 2, let number = left.parts[position].number,
      let other = right.groups[0].parts.dropFirst(position).first.map(Part.word)?.leadingNumber
    {
      return number < other ? -1 : 1
    }
    return Mess.compare(left.mess, right)
  }

  fileprivate static func sign<T: Comparable>(_ left: T, _ right: T) -> Int {
    left < right ? -1 : left == right ? 0 : 1
  }
}

extension LooseVersion.General {
  /// Compares versions that are not strict: parts from the left, then their number; if all parts
  /// are equal, one with a release comes after one without.
  static func compare(_ left: Self, _ right: Self) -> Int {
    let epochs = LooseVersion.sign(left.epoch ?? 0, right.epoch ?? 0)
    if epochs != 0 { return epochs }
    let parts = compare(left.parts, right.parts, by: LooseVersion.Part.compareLeniently)
    return parts != 0 ? parts : compareReleases(left.release, right.release)
  }

  /// Compares versions of which one or both are strict: a strict version's release is a pre-release
  /// and comes before none.
  static func compareMixed(_ left: Self, _ right: Self) -> Int {
    switch (left.isIdeal, right.isIdeal) {
    case (false, false): return compare(left, right)
    case (false, true): return -compareIdeal(right, left)
    case (true, false): return compareIdeal(left, right)
    case (true, true):
      let parts = compare(left.parts, right.parts, by: LooseVersion.Part.compareLeniently)
      if parts != 0 { return parts }
      switch (left.release, right.release) {
      case (nil, nil): return 0
      case (nil, _): return 1
      case (_, nil): return -1
      default: return compareReleases(left.release, right.release)
      }
    }
  }

  private static func compareIdeal(_ ideal: Self, _ other: Self) -> Int {
    if let epoch = other.epoch, epoch > 0 { return -1 }
    for (position, part) in ideal.parts.enumerated() {
      guard position < other.parts.count, let number = other.parts[position].leadingNumber,
        let own = part.number
      else { return 1 }
      if own != number { return own < number ? -1 : 1 }
    }
    guard other.parts.count > 3 else { return compareReleases(ideal.release, other.release) }
    return other.parts[3].number == nil ? 1 : -1
  }

  private static func compareReleases(
    _ left: [LooseVersion.Part]?, _ right: [LooseVersion.Part]?
  ) -> Int {
    switch (left, right) {
    case (nil, nil): 0
    case (nil, _): -1
    case (_, nil): 1
    case (let left?, let right?): compare(left, right, by: LooseVersion.Part.compareStrictly)
    }
  }

  private static func compare(
    _ left: [LooseVersion.Part], _ right: [LooseVersion.Part],
    by order: (LooseVersion.Part, LooseVersion.Part) -> Int
  ) -> Int {
    for (left, right) in zip(left, right) {
      let parts = order(left, right)
      if parts != 0 { return parts }
    }
    return LooseVersion.sign(left.count, right.count)
  }

  fileprivate var mess: LooseVersion.Mess {
    var groups = epoch.map { [LooseVersion.Mess.Group(mark: nil, parts: [String($0)])] } ?? []
    groups.append(.init(mark: epoch == nil ? nil : ":", parts: parts.map(\.text)))
    if let release { groups.append(.init(mark: "-", parts: release.map(\.text))) }
    return LooseVersion.Mess(groups: groups)
  }
}

extension LooseVersion.Part {
  /// The number at the beginning of a part.
  fileprivate var leadingNumber: UInt32? {
    switch self {
    case .number(let number): number
    case .word(let word): UInt32(word.prefix(while: \.isASCIIDigit))
    }
  }

  /// The number after the first letter: 23 in `r23`.
  private var trailingNumber: UInt32? {
    switch self {
    case .number(let number): number
    case .word(let word): UInt32(word.dropFirst().prefix(while: \.isASCIIDigit))
    }
  }

  /// As in semantic versioning: numbers before words.
  fileprivate static func compareStrictly(_ left: Self, _ right: Self) -> Int {
    switch (left, right) {
    case (.number(let left), .number(let right)): LooseVersion.sign(left, right)
    case (.number, .word): -1
    case (.word, .number): 1
    case (.word(let left), .word(let right)): LooseVersion.sign(left, right)
    }
  }

  /// By the numbers in the words, if there are any: `r8` before `r23`, `0rc1` before `0`.
  fileprivate static func compareLeniently(_ left: Self, _ right: Self) -> Int {
    switch (left, right) {
    case (.number(let left), .number(let right)):
      return LooseVersion.sign(left, right)
    case (.word(let leftWord), .word(let rightWord)):
      guard let first = leftWord.first, let second = rightWord.first else { return 0 }
      var numbers: (UInt32?, UInt32?) = (nil, nil)
      if first.isASCIIDigit, second.isASCIIDigit {
        numbers = (left.leadingNumber, right.leadingNumber)
      } else if first == second {
        numbers = (left.trailingNumber, right.trailingNumber)
      }
      if let left = numbers.0, let right = numbers.1 { return LooseVersion.sign(left, right) }
      return LooseVersion.sign(leftWord, rightWord)
    case (.number(let number), .word):
      guard let other = right.leadingNumber else { return 1 }
      return number == other ? 1 : LooseVersion.sign(number, other)
    case (.word, .number):
      return -compareLeniently(right, left)
    }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { "0"..."9" ~= self }
}

extension LooseVersion.Mess {
  /// The number in a position, after the epoch if there is one.
  fileprivate func number(at position: Int) -> UInt32? {
    let group = groups.count > 1 && groups[1].mark == ":" ? groups[1] : groups[0]
    return position < group.parts.count ? UInt32(group.parts[position]) : nil
  }

  fileprivate static func compare(_ left: Self, _ right: Self) -> Int {
    for (left, right) in zip(left.groups, right.groups) {
      for (left, right) in zip(left.parts, right.parts) {
        let parts = comparePart(left, right)
        if parts != 0 { return parts }
      }
      let counts = LooseVersion.sign(left.parts.count, right.parts.count)
      if counts != 0 { return counts }
    }
    return LooseVersion.sign(left.groups.count, right.groups.count)
  }

  /// Numbers by value, revisions (`r23`) by number and before any number, else by text.
  private static func comparePart(_ left: String, _ right: String) -> Int {
    switch (UInt32(left), UInt32(right)) {
    case (let left?, let right?): return LooseVersion.sign(left, right)
    case (nil, nil):
      if let left = revision(left), let right = revision(right) {
        return LooseVersion.sign(left, right)
      }
    case (.some, nil): if revision(right) != nil { return 1 }
    case (nil, .some): if revision(left) != nil { return -1 }
    }
    return LooseVersion.sign(left, right)
  }

  private static func revision(_ part: String) -> UInt32? {
    part.utf8.first == UInt8(ascii: "r") ? UInt32(part.dropFirst()) : nil
  }
}
