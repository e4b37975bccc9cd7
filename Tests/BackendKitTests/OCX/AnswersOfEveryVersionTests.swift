import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// What ocx 0.6.5 and the documented 0.7 answer means what it meant in 0.5.8.
@Suite struct AnswersOfEveryVersionTests {
  typealias Call = RecordedAnswersTests.Call

  private static let recorded: (seen: [Call], documented: [Call]) = {
    struct Recording: Decodable {
      struct Section: Decodable { let calls: [Call] }
      let sections: [Section]
      let documented_0_7: [Section]
    }
    guard let data = try? Recordings.data("ocx-cli-0.6.json"),
      let recording = try? JSONDecoder().decode(Recording.self, from: data)
    else { return ([], []) }
    return (recording.sections.flatMap(\.calls), recording.documented_0_7.flatMap(\.calls))
  }()

  @Test func noFewerThanThereWere() {
    #expect(Self.recorded.seen.count >= 90)
    #expect(Self.recorded.documented.count >= 40)
  }

  private static func ours(_ calls: [Call]) -> [Call] {
    calls.filter {
      $0.exit == 0 && $0.isJSON && !$0.stdout.isEmpty
        && RecordedAnswersTests.ours.contains(Array($0.command.prefix(2)))
    }
  }

  @Test(arguments: ours(recorded.seen + recorded.documented))
  func everySuccessDecodes(call: Call) throws {
    #expect(try Meaning(call.command, call.stdout).isSomething, "\(call.stdout)")
  }

  @Test(arguments: (recorded.seen + recorded.documented).filter { $0.exit != 0 })
  func everyFailureIsOneLineWithoutAdvice(call: Call) {
    let result = ProcessResult(
      ending: .exited(call.exit), output: Array(call.stdout.utf8),
      errorOutput: Array(call.stderr.utf8), errorOutputTruncated: false)
    let failure = OCXClient.failure(of: result, subject: "S", registry: "R")
    for advice in ["run `ocx", "announce", "--help", "Usage", "tip:", "; if it"] {
      #expect(!failure.message.contains(advice), "\(failure.message)")
    }
    #expect(!failure.message.contains("\n"))
    #expect(failure.hint != nil)
    if call.stderr.contains("error: "), case .usage(_, let reason) = failure {
      #expect(reason != nil, "the log has the cause where there is no document")
    }
  }

  /// Every answer of 0.5.8, in the shape of 0.7, whatever its map is called and whatever else there is.
  @Test(arguments: ours(RecordedAnswersTests.calls))
  func theShapeOf0_7MeansTheSame(call: Call) throws {
    let document = try JSONValue(parsing: Array(call.stdout.utf8))
    for key in ["packages", "paths", "anything"] {
      let wrapped = Self.wrapped(document, key: key)
      #expect(
        try Meaning(call.command, wrapped.pretty) == Meaning(call.command, call.stdout),
        "\(wrapped.pretty)")
    }
  }

  /// As the schema in ocx's repository has it 184 commits after 0.6.4: rows that name their package,
  /// and platforms as an image index writes them.
  @Test func theSchemaOf0_7IsRead() throws {
    let list = #"""
      {"schema_version":1,"items":[{"package":"x.io/a/b","tags":["1","2"]},{"package":"x.io/n","tags":[]}]}
      """#
    #expect(try OCXDecoding.list(Array(list.utf8)) == ["x.io/a/b": ["1", "2"], "x.io/n": []])
    let about = #"""
      {"schema_version":1,"version":"0.7.0","registry":"r","home":"/h","libc":["libc.glibc"],"platforms":[
      {"architecture":"arm64","os":"linux","variant":"v8","os.features":["libc.glibc","libc.musl"]},
      {"architecture":"amd64","os":"linux"}]}
      """#
    #expect(
      try OCXDecoding.about(Array(about.utf8)).platforms
        == ["linux/arm64/v8+libc.glibc,libc.musl", "linux/amd64"])
  }

  private static func wrapped(_ document: JSONValue, key: String) -> JSONValue {
    var members: [(String, JSONValue)] = [("schema_version", 3)]
    switch withoutNulls(document) {
    case .array(let rows): members.append(("items", .array(rows)))
    case .object(let answers) where answers.contains { $0.0.contains("/") }:
      members.append((key, .object(answers)))
    case .object(let known):
      members += known.map { name, value in
        guard name == "entries", let entries = value.elements else { return (name, value) }
        return (
          "items",
          .array(
            entries.map { .object($0.members.map { ($0.0 == "type" ? "kind" : $0.0, $0.1) }) })
        )
      }
    default: break
    }
    return .object(members + [("more_of_it", ["n", 1]), ("newer", 5)])
  }

  private static func withoutNulls(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members):
      .object(members.filter { $0.1 != .null }.map { ($0.0, withoutNulls($0.1)) })
    case .array(let elements): .array(elements.map(withoutNulls))
    default: value
    }
  }
}

/// What an answer means, whatever its shape.
private enum Meaning: Equatable {
  case version(OCXVersion?)
  case about(OCXAbout)
  case lists([String: [String]])
  case installs([String: OCXInstall])
  case environment(OCXEnvironment)
  case removals([OCXRemoval])
  case nothing

  init(_ command: [String], _ text: String) throws {
    let output = Array(text.utf8)
    switch command.prefix(2) {
    case ["version"]: self = .version(OCXDecoding.version(output))
    case ["about"]: self = .about(try OCXDecoding.about(output))
    case ["index", "list"]: self = .lists(try OCXDecoding.list(output))
    case ["package", "install"]: self = .installs(try OCXDecoding.install(output))
    case ["package", "env"]: self = .environment(try OCXDecoding.environment(output))
    case ["package", "uninstall"]: self = .removals(try OCXDecoding.uninstall(output))
    default: self = .nothing
    }
  }

  /// Whether it holds anything.
  var isSomething: Bool {
    switch self {
    case .version(let version): version != nil
    case .about(let about): !about.platforms.isEmpty && !about.home.isEmpty
    case .lists(let lists): !lists.isEmpty
    case .installs(let installs): !installs.isEmpty
    case .environment(let environment): !environment.entries.isEmpty
    case .removals(let removals): !removals.isEmpty
    // `index update` and `index sync` may print whatever they like.
    case .nothing: true
    }
  }
}
