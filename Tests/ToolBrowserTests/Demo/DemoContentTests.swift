import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The content of the demo, as the program reads it.
struct DemoContentTests {
  @Test func bothRegistriesAreRead() throws {
    try withDemo { demo in
      let sources = try demo.index.sources()
      let counts = try sources.map { "\($0.registry) \(try demo.index.names(in: $0).count)" }
      #expect(counts == ["ocx.sh 24", "registry.example:5000 3"])
    }
  }

  @Test func everyPackageIsComplete() throws {
    try withDemo { demo in
      for source in try demo.index.sources() {
        for tool in try demo.index.names(in: source) {
          let root = try demo.index.root(of: tool)
          let versions = VersionList(root: root)
          let newest = try #require(versions.newest, "\(tool)")
          let image = try demo.index.image(of: tool, digest: newest.digest)
          #expect(!image.platforms.isEmpty, "\(tool)")
          let readme = try demo.index.readme(of: tool, root: root)
          #expect((readme != nil) == (source.registry == "ocx.sh"), "\(tool)")
        }
      }
    }
  }

  @Test func theProjectShowsEachStateOfAPin() throws {
    try withDemo { demo in
      let workspace = Workspace.open(environment: demo.environment, directory: demo.project)
      let pins = workspace.pins().filter { $0.entry.inForce }
      let states = pins.map { "\($0.entry.key.dropFirst(4)) \($0.entry.request) \($0.state)" }
      #expect(
        states.sorted() == [
          "ocx.sh/astral-sh/python-build-standalone 3.13 missing",
          "ocx.sh/astral-sh/python-build-standalone slim-3.14 current",
          "ocx.sh/astral-sh/rye 0.44 deprecated",
          "ocx.sh/golang/go 1.26.6 outdated",
          "ocx.sh/jqlang/jq 1.8 missing",
          "ocx.sh/kitware/cmake 4.3 outdated",
          "ocx.sh/nodejs/node 22 outdated",
          "ocx.sh/ripgrep/ripgrep 15 current",
          "ocx.sh/tukaani/xz 5.6.1 yanked",
          "registry.example:5000/acme/deploy 2.2 outdated",
        ])
      // What a publisher says of a package, and nothing about the demo itself, such as trust.
      let words = pins.flatMap(\.warnings).map { $0.prefix { $0 != ":" } }
      #expect(words == ["yanked", "deprecated"])
    }
  }

  @Test func shadowedEntryNamesTheOther() throws {
    try withDemo { demo in
      let workspace = Workspace.open(environment: demo.environment, directory: demo.project)
      let shadowed = workspace.project.entries.compactMap { entry in
        entry.shadowedBy.map { winner in
          let names = [entry.file, winner.file].map(workspace.project.displayPath)
          return "\(names[0]):\(entry.line) \(entry.request) by \(names[1]):\(winner.line)"
        }
      }
      #expect(
        shadowed.sorted() == [
          "../mise.toml:3 1.7 by mise.toml:9", "mise.toml:8 24 by mise.local.toml:3",
        ])
    }
  }
}
