/// The capabilities of a terminal and its keys: from the host's terminfo entry, or built in.
struct TerminalDescription: Sendable {
  enum Source: Hashable, Sendable {
    /// The host's terminfo has an entry for this `TERM`.
    case host
    /// It has none: sequences that every current terminal understands are used.
    case builtIn
  }

  var source: Source
  var codes: TerminalCodes
  /// The number of colours.
  var colours: Int
  var clear: [UInt8]
  /// Switches to the screen of full-screen programs, and to the keys of the description.
  var enter: [UInt8]
  /// Reverts `enter`.
  var leave: [UInt8]
  /// Whether the terminal has a mouse, as far as is known.
  var hasMouse: Bool
  /// Whether it ignores unknown requests (DECRQM) instead of printing them.
  var takesQuestions: Bool
  /// Whether it ignores unknown strings (OSC) instead of printing them.
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
    // Apple's Terminal and the Linux console print the end of the request.
    if isAppleTerminal || term.hasPrefix("linux") { description?.takesQuestions = false }
    return description
  }

  /// The note that is shown when the built-in description is used.
  static func builtInNote(term: String) -> String {
    "This host does not describe the terminal \"\(term)\": using the built-in description"
  }

  /// Whether `TERM` means that there is no screen to draw on: the plain browser is for these.
  static func isPlain(term: String?) -> Bool {
    ["", "dumb", "unknown", "network", "emacs"].contains(term ?? "")
  }
}

extension TerminalDescription {
  /// The sequences that every current terminal understands (ECMA-48, xterm's private modes), for a
  /// `TERM` without an entry on the host. Colours and mouse depend on the name.
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
