import Testing

@testable import BackendKit

/// What is not as the contract says.
@Suite struct OCXDecodingTests {
  @Test(arguments: [
    ("0.5.8\n", "0.5.8"), ("0.3.2-dev+20260101\n", "0.3.2-dev+20260101"),
    (#"{"version":"0.6.0","extra":[1]}"#, "0.6.0"), ("10.20.30", "10.20.30"),
    ("\u{1b}[1m0.5.8\u{1b}[0m\n", "0.5.8"),
  ])
  func readsAVersion(output: String, version: String) {
    #expect(OCXDecoding.version(Array(output.utf8))?.description == version)
  }

  @Test(arguments: [
    "", "ocx", "0.5", "0.5.8.1", "v0.5.8", "0.5.x", "-1.0.0", "0.5.8 and more", "{}",
    #"{"version":5}"#, "4294967296.0.0", "٠.٥.٨",
  ])
  func readsNoVersion(output: String) {
    #expect(OCXDecoding.version(Array(output.utf8)) == nil)
  }

  @Test(arguments: [
    ("0.5.7", false), ("0.5.8", true), ("0.5.8-dev+1", true), ("0.5.10", true), ("0.4.99", false),
    ("1.0.0", true), ("0.6.0", true),
  ])
  func knowsTheMinimum(version: String, enough: Bool) throws {
    #expect((try #require(OCXVersion(version)) >= .minimum) == enough)
  }

  @Test func passesUnknownKeysAndColourOver() throws {
    let output = """
      \u{1b}[1;34m{\u{1b}[0m"entries":[{"key":"A","value":"1","type":"list","new":{}}],
      "entrypoints":[{"name":"a","package":"x.io/p","new":1}],"more":null}\u{1b}[0m
      """
    #expect(
      try OCXDecoding.environment(Array(output.utf8))
        == OCXEnvironment(
          entries: [.init(key: "A", value: "1", kind: .list(separator: " "))],
          entryPoints: [
            .init(name: "a", package: try Reference(parsing: "x.io/p", defaultRegistry: ""))
          ]))
  }

  @Test(arguments: [
    "", "{", #"{"entries":"#, #"{"entries":{}}"#, #"[]"#, "null", "true", "\u{0}",
    #"{"entries":[{"key":"A","value":"1","type":"tree"}]}"#,
    #"{"entries":[{"key":"","value":"1","type":"path"}]}"#,
    #"{"entries":[{"key":"A=B","value":"1","type":"path"}]}"#,
    #"{"entries":[{"key":"A\nB","value":"1","type":"path"}]}"#,
    #"{"entries":[{"key":"A","value":"x\u0000y","type":"path"}]}"#,
    #"{"entries":[{"key":"A","type":"path"}]}"#,
  ])
  func refusesAnEnvironmentThatIsNone(output: String) {
    #expect {
      try OCXDecoding.environment(Array(output.utf8))
    } throws: { error in
      guard case .unexpectedAnswer = error as? OCXFailure else { return false }
      return true
    }
  }

  @Test func refusesAnInstallOfSomethingThatIsNoIdentifier() {
    let output = #"{"a/b:1":{"identifier":"../../etc@sha256:12","path":"/x"}}"#
    #expect(throws: OCXFailure.self) { try OCXDecoding.install(Array(output.utf8)) }
  }

  @Test func aPathMayBeMissing() throws {
    let hex = String(repeating: "ab", count: 32)
    let output = #"{"a/b:1":{"identifier":"ocx.sh/a/b:1@sha256:\#(hex)","path":null}}"#
    let install = try #require(try OCXDecoding.install(Array(output.utf8))["a/b:1"])
    #expect(install.path == nil)
    #expect(install.identifier.description == "ocx.sh/a/b:1@sha256:\(hex)")
  }
}
