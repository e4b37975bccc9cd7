/// The meaning of a piece of text; a theme decides how it looks. A role is never the only sign:
/// glyphs and words say the same.
enum ColourRole: UInt8, CaseIterable, Sendable {
  /// Ordinary text.
  case plain
  /// Headings, names of panes, open items.
  case title
  /// Less important text: borders, units, shadowed entries.
  case dim
  /// The line under the cursor in the focused pane.
  case selected
  /// The border of the focused pane.
  case focus
  /// Letters that the filter matched.
  case match
  /// Current, installed, runs here.
  case good
  /// Newer, deprecated, moved: needs attention.
  case attention
  /// Yanked, broken, failed.
  case bad
  /// Staged.
  case staged
  /// Added and removed lines of a diff, equally prominent.
  case added, removed
  /// Keys in the bottom line and in the help.
  case key
}

/// Attributes that are added to the look of a role.
struct Attributes: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let bold = Attributes(rawValue: 1)
  static let underline = Attributes(rawValue: 2)
  static let reverse = Attributes(rawValue: 4)
  static let dim = Attributes(rawValue: 8)
}

/// A piece of text with one look.
struct Span: Hashable, Sendable {
  var text: String
  var role: ColourRole
  var attributes: Attributes

  init(_ text: String, _ role: ColourRole = .plain, _ attributes: Attributes = []) {
    self.text = text
    self.role = role
    self.attributes = attributes
  }
}
