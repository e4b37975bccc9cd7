import BackendKit

/// What the environment variables tell about the terminal.
struct TerminalEnvironment: Sendable {
  var environment: Environment

  /// `TERM`; nil if it is unset or empty.
  var term: String? { environment["TERM"] }

  var isAppleTerminal: Bool { environment["TERM_PROGRAM"] == "Apple_Terminal" }

  /// Whether this is a remote session.
  var isRemote: Bool {
    ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains { environment[$0] != nil }
  }

  /// Whether the terminal uses UTF-8 according to the name of the locale, with POSIX's precedence
  /// of variables. The host need not have the locale installed.
  var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first ?? ""
    let name = locale.prefix { $0 != "@" }
    // macOS gives only the character set: LC_CTYPE=UTF-8.
    let codeset = name.split(separator: ".", maxSplits: 1).last ?? ""
    return codeset.lowercased().filter { $0 != "-" } == "utf8"
  }

  /// How long a single Escape waits for the rest of a sequence: `ESCDELAY` in milliseconds, as in
  /// ncurses; by default longer in a remote session.
  var escapeDelay: Duration {
    if let text = environment["ESCDELAY"], let number = Int(text), (0...10_000).contains(number) {
      return .milliseconds(number)
    }
    return .milliseconds(isRemote ? 100 : 25)
  }
}
