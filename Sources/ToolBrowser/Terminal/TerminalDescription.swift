/// What a terminal understands and sends: the host's terminfo entry for it, or the one that the
/// program carries.
struct TerminalDescription: Sendable {
  enum Source: Hashable, Sendable {
    /// The host's terminfo has an entry for this `TERM`.
    case host
    /// It has none: the sequences that every terminal of today understands.
    case builtIn
  }

  var source: Source
  var codes: TerminalCodes
  /// How many colours there are.
  var colours: Int
  var clear: [UInt8]
  /// Shows the screen of full-screen programs, and has the keys send what the description says.
  var enter: [UInt8]
  /// Takes back what `enter` did.
  var leave: [UInt8]
  /// Whether the terminal has a mouse, as far as is known.
  var hasMouse: Bool
  /// Whether it passes over questions that it does not know (DECRQM), instead of printing them.
  var takesQuestions: Bool
  /// Whether it passes over strings that it does not know (OSC), instead of printing them.
  var takesStrings: Bool
  var keys: HostKeys

  /// The description for a value of `TERM`; nil for a terminal that cannot move its cursor, such as
  /// a printer.
  static func find(term: String, isAppleTerminal: Bool = false) -> TerminalDescription? {
    var description: TerminalDescription?
    switch Terminfo.load(term: term) {
    case .found(let entry): description = TerminalDescription(entry, term: term)
    case .missing: description = builtIn(term: term)
    case .unusable: return nil
    }
    // Apple's Terminal and the Linux console print the end of the question.
    if isAppleTerminal || term.hasPrefix("linux") { description?.takesQuestions = false }
    return description
  }

  /// What is said where the built-in description is used.
  static func builtInNote(term: String) -> String {
    "This host does not describe the terminal \"\(term)\": using the built-in description"
  }

  /// Whether `TERM` says that there is no screen to draw on: the plain browser is for these.
  static func isPlain(term: String?) -> Bool {
    ["", "dumb", "unknown", "network", "emacs"].contains(term ?? "")
  }
}

extension TerminalDescription {
  /// The sequences that every terminal of today understands (ECMA-48, xterm's private modes), for a
  /// `TERM` that the host has no entry for. Colours and mouse depend on what the name says.
  static func builtIn(term: String) -> TerminalDescription {
    let isOld = ["vt1", "vt2", "linux"].contains { term.hasPrefix($0) }
    return TerminalDescription(
      source: .builtIn, codes: .ansi, colours: builtInColours(term: term),
      clear: Array("\u{1b}[H\u{1b}[2J".utf8),
      enter: isOld ? [] : Array("\u{1b}[?1049h".utf8),
      leave: isOld ? [] : Array("\u{1b}[?1049l".utf8), hasMouse: !isOld,
      takesQuestions: !isOld, takesStrings: !isOld, keys: HostKeys([]))
  }

  private static func builtInColours(term: String) -> Int {
    let many = [
      "256color", "direct", "kitty", "ghostty", "alacritty", "foot", "wezterm", "contour", "rio",
    ]
    if many.contains(where: term.contains) { return 256 }
    return ["vt1", "vt2"].contains { term.hasPrefix($0) } ? 0 : 8
  }
}
