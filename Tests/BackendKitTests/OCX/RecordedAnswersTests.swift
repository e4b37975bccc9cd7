import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// Every success that was recorded of the real program decodes, and every failure becomes the case
/// of its exit status.
@Suite
struct RecordedAnswersTests {
  struct Call: Decodable, Sendable, CustomTestStringConvertible {
    let argv: [String]
    let exit: Int32
    let stdout: String
    let stderr: String
    var testDescription: String { argv.joined(separator: " ") }
    /// Without the flags before it.
    var command: [String] {
      var rest = argv[...]
      while let first = rest.first, first.hasPrefix("--") {
        rest = rest.dropFirst(first == "--color" || first == "--format" ? 2 : 1)
      }
      return Array(rest)
    }
    var isJSON: Bool { argv.contains("--format") }
  }

  static let calls: [Call] = {
    struct Recording: Decodable {
      struct Section: Decodable { let calls: [Call] }
      let sections: [Section]
    }
    guard let data = try? Recordings.data("ocx-cli.json"),
      let recording = try? JSONDecoder().decode(Recording.self, from: data)
    else { return [] }
    return recording.sections.flatMap(\.calls)
  }()

  /// More may be recorded at any time; that none is read would pass for success.
  @Test func noFewerThanThereWere() {
    #expect(Self.calls.count >= 70)
  }

  /// The commands of ours: others are recorded too, and none of our business.
  static let ours: Set<[String]> = [
    ["version"], ["about"], ["index", "list"], ["index", "update"], ["index", "sync"],
    ["package", "install"], ["package", "env"], ["package", "uninstall"],
  ]

  @Test func everyCommandOfOursWasRecorded() {
    let recorded = Set(Self.calls.filter { $0.exit == 0 }.map { Array($0.command.prefix(2)) })
    #expect(Self.ours.subtracting(recorded) == [])
  }

  @Test(
    arguments: calls.filter {
      $0.exit == 0 && $0.isJSON && ours.contains(Array($0.command.prefix(2)))
    })
  func everySuccessDecodes(call: Call) throws {
    let output = Array(call.stdout.utf8)
    let command = call.command
    switch command.prefix(2) {
    case ["version"]:
      #expect(try #require(OCXDecoding.version(output)) >= OCXVersion.minimum)
    case ["about"]: #expect(try !OCXDecoding.about(output).platforms.isEmpty)
    case ["index", "list"]:
      #expect(try OCXDecoding.list(output).keys.sorted() == [command[command.count - 1]])
    case ["index", "update"], ["index", "sync"]: #expect(output.isEmpty)
    case ["package", "install"]:
      let installs = try OCXDecoding.install(output)
      #expect(installs.keys.sorted() == command.dropFirst(2).sorted())
      #expect(installs.values.allSatisfy { $0.identifier.digest != nil && $0.path != nil })
    case ["package", "env"]: #expect(try !OCXDecoding.environment(output).entries.isEmpty)
    case ["package", "uninstall"]:
      #expect(try OCXDecoding.uninstall(output).count == 1)
    default: Issue.record("no decoder for \(command)")
    }
  }

  @Test(arguments: calls.filter { $0.exit != 0 })
  func everyFailureIsTyped(call: Call) {
    let result = ProcessResult(
      ending: .exited(call.exit), output: Array(call.stdout.utf8), errorOutput: [],
      errorOutputTruncated: false)
    let failure = OCXClient.failure(of: result, subject: "S", registry: "R")
    let known = FailureCode.allCases.contains { $0.exitCode == call.exit }
    #expect(failure.code.exitCode == (known ? call.exit : 74))
    // Never ocx's own hint: its commands are out of date.
    #expect(!failure.message.contains("run `ocx"))
    #expect(!failure.message.contains("OCX_ALLOW_YANKED"))
    #expect(!failure.message.contains("\n"))
    #expect(failure.hint != nil)
  }
}
