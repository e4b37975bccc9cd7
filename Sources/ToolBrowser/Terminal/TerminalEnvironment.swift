import BackendKit

/// What the environment variables say about the terminal.
struct TerminalEnvironment: Sendable {
  var environment: Environment

  /// `TERM`; nil if it is unset or empty.
  var term: String? { environment["TERM"] }

  var isAppleTerminal: Bool { environment["TERM_PROGRAM"] == "Apple_Terminal" }

  /// Whether the session came over the network.
  var isRemote: Bool {
    ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"].contains { environment[$0] != nil }
  }

  /// Whether the terminal reads UTF-8: what the locale's name says, as POSIX ranks its variables.
  /// The host need not have the locale itself.
  var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first ?? ""
    let name = locale.prefix { $0 != "@" }
    // macOS names the character set alone: LC_CTYPE=UTF-8.
    let codeset = name.split(separator: ".", maxSplits: 1).last ?? ""
    return codeset.lowercased().filter { $0 != "-" } == "utf8"
  }

  /// How long a single Escape waits for the rest of a sequence: `ESCDELAY` in milliseconds, as
  /// ncurses has it, else longer over the network.
  var escapeDelay: Duration {
    if let text = environment["ESCDELAY"], let number = Int(text), (0...10_000).contains(number) {
      return .milliseconds(number)
    }
    return .milliseconds(isRemote ? 100 : 25)
  }
}
