/// The table of all keys: what they do, where, and how help and the bottom line name it.
enum KeyTable {
  /// A line of the table.
  struct Entry: Sendable {
    let action: Action
    /// The default keys.
    let keys: [KeySequence]
    /// The contexts in which the action has this meaning.
    let contexts: Set<Context>
    /// A word or two for the bottom line.
    let label: String
    /// The text in help.
    let summary: String

    init(
      _ action: Action, _ keys: Key..., in contexts: Set<Context>, _ label: String,
      _ summary: String
    ) {
      self.init(action, keys.map { KeySequence($0) }, in: contexts, label, summary)
    }

    init(
      _ action: Action, _ keys: [KeySequence], in contexts: Set<Context>, _ label: String,
      _ summary: String
    ) {
      self.action = action
      self.keys = keys
      self.contexts = contexts
      self.label = label
      self.summary = summary
    }
  }

  /// All keys in groups, in the order of help.
  static let groups: [(title: String, entries: [Entry])] = [
    ("This line", onTheLine), ("Changes", onWhatIsStaged), ("Dialog", dialogs), ("Lists", lists),
    ("Moving", movement), ("Everywhere", everywhere),
  ]

  /// All keys, in the order of the groups.
  static let entries = groups.flatMap(\.entries)

  /// The keys of a context, in the order of help.
  static func entries(in context: Context) -> [Entry] { byContext[context] ?? [] }

  private static let byContext = entries.reduce(into: [Context: [Entry]]()) { result, entry in
    for context in entry.contexts { result[context, default: []].append(entry) }
  }

  private static let browse: Set<Context> = [.tools, .versions, .details]
  private static let tools = browse.union([.project])

  /// Actions on the selected line.
  private static let onTheLine: [Entry] = [
    Entry(.open, .enter, in: [.tools], "versions", "show the versions of the tool"),
    Entry(.open, .enter, in: [.versions], "pin", "pin this version"),
    Entry(.open, .enter, in: [.project], "open", "show the tool in Browse"),
    Entry(.open, .enter, in: [.details], "full screen", "show the details on the whole screen"),
    Entry(.open, .enter, in: [.upgrades], "stage", "stage this level"),
    Entry(.open, .enter, in: [.staged], "edit", "choose another pin instead"),
    Entry(
      .pin, .character("p"), in: tools, "pin", "pin: choose how precisely, and the file"),
    Entry(
      .upgrades, .character("u"), in: [.project, .upgrades, .tools, .versions], "upgrade",
      "show the upgrade levels: patch, minor, major"),
    Entry(
      .upgradeAll, .character("U"), in: [.project, .upgrades], "upgrade all",
      "upgrade every pin, or those of the marked rows"),
    Entry(.unpin, .character("x"), in: tools, "unpin", "remove the pin from its file"),
    Entry(
      .install, .character("i"), in: tools, "install", "install, through mise where there is mise"),
    Entry(
      .mark, .character(" "), in: [.tools, .project], "mark",
      "mark the row: other keys then act on all marked rows"),
    Entry(.refresh, .character("r"), in: [.tools], "refresh", "update the index of the registry"),
    Entry(
      .refresh, .character("r"), in: [.versions, .details, .project], "refresh",
      "update what the index knows of the tool"),
    Entry(
      .allTags, .character("a"), in: browse, "all tags",
      "show every tag, including rolling and build tags"),
    Entry(
      .openUpstream, .character("o"), in: tools, "upstream", "open the upstream page of the tool"),
    Entry(
      .edit, .character("e"), in: tools.union([.staged]), "edit file",
      "open the file at the line in the editor ($VISUAL, $EDITOR)"),
    Entry(
      .copy, .character("y"), in: tools.union([.staged]), "copy", "copy ocx:tool@version"),
  ]

  private static let onWhatIsStaged: [Entry] = [
    Entry(.drop, .character("x"), .delete, in: [.staged], "drop", "drop this change"),
    Entry(.write, .character("w"), in: [.staged], "write", "write all changes, or none"),
    Entry(
      .write, .character("w"), in: Context.tabs.subtracting([.staged]), "write",
      "show the staged diff; press again to write it"),
    Entry(
      .undo, .character("z"), in: Context.tabs, "undo",
      "undo the last change that was written, also by an earlier run"),
    Entry(
      .targetFile, .character("f"), in: Context.tabs, "target file",
      "choose the file that pins are written to"),
  ]

  private static let lists: [Entry] = [
    Entry(
      .filter, .character("/"), in: [.tools], "filter",
      "filter by name, title and keyword"),
    Entry(
      .filter, .character("/"), in: [.versions, .project, .log], "filter", "filter this list"),
    Entry(.filter, .character("/"), in: [.staged], "search", "search the diff"),
    Entry(.filter, .character("/"), in: [.details, .help], "search", "search this text"),
    Entry(
      .nextMatch, .character("n"), in: [.staged, .details, .help], "next",
      "the next line that matches"),
    Entry(
      .previousMatch, .character("N"), in: [.staged, .details, .help], "previous",
      "the previous line that matches"),
    Entry(.nextRegistry, .character("]"), in: browse, "registry", "the next registry"),
    Entry(.previousRegistry, .character("["), in: browse, "registry", "the previous registry"),
    Entry(.nextPane, .tab, in: browse, "pane", "the next pane"),
    Entry(.previousPane, .backTab, in: browse, "pane", "the previous pane"),
    Entry(.left, .left, .character("h"), in: browse, "left", "the pane on the left"),
    Entry(.right, .right, .character("l"), in: browse, "right", "the pane on the right"),
  ]

  private static let scrolling = Context.tabs.union([.help, .undoPrompt])
  private static let listed = scrolling.union([.menu, .quitPrompt])

  private static let movement: [Entry] = [
    Entry(.up, .up, .character("k"), in: listed, "up", "one line up"),
    Entry(.down, .down, .character("j"), in: listed, "down", "one line down"),
    Entry(
      .up, .up, .character("k"), .control("p"), in: [.pinPrompt, .pinField], "up",
      "the previous precision"),
    Entry(
      .down, .down, .character("j"), .control("n"), in: [.pinPrompt, .pinField], "down",
      "the next precision"),
    Entry(.up, .up, .control("p"), in: [.filter, .palette], "up", "one line up"),
    Entry(.down, .down, .control("n"), in: [.filter, .palette], "down", "one line down"),
    Entry(.pageUp, .pageUp, .control("b"), in: scrolling, "page up", "one page up"),
    Entry(.pageDown, .pageDown, .control("f"), in: scrolling, "page down", "one page down"),
    Entry(.pageUp, .pageUp, in: [.filter, .palette], "page up", "one page up"),
    Entry(.pageDown, .pageDown, in: [.filter, .palette], "page down", "one page down"),
    Entry(.halfPageUp, .control("u"), in: scrolling, "half up", "half a page up"),
    Entry(.halfPageDown, .control("d"), in: scrolling, "half down", "half a page down"),
    Entry(
      .top, [KeySequence(.home), KeySequence(.character("g"), .character("g"))], in: listed,
      "first", "the first line"),
    Entry(.bottom, .end, .character("G"), in: listed, "last", "the last line"),
    Entry(.top, .home, in: [.filter, .palette, .pinPrompt], "first", "the first line"),
    Entry(.bottom, .end, in: [.filter, .palette, .pinPrompt], "last", "the last line"),
  ]

  private static let everywhere: [Entry] = [
    Entry(
      .browse, .character("1"), in: Context.tabs, "Browse", "registries, tools, versions"),
    Entry(
      .project, .character("2"), in: Context.tabs, "Project", "what the files of this project pin"),
    Entry(
      .staged, .character("3"), in: Context.tabs, "Staged", "what will be written, as a diff"),
    Entry(.log, .character("4"), in: Context.tabs, "Log", "what happened so far"),
    Entry(
      .palette, .character(":"), in: Context.tabs, "commands", "find a command by its name"),
    Entry(.nextTheme, .character("T"), in: Context.tabs, "theme", "the next colour theme"),
    Entry(
      .help, .character("?"), .function(1), in: Context.tabs.union(asking), "help",
      "the keys that work here"),
    Entry(
      .cancel, .escape, in: Context.tabs, "back",
      "cancel what is running, leave the filter, go back"),
    Entry(.back, .character("q"), in: [.versions, .details, .upgrades], "back", "go back"),
    Entry(
      .back, .character("q"), in: [.tools, .project, .staged, .log], "quit",
      "quit; asks where something is staged or running"),
    Entry(
      .repaint, .control("l"), in: Set(Context.allCases), "repaint",
      "draw the screen again if something wrote over it"),
    Entry(
      .quit, .control("c"), in: Set(Context.allCases), "quit",
      "quit at once; a write in progress is finished first"),
  ]

  private static let asking: Set<Context> = [
    .menu, .quitPrompt, .pinPrompt, .pinField, .filePrompt, .undoPrompt, .filter, .palette,
  ]

  private static let dialogs: [Entry] = [
    Entry(.open, .enter, in: [.filter], "keep", "keep the filter and go to the list"),
    Entry(.open, .enter, in: [.menu, .quitPrompt], "choose", "choose this answer"),
    Entry(.open, .enter, in: [.filePrompt], "choose", "write to this file"),
    Entry(.open, .enter, in: [.pinPrompt, .pinField], "stage", "stage this pin"),
    Entry(.open, .enter, in: [.undoPrompt], "undo", "undo this change"),
    Entry(.undo, .character("z"), in: [.undoPrompt], "undo", "undo this change"),
    Entry(.open, .enter, in: [.palette], "run", "run this command"),
    Entry(.nextPane, .tab, in: [.filter], "versions", "go to the versions"),
    Entry(.previousPane, .backTab, in: [.filter], "details", "go to the details"),
    Entry(
      .nextPane, .tab, .right, in: [.pinPrompt, .pinField], "file", "the next file to write to"),
    Entry(
      .previousPane, .backTab, .left, in: [.pinPrompt, .pinField], "file",
      "the previous file to write to"),
    Entry(
      .targetFile, .character("f"), in: [.pinPrompt], "other file", "enter another file to write to"
    ),
    Entry(.cancel, .escape, in: [.filter], "clear", "clear the filter"),
    Entry(.cancel, .escape, in: asking.subtracting([.filter]), "cancel", "close this"),
    Entry(
      .back, .character("q"), in: [.menu, .pinPrompt, .undoPrompt], "cancel", "close this"),
    Entry(
      .back, .character("q"), in: [.quitPrompt], "quit", "quit; what is not finished is cancelled"),
    Entry(.cancel, .escape, in: [.help], "close", "close help"),
    Entry(.back, .character("q"), in: [.help], "close", "close help"),
    Entry(.open, .enter, in: [.help], "close", "close help"),
    Entry(.help, .character("?"), .function(1), in: [.help], "close", "close help"),
  ]
}
