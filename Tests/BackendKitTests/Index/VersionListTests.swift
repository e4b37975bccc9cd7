import Testing

@testable import BackendKit

struct VersionListTests {
  private func visible(_ tags: [String], builds: Bool = false, yanked: Set<String> = []) throws
    -> [String]
  {
    try IndexFixture.list(tags, yanked: yanked).visible(builds: builds).map(\.version)
  }

  @Test func onlyConcreteReleasesInOrder() throws {
    #expect(
      try visible(["latest", "4", "4.3", "4.10.0", "4.3.2", "4.3.2_2026", "__ocx.desc", "main"])
        == ["4.3.2", "4.10.0"])
  }

  @Test func shorterTagsWhereNoLongerOneIs() throws {
    #expect(
      try visible(["2026", "21.0", "20", "20.1", "20.1.0", "22", "22.1", "slim-20"])
        == ["slim-20", "20.1.0", "21.0", "22.1", "2026"])
    // The longer tag makes the shorter one move, whatever becomes of the longer.
    #expect(try visible(["5", "5.0.1"], yanked: ["5.0.1"]) == [])
    #expect(try visible(["5.1", "5.1.0_1"]) == ["5.1.0+1"])
  }

  @Test func buildsWhereNoPlainReleaseStandsBeside() throws {
    let tags = ["1.0.0", "1.0.0_1", "1.0.1_1", "1.0.1_2", "slim-1.0.0_1", "1.0.0-rc1_1"]
    #expect(
      try visible(tags) == ["slim-1.0.0+1", "1.0.0-rc1+1", "1.0.0", "1.0.1+1", "1.0.1+2"])
    #expect(
      try visible(tags, builds: true)
        == ["slim-1.0.0+1", "1.0.0-rc1+1", "1.0.0+1", "1.0.0", "1.0.1+1", "1.0.1+2"])
  }

  /// Its publisher may delete it at any time; whoever names it gets it.
  @Test(arguments: [
    (#", "ephemeral": true"#, true), (#", "ephemeral": false"#, false),
    (#", "ephemeral": null"#, false), (#", "ephemeral": "true""#, false), ("", false),
  ])
  func ephemeralIsHidden(member: String, isEphemeral: Bool) throws {
    let tag = #"{"content": "sha256:\#(IndexFixture.digest)"\#(member)}"#
    let text = #"{"repository": "oci://r.example/a/b", "tags": {"1.0.0": \#(tag)}}"#
    let list = VersionList(
      root: try RootReader.root(of: ToolName(parsing: "a/b"), from: Array(text.utf8)))
    #expect(list.visible().isEmpty == isEphemeral && (list.newest == nil) == isEphemeral)
    #expect(list.listed(named: "1.0.0")?.isEphemeral == isEphemeral)
  }

  @Test func yankedIsHiddenAndSaysWhy() throws {
    let list = try IndexFixture.list(["1.0.0", "1.1.0"], yanked: ["1.1.0"])
    #expect(list.visible().map(\.version) == ["1.0.0"])
    #expect(list.newest?.version == "1.0.0")
    #expect(list.listed(named: "1.1.0")?.yanked == Yank(reason: "broken", at: "2026"))
    let whole = try IndexFixture.list(["1.0.0"], status: "yanked")
    #expect(whole.visible().isEmpty)
    #expect(whole.newest == nil)
    #expect(whole.all().map { $0.yanked != nil } == [true])
  }

  @Test func variantsAreTracks() throws {
    let list = try IndexFixture.list([
      "2.0.0", "slim-2.0.0", "1.0.0", "debug-1.0.0", "slim-1.0.0", "slim-2", "slim", "2",
    ])
    #expect(list.variants == ["debug", "slim"])
    #expect(
      list.track(variant: nil).map(\.version)
        == ["debug-1.0.0", "slim-1.0.0", "slim-2.0.0", "1.0.0", "2.0.0"])
    #expect(list.track(variant: "default").map(\.version) == ["1.0.0", "2.0.0"])
    #expect(list.track(variant: "slim").map(\.version) == ["slim-1.0.0", "slim-2.0.0"])
    #expect(list.track(variant: "none").isEmpty)
    #expect(list.newest?.version == "2.0.0")
    #expect(list.visibleCount == 5)
  }

  @Test func theNewestIsNoPrerelease() throws {
    #expect(try IndexFixture.list(["1.0.0", "1.1.0-rc1"]).newest?.version == "1.0.0")
    #expect(try IndexFixture.list(["1.1.0-rc1"]).newest == nil)
    #expect(try IndexFixture.list(["slim-1.0.0"]).newest?.version == "slim-1.0.0")
    #expect(try IndexFixture.list([]).newest == nil)
  }

  @Test func aliasesByEqualDigest() throws {
    let other = String(repeating: "b", count: 64)
    let list = try IndexFixture.list(
      ["4", "4.4", "4.4.1", "4.4.1_2026", "latest", "4.3.0", "__ocx.desc"],
      digests: ["4.3.0": other])
    #expect(list.listed(named: "4.4.1")?.aliases == ["4", "4.4", "4.4.1+2026", "latest"])
    #expect(list.listed(named: "4.3.0")?.aliases == [])
  }

  @Test func toolsAreFoundByAnySpelling() throws {
    let list = try IndexFixture.list(["1.0.0_b1", "1.0.0", "1", "latest", "main", "__ocx.desc"])
    for name in ["1.0.0+b1", "1.0.0_b1"] {
      #expect(list.listed(named: name)?.tag == "1.0.0_b1")
      #expect(list.listed(named: name)?.version == "1.0.0+b1")
    }
    #expect(list.listed(named: "1")?.kind == .rolling)
    #expect(list.listed(named: "latest")?.kind == .rolling)
    #expect(list.listed(named: "main")?.kind == .other)
    for name in ["__ocx.desc", "2", "", "..", "1.0.0 "] {
      #expect(list.listed(named: name) == nil, "\(name)")
    }
    #expect(list.near("1.0.1") == ["1.0.0"])
  }

  /// OCX takes such a tag for the version before the number: a place in the list would be a guess.
  @Test func tagsWhoseNumbersDoNotFit() throws {
    let list = try IndexFixture.list(["0.20260820101500", "0.20260901101500", "0.1.0", "0"])
    #expect(list.visible().map(\.version) == ["0.1.0"])
    #expect(list.listed(named: "0.20260820101500")?.kind == .other)
    #expect(list.listed(named: "0")?.kind == .rolling)
  }

  @Test func everythingButWhatIsReservedOrNoTag() throws {
    let digest = "sha256-" + IndexFixture.digest
    let list = try IndexFixture.list([
      "1", "latest", "zeta", "1.0.0", "../../x", "a b", "__OCX.x", digest + ".sig", "alpha",
    ])
    #expect(list.all().map(\.version) == ["alpha", "zeta", "1.0.0", "1", "latest"])
  }

  @Test("versions of one digest share one list of names, and show some of it")
  func sharedNames() throws {
    let all = try IndexFixture.list((0..<3000).map { "1.0.\($0)" }).all()
    #expect(all.count == 3000 && all.allSatisfy { $0.aliasCount == 2999 })
    let places = Set(
      all.map { $0.names.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) } })
    #expect(places.count == 1)
    #expect(all[7].shownAliases.names.count == 50 && all[7].shownAliases.more == 2949)
    #expect(!all[7].aliases.contains("1.0.7") && all[7].aliases.count == 2999)
  }
}
