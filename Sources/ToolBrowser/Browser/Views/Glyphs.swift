/// The signs on the screen, in Unicode or, for terminals without it, in ASCII.
struct Glyphs: Sendable {
  let inForce, shadowed, yes, no, newer, yanked, deprecated, moved, staged: String
  let arrow, separator, trail, ellipsis, cursor, chosen: String
  let horizontal, vertical: Character
  let upperLeft, upperRight, lowerLeft, lowerRight: String
  let spinner: [String]
  let isASCII: Bool

  static let unicode = Glyphs(
    inForce: "●", shadowed: "○", yes: "✓", no: "–", newer: "↑", yanked: "✗", deprecated: "!",
    moved: "~", staged: "+", arrow: "→", separator: "·", trail: "›", ellipsis: "…", cursor: "›",
    chosen: "◆", horizontal: "─", vertical: "│", upperLeft: "┌", upperRight: "┐", lowerLeft: "└",
    lowerRight: "┘", spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"], isASCII: false)

  static let ascii = Glyphs(
    inForce: "*", shadowed: "o", yes: "y", no: "-", newer: "^", yanked: "x", deprecated: "!",
    moved: "~", staged: "+", arrow: "->", separator: "-", trail: ">", ellipsis: "...", cursor: ">",
    chosen: "#", horizontal: "-", vertical: "|", upperLeft: "+", upperRight: "+", lowerLeft: "+",
    lowerRight: "+", spinner: ["|", "/", "-", "\\"], isASCII: true)
}

extension State {
  /// The signs of this run.
  var marks: Glyphs { options.ascii ? .ascii : .unicode }
}
