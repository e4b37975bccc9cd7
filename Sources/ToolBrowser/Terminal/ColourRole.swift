/// What a piece of text says about itself; a theme decides how that looks. No role is the only
/// sign of anything: marks and words say it as well.
enum ColourRole: UInt8, CaseIterable, Sendable {
  /// Ordinary text.
  case plain
  /// Headings, names of panes, what is open.
  case title
  /// What matters less: borders, units, what is shadowed.
  case dim
  /// The line under the cursor in the pane that has the keys.
  case selected
  /// The border of the pane that has the keys.
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
  /// Lines that a diff adds and removes, equally loud.
  case added, removed
  /// Keys in the bottom line and in help.
  case key
}

/// What is laid over the look of a role.
struct Attributes: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let bold = Attributes(rawValue: 1)
  static let underline = Attributes(rawValue: 2)
  static let reverse = Attributes(rawValue: 4)
  static let dim = Attributes(rawValue: 8)
}

/// A piece of text of one look.
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
