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
struct Look: Hashable, Sendable {
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

  /// The same look with the colours of a depth.
  func limited(to depth: ColourDepth) -> Look {
    var look = self
    look.foreground = look.foreground.limited(to: depth)
    look.background = look.background.limited(to: depth)
    if depth == .eight {
      // With eight colours, bold makes a foreground bright; a background cannot be bright.
      if case .ansi(let number) = look.foreground, number >= 8 {
        look.foreground = .ansi(number - 8)
        look.attributes.insert(.bold)
      }
      if case .ansi(let number) = look.background, number >= 8 {
        look.background = .ansi(number - 8)
      }
    }
    return look
  }
}

extension Colour {
  fileprivate func limited(to depth: ColourDepth) -> Colour {
    if depth == .none { return .terminal }
    if case .palette(_, let nearest) = self, depth < .many { return .ansi(nearest) }
    return self
  }
}

/// The look of each role. Themes are identified by their names.
struct Theme: Sendable, Equatable {
  /// Its name for `--theme`.
  let name: String
  /// One line about it, for the help.
  let summary: String
  private let looks: [ColourRole: Look]
  /// The look of roles without their own.
  private let plain: Look

  private init(_ name: String, _ summary: String, plain: Look = Look(), _ looks: [ColourRole: Look])
  {
    self.name = name
    self.summary = summary
    self.plain = plain
    self.looks = looks
  }

  static func == (left: Theme, right: Theme) -> Bool { left.name == right.name }

  /// The look of a role with additional attributes. Without colours every theme is `mono`.
  func look(_ role: ColourRole, _ attributes: Attributes = [], depth: ColourDepth) -> Look {
    let theme = depth == .none ? Theme.mono : self
    var look = (theme.looks[role] ?? theme.plain).limited(to: depth)
    look.attributes.formUnion(attributes)
    return look
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
      .title: Look(.terminal, .bold),
      .dim: Look(.terminal, .dim),
      .selected: Look(.terminal, .reverse),
      .focus: Look(.terminal, .bold),
      .match: Look(.ansi(5), [.bold, .underline]),
      .good: Look(.ansi(2)),
      .attention: Look(.ansi(3)),
      .bad: Look(.ansi(1), .bold),
      .staged: Look(.ansi(6)),
      .added: Look(.ansi(2)),
      .removed: Look(.ansi(1)),
      .key: Look(.terminal, .bold),
    ])

  /// Soft colours for a dark background.
  static let dark = Theme(
    "dark", "soft colours for a dark background",
    [
      .title: Look(.palette(153, nearest: 14), .bold),
      .dim: Look(.palette(246, nearest: 7)),
      .selected: Look(.palette(231, nearest: 15), on: .palette(60, nearest: 4)),
      .focus: Look(.palette(153, nearest: 14)),
      .match: Look(.palette(215, nearest: 11), [.bold, .underline]),
      .good: Look(.palette(114, nearest: 10)),
      .attention: Look(.palette(222, nearest: 11)),
      .bad: Look(.palette(210, nearest: 9), .bold),
      .staged: Look(.palette(116, nearest: 14)),
      .added: Look(.palette(114, nearest: 10)),
      .removed: Look(.palette(210, nearest: 9)),
      .key: Look(.palette(183, nearest: 13), .bold),
    ])

  /// Dark colours for a light background.
  static let light = Theme(
    "light", "dark colours for a light background",
    [
      .title: Look(.palette(24, nearest: 4), .bold),
      .dim: Look(.palette(242, nearest: 0)),
      .selected: Look(.palette(231, nearest: 15), on: .palette(25, nearest: 4)),
      .focus: Look(.palette(24, nearest: 4)),
      .match: Look(.palette(125, nearest: 5), [.bold, .underline]),
      .good: Look(.palette(28, nearest: 2)),
      .attention: Look(.palette(130, nearest: 3)),
      .bad: Look(.palette(124, nearest: 1), .bold),
      .staged: Look(.palette(30, nearest: 6)),
      .added: Look(.palette(28, nearest: 2)),
      .removed: Look(.palette(124, nearest: 1)),
      .key: Look(.palette(54, nearest: 5), .bold),
    ])

  /// Bright colours on black, nothing dimmed.
  static let highContrast = Theme(
    "high-contrast", "bright colours on black, nothing dimmed",
    plain: Look(.palette(231, nearest: 15), on: .palette(16, nearest: 0)),
    [
      .title: Look(.palette(231, nearest: 15), on: .palette(16, nearest: 0), .bold),
      .selected: Look(.palette(16, nearest: 0), on: .palette(226, nearest: 11), .bold),
      .focus: Look(.palette(226, nearest: 11), on: .palette(16, nearest: 0), .bold),
      .match: Look(.palette(226, nearest: 11), on: .palette(16, nearest: 0), [.bold, .underline]),
      .good: Look(.palette(120, nearest: 10), on: .palette(16, nearest: 0), .bold),
      .attention: Look(.palette(226, nearest: 11), on: .palette(16, nearest: 0), .bold),
      .bad: Look(.palette(210, nearest: 9), on: .palette(16, nearest: 0), [.bold, .underline]),
      .staged: Look(.palette(123, nearest: 14), on: .palette(16, nearest: 0), .bold),
      .added: Look(.palette(120, nearest: 10), on: .palette(16, nearest: 0), .bold),
      .removed: Look(.palette(210, nearest: 9), on: .palette(16, nearest: 0), .bold),
      .key: Look(.palette(231, nearest: 15), on: .palette(16, nearest: 0), [.bold, .underline]),
    ])

  /// Blue and orange, for people who cannot distinguish red from green.
  static let colourBlind = Theme(
    "colour-blind", "blue and orange instead of green and red",
    [
      .title: Look(.terminal, .bold),
      .dim: Look(.terminal, .dim),
      .selected: Look(.terminal, .reverse),
      .focus: Look(.palette(33, nearest: 12), .bold),
      .match: Look(.palette(175, nearest: 13), [.bold, .underline]),
      .good: Look(.palette(33, nearest: 12)),
      .attention: Look(.palette(178, nearest: 11)),
      .bad: Look(.palette(202, nearest: 3), [.bold, .underline]),
      .staged: Look(.palette(74, nearest: 14)),
      .added: Look(.palette(33, nearest: 12)),
      .removed: Look(.palette(208, nearest: 3)),
      .key: Look(.terminal, .bold),
    ])

  /// No colours: only bold, underline and reverse.
  static let mono = Theme(
    "mono", "no colours: only bold, underline and reverse",
    [
      .title: Look(.terminal, .bold),
      .dim: Look(.terminal, .dim),
      .selected: Look(.terminal, .reverse),
      .focus: Look(.terminal, .bold),
      .match: Look(.terminal, [.bold, .underline]),
      .attention: Look(.terminal, .bold),
      .bad: Look(.terminal, [.bold, .underline]),
      .staged: Look(.terminal, .bold),
      .added: Look(.terminal, .bold),
      .removed: Look(.terminal, .dim),
      .key: Look(.terminal, .bold),
    ])
}
