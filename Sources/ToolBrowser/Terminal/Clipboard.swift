import BackendKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Puts text on the user's clipboard, by a program of the machine where the user sits at it, else
/// through the terminal. Blocks for as long as a program takes.
struct Clipboard: Sendable {
  /// What is known to have happened.
  enum Outcome: Hashable, Sendable {
    /// A program took the text.
    case copied
    /// The terminal was told to take it, and does not say whether it did.
    case sent
    /// There is no way to the clipboard.
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
      // By default tmux takes no text from programs inside it, but hands on what it is given so.
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

  /// The programs that take a text from standard input. Those of a display that is not there fail.
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

  /// The sequence that gives a terminal text for its clipboard (OSC 52).
  static func sequence(for text: String) -> [UInt8] {
    Array("\u{1b}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}".utf8)
  }

  /// GNU screen hands on what stands in a DCS string; a long one would be cut.
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

/// What a terminal can do about the user's clipboard.
enum ClipboardChannel: Sendable {
  /// There is no user: a script plays.
  case none
  /// Only programs lead to the clipboard: the terminal would print the sequence.
  case programs
  /// Bytes can be written to the terminal, from any thread.
  case terminal(@Sendable ([UInt8]) -> Void)
}
