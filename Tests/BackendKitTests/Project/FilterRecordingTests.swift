import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// The systems are recorded as one machine has them.
private let isRecordedHost = HostSystem.name == "linux" && HostSystem.architecture == "x64"

/// Every recorded case of what the real mise has in force: `os`, disabled and enabled tools,
/// aliases, lock files.
@Suite("what mise sees, as it did", .enabled(if: isRecordedHost))
struct FilterRecordingTests {
  private struct Recording: Decodable, Sendable {
    let versions: [String]
    let cases: [Case]
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    struct InForce: Decodable, Hashable, Sendable {
      let version: String
      let request: String
      let installed: Bool
      let file: String
    }

    struct Outdated: Decodable, Sendable {
      let current: String?
      let latest: String
    }

    let files: [String: String]
    let env: [String: String]
    let cwd: String
    let installed: [String: [String]]
    let in_force: [String: [InForce]]
    let outdated: [String: Outdated]

    var testDescription: String { "\(cwd) \(env)" }
  }

  private static let recording: Recording? =
    (try? Recordings.data("mise-filters.json")).flatMap {
      try? JSONDecoder().decode(Recording.self, from: $0)
    }

  static var cases: [(Int, Case)] { Array(zip(0..., recording?.cases ?? [])) }

  @Test("the recording is there")
  func count() { #expect(Self.cases.count >= 180) }

  @Test("what is in force, and what is newer within it", arguments: cases)
  func recorded(number: Int, recorded: Case) throws {
    let scratch = try Scratch(recorded.files)
    try scratch.folder(recorded.cwd)
    for (key, versions) in recorded.installed {
      for version in versions {
        try scratch.folder(
          "home/.local/share/mise/installs/\(MiseInstalls.directoryName(for: key))/\(version)")
      }
    }
    let tags = (Self.recording?.versions ?? []).enumerated().map { ($1, $0 + 1) }
    try scratch.write(
      "index/ocx.sh/config.json", "{\"format_version\": 1, \"name_segments\": 2}")
    for name in ["acme/hello", "acme/other"] {
      try scratch.write("index/ocx.sh/p/\(name).json", PinFixture.root(name, tags))
    }
    let pins = Workspace.open(
      environment: scratch.environment(recorded.env), directory: scratch.path(recorded.cwd),
      indexOverride: scratch.path("index")
    ).pins()

    let inForce = Dictionary(grouping: pins.filter(\.isInForce), by: \.entry.key).mapValues {
      Set(
        $0.map { pin in
          Case.InForce(
            version: pin.resolved ?? "", request: pin.entry.request,
            installed: pin.resolved.map(pin.installed.contains) ?? false,
            file: scratch.name(pin.entry.file))
        })
    }
    #expect(inForce == recorded.in_force.mapValues(Set.init))
    // mise gives one row for a key, of its last version that is not installed or that anything is
    // newer for.
    var within: [String: String?] = [:]
    for pin in pins where pin.counts && !pin.isRefused {
      let isInstalled = pin.installed.contains {
        MiseResolution.covers(request: pin.entry.request, version: $0)
      }
      let newer = pin.upgrades?.within?.version.version
      if !isInstalled || newer != nil {
        within.updateValue(isInstalled ? newer : nil, forKey: pin.entry.key)
      }
    }
    let outdated = recorded.outdated.filter { $0.value.current != nil }.mapValues(\.latest)
    #expect(within.compactMapValues(\.self) == outdated)
  }
}
