import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// `recordings/ocx-home.json`: what a sync of an index registry and of a plain one leaves behind.
/// Reported as skipped if the recordings are not next to the package.
@Suite
struct RecordedHomeTests {
  private struct Home: Decodable {
    let files: [String: String]

    private enum Keys: CodingKey { case files }
    private struct File: Decodable { let text: String? }

    /// A list of pairs, path and file.
    private struct Pair: Decodable {
      let path: String
      let text: String?

      init(from decoder: any Decoder) throws {
        var pair = try decoder.unkeyedContainer()
        path = try pair.decode(String.self)
        text = try pair.decode(File.self).text
      }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Keys.self)
      if let pairs = try? container.decode([Pair].self, forKey: .files) {
        files = Dictionary(
          uniqueKeysWithValues: pairs.compactMap { pair in
            pair.text.map { (pair.path, $0) }
          })
      } else {
        files = try container.decode([String: File].self, forKey: .files).compactMapValues(\.text)
      }
    }
  }

  private func materialised() throws -> IndexFixture {
    let home = try JSONDecoder().decode(
      Home.self, from: Recordings.data("ocx-home.json"))
    let fixture = try IndexFixture()
    for (path, text) in home.files where path.hasPrefix("index/") {
      try fixture.write(String(path.dropFirst("index/".count)), text)
    }
    return fixture
  }

  @Test func bothKindsOfSource() throws {
    let fixture = try materialised()
    let sources = try fixture.index.sources()
    #expect(sources.map(\.registry) == ["127.0.0.1:5000", "ocx.sh"])
    #expect(sources.map(\.kind) == [.derived, .published(nameSegments: nil)])
    #expect(
      try fixture.index.names(in: sources[0]).map(\.repository) == [
        "acme/big", "acme/hello", "contrib/app", "contrib/foreign", "contrib/lib", "contrib/old",
        "contrib/ripgrep", "contrib/shellcheck",
      ])
    #expect(
      try fixture.index.names(in: sources[1]).map(\.repository) == [
        "acme/app", "acme/foreign", "acme/lib", "acme/old", "burntsushi/ripgrep",
        "shellcheck/shellcheck",
      ])
  }

  @Test func everyRootAndEveryObjectIsReadable() throws {
    let fixture = try materialised()
    let host = try Platform("linux/amd64+libc.glibc")
    for source in try fixture.index.sources() {
      for name in try fixture.index.names(in: source) {
        let root = try fixture.index.root(of: name)
        let list = VersionList(root: root)
        #expect(!list.all().isEmpty)
        for version in list.visible() {
          let object = try fixture.index.image(of: name, digest: version.digest)
          #expect(object.fits(host) == !name.repository.hasSuffix("foreign"), "\(name) \(version)")
        }
      }
    }
  }

  @Test func theYankedTagIsMarkedAndHidden() throws {
    let fixture = try materialised()
    let tool = try ToolName(parsing: "acme/app")
    let list = VersionList(root: try fixture.index.root(of: tool))
    #expect(
      list.listed(named: "1.1.0")?.yanked
        == Yank(reason: "broken build", at: "2026-08-23T00:00:00Z"))
    #expect(!list.visible().map(\.version).contains("1.1.0"))
    let old = try fixture.index.root(of: ToolName(parsing: "acme/old"))
    #expect(old.status == .deprecated)
    #expect(old.deprecatedMessage == "use acme/app")
    #expect(old.supersededBy == "acme/app")
  }
}
