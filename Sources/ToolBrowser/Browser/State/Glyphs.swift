/// The symbols on the screen, in Unicode or, for terminals without it, in ASCII.
struct Glyphs: Sendable {
  let inForce, shadowed, yes, no, newer, yanked, deprecated, moved: String
  /// An entry that is added, changed or removed by what is staged.
  let staged, changed, removed: String
  let arrow, separator, trail, ellipsis, cursor, chosen, bullet: String
  let border, focusedBorder: Border
  let spinner: [String]
  let isASCII: Bool

  /// The mark of an entry with a staged change.
  func mark(of staged: StagedChange, isNew: Bool) -> String {
    staged.change.request == nil ? removed : isNew ? self.staged : changed
  }

  static let unicode = Glyphs(
    inForce: "●", shadowed: "○", yes: "✓", no: "–", newer: "↑", yanked: "✗", deprecated: "!",
    moved: "~", staged: "+", changed: "±", removed: "−", arrow: "→", separator: "·", trail: "›",
    ellipsis: "…", cursor: "›",
    chosen: "◆", bullet: "•", border: Border("─", "│", "┌┐└┘"),
    focusedBorder: Border("━", "┃", "┏┓┗┛"),
    spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"], isASCII: false)

  static let ascii = Glyphs(
    inForce: "*", shadowed: "o", yes: "y", no: "-", newer: "^", yanked: "x", deprecated: "!",
    moved: "~", staged: "+", changed: "=", removed: "-", arrow: "->", separator: "-", trail: ">",
    ellipsis: "...", cursor: ">",
    chosen: "#", bullet: "*", border: Border("-", "|", "..''"),
    focusedBorder: Border("=", "|", "####"),
    spinner: ["|", "/", "-", "\\"], isASCII: true)
}

/// The border of a pane. The focused pane has a heavier one, so that it can be distinguished
/// without colour.
struct Border: Sendable {
  let horizontal, vertical: Character
  let upperLeft, upperRight, lowerLeft, lowerRight: String

  /// `corners` are the four corners in reading order.
  init(_ horizontal: Character, _ vertical: Character, _ corners: String) {
    self.horizontal = horizontal
    self.vertical = vertical
    let corners = corners.map(String.init)
    upperLeft = corners[0]
    upperRight = corners[1]
    lowerLeft = corners[2]
    lowerRight = corners[3]
  }
}

extension State {
  /// The symbols to use.
  var glyphs: Glyphs { options.ascii ? .ascii : .unicode }
}
