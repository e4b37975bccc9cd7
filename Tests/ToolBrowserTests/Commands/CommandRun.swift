import BackendKit
import Foundation
import Synchronization
import Testing

@testable import ToolBrowser

/// What a run of a command leaves: all that a user or a script sees of it.
struct CommandRun: Equatable {
  var status: Int32
  var output: String
  var errors = ""

  /// Runs the words on a demo, as the program does. `losing` is why standard output takes nothing.
  static func of(
    _ words: String..., in demo: Demo, now: Int64, losing: FileFailure? = nil
  ) throws -> CommandRun {
    try of(words, in: demo, environment: demo.environment, now: now, losing: losing)
  }

  /// The same in other surroundings.
  static func of(
    _ words: [String], in demo: Demo, environment: Environment, now: Int64,
    losing: FileFailure? = nil
  ) throws -> CommandRun {
    try of(words, environment: environment, now: now, losing: losing)
  }

  /// The same without a demo.
  static func of(
    _ words: [String], environment: Environment, now: Int64, losing: FileFailure? = nil
  ) throws -> CommandRun {
    ofProgram(words, environment: environment, now: now, losing: losing)
  }

  /// What a piece of the program says to the output it is given, and its status.
  static func of(_ body: (Output) throws -> Int32) rethrows -> CommandRun {
    let collector = Collector()
    let status = try body(collector.output(losing: nil))
    return CommandRun(status: status, output: collector.output, errors: collector.errors)
  }

  /// Runs words that need no surroundings: help, and what no command is made of.
  static func ofProgram(_ words: String..., losing: FileFailure? = nil) -> CommandRun {
    ofProgram(words, losing: losing)
  }

  /// The program itself; `input` is what stands on standard input.
  static func ofProgram(
    _ words: [String],
    environment: Environment = Environment(variables: [:], workingDirectory: "/"),
    input: String = "", confirm: @escaping @Sendable (String) -> Bool? = { _ in nil },
    now: Int64 = demoNow, losing: FileFailure? = nil
  ) -> CommandRun {
    let collector = Collector()
    let program = Program(
      catalog: .all, environment: environment, output: collector.output(losing: losing),
      input: { Array(input.utf8.prefix($0 + 1)) }, confirm: confirm, now: now)
    let status = program.run(words)
    return CommandRun(status: status, output: collector.output, errors: collector.errors)
  }

  /// The answer as a JSON document.
  func json() throws -> NSObject? {
    try JSONSerialization.jsonObject(with: Data(output.utf8), options: .fragmentsAllowed)
      as? NSObject
  }
}

/// Gathers what a command says.
private final class Collector: Sendable {
  private let texts = Mutex((output: "", errors: ""))
  var output: String { texts.withLock(\.output) }
  var errors: String { texts.withLock(\.errors) }

  func output(losing: FileFailure?) -> Output {
    Output(
      standardOutput: { (text: String) throws(FileFailure) in
        if let losing { throw losing }
        self.texts.withLock { $0.output += text }
      }, standardError: { text in self.texts.withLock { $0.errors += text } })
  }
}

/// A folder for the length of a test, by its real path.
func withTemporaryFolder(_ body: (String) throws -> Void) throws {
  let made = try Files.makeTemporaryDirectory(
    in: NSTemporaryDirectory(), prefix: "ocx-mise-tui-test-")
  defer { try? Files.removeTree(made) }
  try body(try Files.resolveLinks(made))
}

/// A JSON text as a value, for one equality.
func json(_ text: String) throws -> NSObject? {
  try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject
}
