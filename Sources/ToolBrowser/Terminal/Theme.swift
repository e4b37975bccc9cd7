/// A colour of a terminal.
enum Colour: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the terminal's sixteen configured colours: 0 to 7, and 8 to 15 for the bright ones.
  case ansi(UInt8)
  /// One of the 240 fixed colours from 16 on, with the nearest of the sixteen for terminals without
  /// more.
  case palette(UInt8, nearest: UInt8)
}

/// The number of colours to use.
enum ColourDepth: Int, Comparable, Sendable {
  case none = 0
  case eight = 8
  case sixteen = 16
  case many = 256

  /// The depth for a terminal with that many colours.
  init(colours: Int) {
    self = [.many, .sixteen, .eight].first { $0.rawValue <= colours } ?? .none
  }

  static func < (left: ColourDepth, right: ColourDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// How a piece of text is drawn.
struct TextStyle: Hashable, Sendable {
  var foreground: Colour
  var background: Colour
  var attributes: Attributes

  init(
    _ foreground: Colour = .terminal, on background: Colour = .terminal,
    _ attributes: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The same style with the colours of a depth.
  func limited(to depth: ColourDepth) -> TextStyle {
    var style = self
    style.foreground = style.foreground.limited(to: depth)
    style.background = style.background.limited(to: depth)
    if depth == .eight {
      // With eight colours, bold makes a foreground bright; a background cannot be bright.
      if case .ansi(let number) = style.foreground, number >= 8 {
        style.foreground = .ansi(number - 8)
        style.attributes.insert(.bold)
      }
      if case .ansi(let number) = style.background, number >= 8 {
        style.background = .ansi(number - 8)
      }
    }
    return style
  }
}

extension Colour {
  fileprivate func limited(to depth: ColourDepth) -> Colour {
    if depth == .none { return .terminal }
    if case .palette(_, let nearest) = self, depth < .many { return .ansi(nearest) }
    return self
  }
}

/// The style of each role. Themes are identified by their names.
struct Theme: Sendable, Equatable {
  /// Its name for `--theme`.
  let name: String
  /// One line about it, for the help.
  let summary: String
  /// The style of each role, in the order of the roles.
  private let styles: [TextStyle]

  private init(
    _ name: String, _ summary: String, plain: TextStyle = TextStyle(),
    _ styles: [ColourRole: TextStyle]
  ) {
    self.name = name
    self.summary = summary
    self.styles = ColourRole.allCases.map { styles[$0] ?? plain }
  }

  static func == (left: Theme, right: Theme) -> Bool { left.name == right.name }

  /// The style of a role with additional attributes. Without colours every theme is `mono`.
  func style(_ role: ColourRole, _ attributes: Attributes = [], depth: ColourDepth) -> TextStyle {
    let theme = depth == .none ? Theme.mono : self
    var style = theme.styles[Int(role.rawValue)].limited(to: depth)
    style.attributes.formUnion(attributes)
    return style
  }

  /// The theme with a name.
  static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

  /// The next theme, cyclically.
  var next: Theme {
    let index = Theme.all.firstIndex { $0.name == name } ?? -1
    return Theme.all[(index + 1) % Theme.all.count]
  }

  /// Every theme, the default first.
  static let all = [terminal, dark, light, highContrast, colourBlind, mono]

  /// The default: the terminal's own sixteen colours, on its own background.
  static let terminal = Theme(
    "terminal", "the terminal's own sixteen colours and background",
    [
      .title: TextStyle(.terminal, .bold),
      .dim: TextStyle(.terminal, .dim),
      .selected: TextStyle(.terminal, .reverse),
      .focus: TextStyle(.terminal, .bold),
      .match: TextStyle(.ansi(5), [.bold, .underline]),
      .good: TextStyle(.ansi(2)),
      .attention: TextStyle(.ansi(3)),
      .bad: TextStyle(.ansi(1), .bold),
      .staged: TextStyle(.ansi(6)),
      .added: TextStyle(.ansi(2)),
      .removed: TextStyle(.ansi(1)),
      .key: TextStyle(.terminal, .bold),
    ])

  /// Soft colours for a dark background.
  static let dark = Theme(
    "dark", "soft colours for a dark background",
    [
      .title: TextStyle(.palette(153, nearest: 14), .bold),
      .dim: TextStyle(.palette(246, nearest: 7)),
      .selected: TextStyle(.palette(231, nearest: 15), on: .palette(60, nearest: 4)),
      .focus: TextStyle(.palette(153, nearest: 14)),
      .match: TextStyle(.palette(215, nearest: 11), [.bold, .underline]),
      .good: TextStyle(.palette(114, nearest: 10)),
      .attention: TextStyle(.palette(222, nearest: 11)),
      .bad: TextStyle(.palette(210, nearest: 9), .bold),
      .staged: TextStyle(.palette(116, nearest: 14)),
      .added: TextStyle(.palette(114, nearest: 10)),
      .removed: TextStyle(.palette(210, nearest: 9)),
      .key: TextStyle(.palette(183, nearest: 13), .bold),
    ])

  /// Dark colours for a light background.
  static let light = Theme(
    "light", "dark colours for a light background",
    [
      .title: TextStyle(.palette(24, nearest: 4), .bold),
      .dim: TextStyle(.palette(242, nearest: 0)),
      .selected: TextStyle(.palette(231, nearest: 15), on: .palette(25, nearest: 4)),
      .focus: TextStyle(.palette(24, nearest: 4)),
      .match: TextStyle(.palette(125, nearest: 5), [.bold, .underline]),
      .good: TextStyle(.palette(28, nearest: 2)),
      .attention: TextStyle(.palette(130, nearest: 3)),
      .bad: TextStyle(.palette(124, nearest: 1), .bold),
      .staged: TextStyle(.palette(30, nearest: 6)),
      .added: TextStyle(.palette(28, nearest: 2)),
      .removed: TextStyle(.palette(124, nearest: 1)),
      .key: TextStyle(.palette(54, nearest: 5), .bold),
    ])

  /// Bright colours on black, nothing dimmed.
  static let highContrast = Theme(
    "high-contrast", "bright colours on black, nothing dimmed",
    plain: TextStyle(.palette(231, nearest: 15), on: .palette(16, nearest: 0)),
    [
      .title: TextStyle(.palette(231, nearest: 15), on: .palette(16, nearest: 0), .bold),
      .selected: TextStyle(.palette(16, nearest: 0), on: .palette(226, nearest: 11), .bold),
      .focus: TextStyle(.palette(226, nearest: 11), on: .palette(16, nearest: 0), .bold),
      .match: TextStyle(
        .palette(226, nearest: 11), on: .palette(16, nearest: 0), [.bold, .underline]),
      .good: TextStyle(.palette(120, nearest: 10), on: .palette(16, nearest: 0), .bold),
      .attention: TextStyle(.palette(226, nearest: 11), on: .palette(16, nearest: 0), .bold),
      .bad: TextStyle(
        .palette(210, nearest: 9), on: .palette(16, nearest: 0), [.bold, .underline]),
      .staged: TextStyle(.palette(123, nearest: 14), on: .palette(16, nearest: 0), .bold),
      .added: TextStyle(.palette(120, nearest: 10), on: .palette(16, nearest: 0), .bold),
      .removed: TextStyle(.palette(210, nearest: 9), on: .palette(16, nearest: 0), .bold),
      .key: TextStyle(
        .palette(231, nearest: 15), on: .palette(16, nearest: 0), [.bold, .underline]),
    ])

  /// Blue and orange, for people who cannot distinguish red from green.
  /// Its colours can be read on dark and on light backgrounds.
  static let colourBlind = Theme(
    "colour-blind", "blue and orange instead of green and red",
    [
      .title: TextStyle(.terminal, .bold),
      .dim: TextStyle(.terminal, .dim),
      .selected: TextStyle(.terminal, .reverse),
      .focus: TextStyle(.palette(33, nearest: 12), .bold),
      .match: TextStyle(.palette(133, nearest: 5), [.bold, .underline]),
      .good: TextStyle(.palette(33, nearest: 12)),
      .attention: TextStyle(.palette(136, nearest: 3)),
      .bad: TextStyle(.palette(166, nearest: 3), [.bold, .underline]),
      .staged: TextStyle(.palette(31, nearest: 6)),
      .added: TextStyle(.palette(33, nearest: 12)),
      .removed: TextStyle(.palette(166, nearest: 3)),
      .key: TextStyle(.terminal, .bold),
    ])

  /// No colours: only bold, underline and reverse.
  static let mono = Theme(
    "mono", "no colours: only bold, underline and reverse",
    [
      .title: TextStyle(.terminal, .bold),
      .dim: TextStyle(.terminal, .dim),
      .selected: TextStyle(.terminal, .reverse),
      .focus: TextStyle(.terminal, .bold),
      .match: TextStyle(.terminal, [.bold, .underline]),
      .attention: TextStyle(.terminal, .bold),
      .bad: TextStyle(.terminal, [.bold, .underline]),
      .staged: TextStyle(.terminal, .bold),
      .added: TextStyle(.terminal, .bold),
      .removed: TextStyle(.terminal, .dim),
      .key: TextStyle(.terminal, .bold),
    ])
}
