/// The signs on the screen, in Unicode or, for terminals without it, in ASCII.
struct Glyphs: Sendable {
  let inForce, shadowed, yes, no, newer, yanked, deprecated, moved, staged: String
  let arrow, separator, trail, ellipsis, cursor, chosen, bullet: String
  let border, focusedBorder: Border
  let spinner: [String]
  let isASCII: Bool

  static let unicode = Glyphs(
    inForce: "●", shadowed: "○", yes: "✓", no: "–", newer: "↑", yanked: "✗", deprecated: "!",
    moved: "~", staged: "+", arrow: "→", separator: "·", trail: "›", ellipsis: "…", cursor: "›",
    chosen: "◆", bullet: "•", border: Border("─", "│", "┌┐└┘"),
    focusedBorder: Border("━", "┃", "┏┓┗┛"),
    spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"], isASCII: false)

  static let ascii = Glyphs(
    inForce: "*", shadowed: "o", yes: "y", no: "-", newer: "^", yanked: "x", deprecated: "!",
    moved: "~", staged: "+", arrow: "->", separator: "-", trail: ">", ellipsis: "...", cursor: ">",
    chosen: "#", bullet: "*", border: Border("-", "|", "..''"),
    focusedBorder: Border("=", "|", "####"),
    spinner: ["|", "/", "-", "\\"], isASCII: true)
}

/// The lines around a pane. The pane that has the keys has heavier ones, so that it can be told
/// from the others without any colour.
struct Border: Sendable {
  let horizontal, vertical: Character
  let upperLeft, upperRight, lowerLeft, lowerRight: String

  /// `corners` are the four of them, in the order of reading.
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
  /// The signs of this run.
  var marks: Glyphs { options.ascii ? .ascii : .unicode }
}
