import Testing

@testable import BackendKit

struct PlatformTests {
  private func choice(_ host: String, _ offered: [String]) throws -> PlatformChoice {
    PlatformChoice.select(host: try Platform(host), offered: try offered.map { try Platform($0) })
  }

  // Needs the recordings next to the package; reported as skipped if they do not exist.
  @Test
  func recordedChoices() throws {
    let cases = try OCXRules.load().platforms
    #expect(!cases.isEmpty)
    for recorded in cases {
      let selected = try choice(recorded.host, recorded.offered)
      let names =
        switch selected {
        case .found(let index): [recorded.offered[index]]
        case .none: [String]()
        case .ambiguous(let places): places.map { recorded.offered[$0] }
        }
      let expected = recorded.selected.found.map { [$0] } ?? recorded.selected.ambiguous ?? []
      #expect(names == expected, "\(recorded.host) of \(recorded.offered)")
    }
  }

  @Test func ranks() throws {
    let host = "linux/arm64/v8+libc.glibc,libc.musl"
    #expect(try choice(host, ["any"]) == .found(0))
    #expect(try choice("any", ["linux/amd64", "any"]) == .found(1))
    #expect(try choice(host, ["any", "linux/arm64"]) == .found(1))
    #expect(
      try choice(host, ["linux/arm64+libc.glibc,libc.musl", "linux/arm64/v8"]) == .found(1))
    #expect(try choice(host, ["linux/arm64", "linux/arm64+libc.glibc"]) == .found(1))
    #expect(
      try choice(host, ["linux/arm64+libc.glibc", "any", "linux/arm64+libc.musl"])
        == .ambiguous([0, 2]))
    #expect(try choice(host, ["any", "any"]) == .ambiguous([0, 1]))
    #expect(try choice("linux/arm64", ["linux/arm64/v8"]) == .none)
  }

  @Test(arguments: [
    "any", "linux/amd64", "linux/arm64/v8", "linux/amd64+libc.glibc,libc.musl", "wasip1/wasm",
    "linux/arm64/a%2Fb+c%2Cd,e%25%2B",
  ])
  func roundTrips(text: String) throws {
    #expect(try Platform(text).description == text)
  }

  @Test func featuresAreASet() throws {
    #expect(try Platform("linux/amd64+b,a,b") == Platform("linux/amd64+a,b"))
  }

  @Test(arguments: [
    "", "linux", "linux/", "/amd64", "linux/amd64/", "linux/amd64/v1/x", "linux/amd64+",
    "linux/amd64+a,,b", "any/any", "any+x", "Linux/amd64", "linux/ppc64le", "plan9/amd64",
    "linux/wasm", "linux/amd64/%zz", "linux/amd64+%", "linux/amd64/v8/\u{301}x",
  ])
  func rejections(text: String) {
    #expect(throws: IdentifierFailure.platformInvalid(text)) { try Platform(text) }
  }

  @Test func thisHostIsKnown() {
    #expect(Platform.host().isKnown)
  }
}
