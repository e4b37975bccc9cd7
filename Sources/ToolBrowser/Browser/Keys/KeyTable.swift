/// The one table of keys: what they do, where, and how help and the bottom line call it.
struct KeyTable {
  /// One line of it.
  struct Entry: Sendable {
    let action: Action
    /// The keys, unless the configuration binds others.
    let keys: [Key]
    /// Where the action means something.
    let contexts: Set<Context>
    /// A word or two for the bottom line.
    let label: String
    /// What it does, for help.
    let sentence: String

    init(
      _ action: Action, _ keys: [Key], in contexts: Set<Context> = Set(Context.allCases),
      _ label: String, _ sentence: String
    ) {
      self.action = action
      self.keys = keys
      self.contexts = contexts
      self.label = label
      self.sentence = sentence
    }
  }

  private static let lists: Set<Context> = [.tools, .versions, .project]
  private static let browse: Set<Context> = [.tools, .versions, .details]

  /// Every key, in the order in which help lists them.
  static let entries: [Entry] = [
    Entry(.open, [.enter], in: [.tools], "versions", "show the versions of the tool"),
    Entry(.open, [.enter], in: [.versions], "pin", "pin this version"),
    Entry(.open, [.enter], in: [.project], "open", "show the tool in Browse"),
    Entry(.open, [.enter], in: [.upgrades], "stage", "stage this step"),
    Entry(
      .pin, [.character("p")], in: [.tools, .versions, .details, .project], "pin",
      "pin: choose how precisely, and the file"),
    Entry(
      .upgrades, [.character("u")], in: [.project, .upgrades, .tools, .versions], "upgrade",
      "show the steps up: patch, minor, major"),
    Entry(
      .upgradeAll, [.character("U")], in: [.project, .upgrades], "all",
      "stage every upgrade, or those of the marked rows"),
    Entry(
      .unpin, [.character("x")], in: [.tools, .versions, .details, .project], "unpin",
      "take the pin out of its file"),
    Entry(
      .drop, [.character("x"), .delete], in: [.staged], "drop", "take this change off the list"),
    Entry(.edit, [.character("e")], in: [.staged], "edit", "choose another pin instead"),
    Entry(
      .write, [.character("w")], "write", "see what is staged; there, write all of it or nothing"),
    Entry(
      .undo, [.character("z")], "undo", "take back what was written last, also by an earlier run"),
    Entry(
      .install, [.character("i")], in: [.tools, .versions, .details, .project], "install",
      "install, through mise where it is there"),
    Entry(
      .filter, [.character("/")], in: [.tools, .versions, .details], "filter",
      "filter by name, title and keyword"),
    Entry(
      .mark, [.character(" ")], in: [.tools, .project], "mark",
      "mark the row: pin, unpin, install and upgrade then take all marked rows"),
    Entry(
      .copy, [.character("y")], in: [.tools, .versions, .details, .project, .staged], "copy",
      "copy ocx:tool@version"),
    Entry(
      .allTags, [.character("a")], in: [.versions, .details], "all tags",
      "show every tag: rolling, build and others as well"),
    Entry(.scope, [.character("g")], "file", "choose which file is written to"),
    Entry(.refresh, [.character("r")], in: [.tools], "refresh", "fetch the registry's index anew"),
    Entry(
      .refresh, [.character("r")], in: [.versions, .details, .project], "refresh",
      "fetch what the index knows of the tool anew"),
    Entry(
      .nextRegistry, [.character("]")], in: Self.browse, "registry", "the next registry"),
    Entry(
      .previousRegistry, [.character("[")], in: Self.browse, "registry", "the registry before"),
    Entry(.nextPane, [.tab], in: Self.browse, "pane", "the next pane"),
    Entry(.previousPane, [.backTab], in: Self.browse, "pane", "the pane before"),
    Entry(.up, [.up, .character("k")], "up", "one line up"),
    Entry(.down, [.down, .character("j")], "down", "one line down"),
    Entry(.left, [.left, .character("h")], in: Self.browse, "left", "the pane on the left"),
    Entry(.right, [.right, .character("l")], in: Self.browse, "right", "the pane on the right"),
    Entry(.pageUp, [.pageUp, .control("b")], "page up", "one page up"),
    Entry(.pageDown, [.pageDown, .control("f")], "page down", "one page down"),
    Entry(.top, [.home], "first", "the first line"),
    Entry(.bottom, [.end, .character("G")], "last", "the last line"),
    Entry(.browse, [.character("1")], "Browse", "registries, tools, versions"),
    Entry(.project, [.character("2")], "Project", "what the files of this project pin"),
    Entry(.staged, [.character("3")], "Staged", "what is to be written, as a diff"),
    Entry(.log, [.character("4")], "Log", "what happened so far"),
    Entry(.help, [.character("?"), .function(1)], "help", "the keys of this place"),
    Entry(.cancel, [.escape], "cancel", "cancel what is running, leave the filter, go back"),
    Entry(.back, [.character("q")], "back", "back, and at last quit"),
    Entry(.quit, [.control("c")], "quit", "quit at once; nothing is written"),
  ]

  /// The same where a place has nothing in it.
  static func chiefOfNothing(_ context: Context) -> [Action] {
    switch context {
    case .tools, .versions, .details: [.refresh, .filter, .project, .log, .back]
    case .project, .upgrades: [.browse, .refresh, .scope, .undo, .back]
    case .staged: [.browse, .project, .undo, .scope, .back]
    case .log: chief(context)
    }
  }

  /// The actions that matter most in a place, first the one that matters most.
  static func chief(_ context: Context) -> [Action] {
    switch context {
    case .tools: [.open, .pin, .install, .filter, .refresh]
    case .versions: [.pin, .install, .allTags, .copy, .filter]
    case .details: [.pin, .install, .copy, .refresh, .nextPane]
    case .project: [.upgrades, .upgradeAll, .pin, .unpin, .install]
    case .upgrades: [.open, .up, .down, .upgradeAll, .cancel]
    case .staged: [.write, .drop, .edit, .undo, .scope]
    case .log: [.up, .down, .browse, .undo, .back]
    }
  }
}
