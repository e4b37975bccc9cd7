import BackendKit
import Foundation
import TestSupport
import Testing

/// Every recorded case of real mise: which files it read, which entry won, which file it wrote.
/// Skipped, and reported as such, in a checkout without `shared`.
@Suite("configuration files as mise had them")
struct PrecedenceRecordingTests {
  private struct Recording: Decodable {
    let cases: [Case]
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    struct Entry: Decodable, Hashable, Sendable {
      let request: String
      let file: String
    }

    let files: [String: String]
    let home: String
    let cwd: String
    let env: [String: String]
    let config_files: [String]
    let in_force: [String: [Entry]]
    let write_target: [String: String]

    var testDescription: String { "\(cwd) \(env)" }
  }

  static var cases: [(Int, Case)] {
    guard let data = try? Recordings.data("config-precedence.json"),
      let recording = try? JSONDecoder().decode(Recording.self, from: data)
    else { return [] }
    return Array(zip(0..., recording.cases))
  }

  @Test("the recording is there")
  func count() { #expect(Self.cases.count >= 180) }

  @Test("files, entries and write targets", arguments: cases)
  func recorded(number: Int, recorded: Case) throws {
    let scratch = try Scratch(recorded.files)
    try scratch.folder(recorded.cwd)
    let project = MiseProject.discover(
      directory: scratch.path(recorded.cwd),
      environment: scratch.environment(recorded.env, home: recorded.home))

    #expect(project.files.map { scratch.name($0.path) } == recorded.config_files)
    #expect(project.files.allSatisfy { $0.problem == nil })
    let inForce = Dictionary(grouping: project.entries.filter(\.inForce), by: \.key)
      .mapValues { $0.map { Case.Entry(request: $0.request, file: scratch.name($0.file)) } }
    #expect(inForce == recorded.in_force)
    let scopes: [(String, WriteScope)] = [
      ("use", .project), ("use --global", .global), ("use --env dev", .environment("dev")),
      ("use --env local", .local),
    ]
    let targets = scopes.map { ($0, scratch.name(project.writeTarget($1))) }
    #expect(Dictionary(uniqueKeysWithValues: targets) == recorded.write_target)
  }
}
