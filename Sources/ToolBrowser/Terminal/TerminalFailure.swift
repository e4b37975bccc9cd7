import BackendKit

/// Why the browser cannot be shown, or a script fails.
enum TerminalFailure: UserFacingError, Equatable {
  /// Standard input or output is not a terminal.
  case notATerminal
  /// The terminal's description is missing or lacks necessary functions (`TERM`).
  case unusable(term: String)
  /// A line of a script cannot be parsed.
  case scriptStep(line: Int, reason: String)
  /// A script's `wait` took more than its ten seconds.
  case scriptWait(line: Int)
  /// The text of a script's `until` did not appear within ten seconds.
  case scriptUntil(line: Int, text: String)
  /// A system call failed.
  case system(call: String, number: Int32)

  var code: FailureCode {
    switch self {
    case .notATerminal, .unusable: .usage
    case .scriptStep: .data
    case .scriptWait, .scriptUntil: .tryAgain
    case .system: .inputOutput
    }
  }

  var message: String {
    switch self {
    case .notATerminal: "the browser needs a terminal on standard input and output"
    case .unusable(let term): "the terminal \"\(SafeText.clean(term))\" cannot show the browser"
    case .scriptStep(let line, let reason): "line \(line) of the script: \(reason)"
    case .scriptWait(let line): "line \(line) of the script: still busy after ten seconds"
    case .scriptUntil(let line, let text):
      "line \(line) of the script: \"\(SafeText.clean(text))\" was not on the screen after ten seconds"
    case .system(let call, let number): "\(call): \(String(cString: strerror(number)))"
    }
  }

  var hint: String? {
    switch self {
    case .notATerminal: "use a command such as packages or pins, or --plain, or --size and --script"
    case .unusable: "use --plain, or set TERM to your terminal, such as xterm-256color"
    case .scriptStep:
      "steps are: keys TEXT, resize COLSxROWS, wait, until TEXT, dump FILE, dump-ansi FILE"
    case .scriptWait: "look at the screen: add dump - before the wait"
    case .scriptUntil: "look at the screen: add dump - before the until"
    case .system: nil
    }
  }
}
