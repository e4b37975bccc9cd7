import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// The real index next to the package, read in place. Reported as skipped if it does not exist.
@Suite(.enabled(if: SharedFiles.present, "no ../shared beside the package"))
struct RealIndexTests {
  private let index = IndexCollection(path: SharedFiles.path("index"))

  private func versions(_ name: String) throws -> VersionList {
    VersionList(root: try index.root(of: ToolName(parsing: name)))
  }

  @Test func everyPackageIsListedAndReadable() throws {
    let sources = try index.sources()
    #expect(sources.map(\.registry) == ["ocx.sh"])
    #expect(sources.map(\.kind) == [.published(nameSegments: 2)])
    let names = try index.names(in: sources[0])
    #expect(names.count == 124)
    #expect(names == names.sorted())
    let roots = index.roots(of: names)
    #expect(roots.count == 124)
    for (name, root) in zip(names, roots) {
      #expect(try root.get() == index.root(of: name))
      #expect(try root.get().tool == name)
      #expect(try root.get().repository.hasPrefix("oci://"))
      #expect(try root.get().description?.title?.isEmpty == false, "\(name)")
    }
  }

  @Test func theNewestReleaseStandsLast() throws {
    let cmake = try versions("kitware/cmake")
    #expect(cmake.visible().map(\.version).last == cmake.newest?.version)
    let newest = try #require(cmake.newest)
    #expect(newest.kind == .release)
    #expect(newest.parsed?.precision == 3)
    // The moving tag is the judge: it points to the newest, and to a platform's worth more or less.
    let latest = try #require(cmake.listed(named: "latest"))
    #expect(cmake.all().last == latest)
    #expect(latest.kind == .rolling)
    #expect(cmake.listed(named: newest.version) == newest)
  }

  @Test(arguments: ["astral-sh/python-build-standalone", "shopify/toxiproxy"])
  func variantsStandBeforePlainReleases(name: String) throws {
    let list = try versions(name)
    let visible = list.visible()
    let plain = try #require(visible.firstIndex { $0.variant == nil })
    #expect(plain > 0)
    #expect(visible[plain...].allSatisfy { $0.variant == nil })
    #expect(visible[..<plain].allSatisfy { $0.variant != nil })
    #expect(list.track(variant: nil) == visible)
    #expect(list.track(variant: "default") == Array(visible[plain...]))
    #expect(list.variants.flatMap { list.track(variant: $0) } == Array(visible[..<plain]))
  }

  @Test func rollingTagsAndDuplicatesAreHidden() throws {
    for source in try index.sources() {
      for root in index.roots(of: try index.names(in: source)) {
        let list = VersionList(root: try root.get())
        let visible = list.visible()
        #expect(Set(visible.map(\.version)).count == visible.count)
        let order = visible.compactMap(\.parsed)
        #expect(order.count == visible.count)
        #expect(order == order.sorted())
        for version in visible {
          #expect(version.yanked == nil)
          #expect([.release, .build].contains(version.kind))
          #expect(!version.version.contains("_"))
          #expect(list.listed(named: version.version) == version)
          #expect(list.listed(named: version.tag) == version)
        }
      }
    }
  }

  @Test func dispatchObjectsMatchTheirDigests() throws {
    let host = try Platform("linux/amd64+libc.glibc")
    var fitting = 0
    for name in try index.names(in: index.sources()[0]) {
      let root = try index.root(of: name)
      for digest in Set(root.tags.map(\.content)) {
        // Old objects are pruned from the published index; existing ones must be valid.
        switch Result(catching: { try index.image(of: name, digest: digest) }) {
        case .success(let object): fitting += object.fits(host) ? 1 : 0
        case .failure(let failure):
          #expect(failure as? IndexFailure == .missingObject(name, digest))
        }
      }
    }
    #expect(fitting > 100)
  }

  @Test func readmes() throws {
    let tool = try ToolName(parsing: "kitware/cmake")
    let readme = try index.readme(of: tool, root: index.root(of: tool))
    #expect(readme?.contains("CMake") == true)
  }

  @Test func unknownToolSuggestsSimilarNames() throws {
    for (typed, meant) in [
      ("kitware/cmkae", "ocx.sh/kitware/cmake"), ("cmake/cmake", "ocx.sh/kitware/cmake"),
      ("ghcr.io/kitware/cmake", "ocx.sh/kitware/cmake"),
    ] {
      let tool = try ToolName(parsing: typed)
      #expect(throws: IndexFailure.self) { try index.root(of: tool) }
      #expect(index.near(tool).first?.description == meant, "\(typed)")
    }
  }

  @Test func matcherFindsTheIntendedTool() throws {
    let names = try index.names(in: index.sources()[0])
    let candidates = try index.roots(of: names).map { root in
      let root = try root.get()
      return FuzzyMatcher.Candidate(
        name: root.tool.repository, title: root.description?.title,
        keywords: root.description?.keywords ?? [])
    }
    for (query, first) in [
      ("cmake", "kitware/cmake"), ("rg", "burntsushi/ripgrep"), ("ripgrep", "burntsushi/ripgrep"),
      ("kitcm", "kitware/cmake"), ("jq", "jqlang/jq"), ("uv", "astral-sh/uv"),
    ] where names.contains(where: { $0.repository == first }) {
      let hits = FuzzyMatcher.rank(query: query, among: candidates)
      #expect(hits.first.map { candidates[$0.index].name } == first, "\(query)")
    }
  }
}
