/// What the screen shows: where everything is, what a click there means, how far texts scroll, and
/// which lines of the diff are visible. Computed once after each update, then used for drawing and
/// for the mouse.
struct Layout: Sendable {
  /// The screen size that it was computed for.
  var size = Size(columns: 0, rows: 0)
  /// The regions that can be clicked. If two overlap, the later one is on top.
  var regions: [Region] = []
  /// The regions of the dialog, which receives all clicks; nil if there is none.
  var dialogRegions: [Region]?
  /// The widths that the registry's longest tools need.
  var toolWidths = ToolWidths()
  var tools = Scroll()
  var versions = Scroll()
  var details = Scroll()
  var project = Scroll()
  var log = Scroll()
  var diff = Scroll()
  /// The text of help or of the undo dialog.
  var dialog = Scroll()
  /// The lines of help.
  var dialogText: [String] = []
  /// The text of Details; empty if the pane is not drawn.
  var detailsText: [[Span]] = []
  /// The diff of the staged changes, and its visible lines; empty outside Staged.
  var diffLines: [DiffLine] = []
  var diffInSight: Range<Int> = 0..<0

  /// The target at a cell.
  func target(at position: Position) -> Target? {
    (dialogRegions ?? regions).last { $0.rect.contains(position) }?.target
  }
}

/// The widths of the longest names, titles, versions and notes of a registry, in cells.
struct ToolWidths: Hashable, Sendable {
  var name = 0
  var title = 0
  var latest = 0
  var note = 0

  /// Longer versions are truncated; Details shows them whole.
  static let maximumLatestWidth = 14

  /// The width of a pane that shows names and versions whole, with borders and glyphs.
  var minimumPane: Int {
    6 + name + 2 + min(latest, ToolWidths.maximumLatestWidth) + (note > 0 ? 3 : 0)
  }

  /// The same with notes and titles.
  var pane: Int {
    6 + name + 2 + min(latest, ToolWidths.maximumLatestWidth) + (note > 0 ? note + 2 : 0)
      + (title > 0 ? min(title, 32) + 2 : 0)
  }
}

/// A part of the screen with its target.
struct Region: Sendable {
  let rect: Rect
  let target: Target
  /// The text there; empty if drawing derives it from the target.
  var text = ""
}

/// Something that can be clicked. Numbers are indices into the corresponding list.
enum Target: Hashable, Sendable {
  case tab(Tab)
  case registry(Int)
  /// A pane, outside of its lines.
  case pane(Pane)
  case tool(Int)
  case version(Int)
  case pin(Int)
  /// An upgrade level of the expanded row.
  case level(Int)
  case logEntry(Int)
  case diff
  /// An item of the menu.
  case answer(Int)
  /// A command of the palette.
  case command(Int)
  /// A key in the bottom line.
  case key(Action)
}

/// The visible part of a list or text.
struct Scroll: Hashable, Sendable {
  /// The number of visible lines.
  var page = 1
  /// The greatest possible index of the first visible line.
  var last = 0

  init(page: Int = 1, of count: Int = 0) {
    self.page = max(page, 1)
    last = max(count - self.page, 0)
  }
}

/// A line of the diff as the screen shows it.
struct DiffLine: Sendable {
  let spans: [Span]
  /// The name of its file.
  let file: String
  /// The text that is removed or added; nil for other lines.
  var changed: String?
  /// The part of a changed line that it shows; nil for other lines.
  var piece: Piece?

  /// A part of a changed line that is wrapped over `count` lines.
  struct Piece: Hashable, Sendable {
    let line: ChangedLine
    let index: Int
    let count: Int
  }
}

/// A removed or added line of a plan, by its indices.
struct ChangedLine: Hashable, Sendable {
  let file: Int
  let line: Int
}
