import BackendKit

/// Copies text to the user's clipboard: with a local program, or through the terminal in a remote
/// session. Blocks while a program runs.
struct Clipboard: Sendable {
  /// What is known to have happened.
  enum Outcome: Hashable, Sendable {
    /// A program accepted the text.
    case copied
    /// The text was sent to the terminal, which does not report whether it was accepted.
    case sent
    /// There is no access to the clipboard.
    case unavailable
  }

  let environment: Environment
  let channel: ClipboardChannel

  /// Copies a text.
  func copy(_ text: String) -> Outcome {
    if case .none = channel { return .unavailable }
    let terminal = TerminalEnvironment(environment: environment)
    if !terminal.isRemote, Self.localPrograms.contains(where: { run($0, $1, input: text) }) {
      return .copied
    }
    var isSent = false
    if environment["TMUX"] != nil {
      // By default tmux accepts no text from programs inside it, except through this command.
      isSent =
        run("tmux", ["load-buffer", "-w", "-"], input: text)
        || run("tmux", ["load-buffer", "-"], input: text)
    }
    if case .terminal(let send) = channel {
      let sequence = Self.sequence(for: text)
      send(environment["STY"] == nil ? sequence : Self.passedThroughScreen(sequence))
      isSent = true
    }
    return isSent ? .sent : .unavailable
  }

  /// Programs that read a text from standard input. Those of a missing display fail.
  private static let localPrograms: [(String, [String])] = [
    ("pbcopy", []), ("wl-copy", []), ("xclip", ["-selection", "clipboard", "-in"]),
    ("xsel", ["--clipboard", "--input"]),
  ]

  private func run(_ program: String, _ arguments: [String], input: String) -> Bool {
    guard let path = ExecutableSearch.find(program, in: environment) else { return false }
    var command = ProcessRunner.Command(
      executable: path, arguments: arguments, environment: environment.variables)
    command.input = Array(input.utf8)
    command.timeLimit = 2
    return (try? ProcessRunner().run(command).succeeded) ?? false
  }

  /// The sequence that copies text to the terminal's clipboard (OSC 52).
  static func sequence(for text: String) -> [UInt8] {
    Array("\u{1b}]52;c;\(Base64.text(Array(text.utf8)))\u{07}".utf8)
  }

  /// The sequence in DCS strings, which GNU screen passes on; long ones are split, since it would
  /// cut them.
  static func passedThroughScreen(_ sequence: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = sequence[...]
    while !rest.isEmpty {
      result += Array("\u{1b}P".utf8) + rest.prefix(screenLimit) + Array("\u{1b}\\".utf8)
      rest = rest.dropFirst(screenLimit)
    }
    return result
  }

  private static let screenLimit = 250
}

/// How the user's clipboard can be reached from a terminal.
enum ClipboardChannel: Sendable {
  /// There is no user: a script is running.
  case none
  /// Through programs only: the terminal would print the sequence.
  case programs
  /// By writing bytes to the terminal, from any thread.
  case terminal(@Sendable ([UInt8]) -> Void)
}
