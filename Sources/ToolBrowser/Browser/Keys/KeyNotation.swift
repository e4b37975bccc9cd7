extension Key {
  /// The short displayed name, in ASCII only if `ascii` is set. Scripts and settings use
  /// `scriptName`.
  func shown(ascii: Bool) -> String {
    if !ascii, let arrow = Key.arrows[self] { return arrow }
    let name = scriptName
    guard name.count > 1, self != .character("<") else {
      return self == .character("<") ? "<" : name
    }
    return String(name.dropFirst().dropLast())
  }

  private static let arrows: [Key: String] = [.up: "↑", .down: "↓", .left: "←", .right: "→"]
}
