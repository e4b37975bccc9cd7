/// What the screen shows just now: where everything is, what a click there means, how far texts
/// scroll, and which lines of the diff are in sight. Made once after each update; drawing draws it
/// and the mouse is looked up in it.
struct Layout: Sendable {
  /// The screen that it was made for.
  var size = Size(columns: 0, rows: 0)
  /// What can be pointed at; where two overlap, the later one is on top.
  var regions: [Region] = []
  /// The same of what lies over the screen, which takes every click; nil if nothing does.
  var dialogRegions: [Region]?
  /// What the longest tools of the registry need.
  var toolWidths = ToolWidths()
  var tools = Scroll()
  var versions = Scroll()
  var details = Scroll()
  var project = Scroll()
  var log = Scroll()
  var diff = Scroll()
  /// The text in help or in the undo dialog.
  var dialog = Scroll()
  /// The text of Details; empty where the pane is not drawn.
  var detailsText: [[Span]] = []
  /// The diff of what is staged, and the lines of it that are in sight; empty outside Staged.
  var diffLines: [DiffLine] = []
  var diffInSight: Range<Int> = 0..<0

  /// What is at a cell.
  func target(at position: Position) -> Target? {
    (dialogRegions ?? regions).last { $0.rect.contains(position) }?.target
  }
}

/// The cells that the longest names, titles, versions and notes of a registry take.
struct ToolWidths: Hashable, Sendable {
  var name = 0
  var title = 0
  var latest = 0
  var note = 0

  /// A longer version is cut: Details has the whole.
  static let mostLatest = 14

  /// The columns of a pane that shows all but titles whole, borders and marks included; 12 more
  /// for the beginning of titles.
  var pane: Int {
    6 + name + 2 + min(latest, ToolWidths.mostLatest) + (note > 0 ? note + 2 : 0)
      + (title > 0 ? min(title, 24) + 2 : 0)
  }
}

/// A part of the screen, and what is there.
struct Region: Sendable {
  let rect: Rect
  let target: Target
  /// What is written there; empty where drawing finds it by the target.
  var text = ""
}

/// What can be pointed at. Numbers are indices into the list of that name.
enum Target: Hashable, Sendable {
  case tab(Tab)
  case registry(Int)
  /// A pane, outside its lines.
  case pane(Pane)
  case tool(Int)
  case version(Int)
  case pin(Int)
  /// An upgrade level of the row that is open.
  case level(Int)
  case logEntry(Int)
  case diff
  /// An answer of the menu.
  case answer(Int)
  /// A command of the palette.
  case command(Int)
  /// A key of the bottom line.
  case key(Action)
}

/// How much of a list or a text is in sight.
struct Scroll: Hashable, Sendable {
  /// The lines in sight.
  var page = 1
  /// The last line that can stand first.
  var last = 0

  init(page: Int = 1, of count: Int = 0) {
    self.page = max(page, 1)
    last = max(count - self.page, 0)
  }
}

/// A line of the diff as the screen shows it.
struct DiffLine: Sendable {
  let spans: [Span]
  /// The file it is about.
  let file: String
  /// The text that the change removes or adds; nil for all other lines.
  var changed: String?
  /// Which changed line of the plan it shows, and which piece of it where it is broken into several.
  var piece: Piece?

  /// A part of a changed line.
  struct Piece: Hashable, Sendable {
    let line: ChangedLine
    let index: Int
    let count: Int
  }
}

/// A line that a plan removes or adds, by its place in the plan.
struct ChangedLine: Hashable, Sendable {
  let file: Int
  let line: Int
}
