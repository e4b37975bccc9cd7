import Testing

@testable import BackendKit

/// Which policy asks for the signature of a package.
@Suite struct TrustPolicyTests {
  private static func policy(_ scope: String, _ identity: String) -> String {
    "[[trust.policy]]\nscope = \(scope)\n[trust.policy.keyless]\nidentity = \"\(identity)\"\n"
  }

  private func deciding(_ user: String, _ system: String = "", for name: String) throws -> [String]
  {
    let scratch = try Scratch(["home/.ocx/config.toml": user, "etc.toml": system])
    return OCXConfiguration(scratch.environment(), systemPath: scratch.path("etc.toml"))
      .policies(for: name).compactMap(\.identity)
  }

  @Test(
    arguments: [
      (#""h/a/*""#, "h/a/b", true), (#""h/a/*""#, "h/a", false), (#""h/a""#, "h/a", true),
      (#""h/a""#, "h/a/b", true), (#""h/a""#, "h/ab", false), (#""h/a*""#, "h/ab", true),
      (#""*""#, "h/a", true), (#""h/x""#, "h/a", false),
      (#"{ include = ["h/*"], exclude = ["h/a"] }"#, "h/a/b", false),
      (#"{ include = ["x/*", "h/*"], exclude = ["h/a"] }"#, "h/b", true),
    ])
  func covers(scope: String, name: String, isCovered: Bool) throws {
    #expect(try deciding(Self.policy(scope, "I"), for: name) == (isCovered ? ["I"] : []))
  }

  @Test func withoutAScopeItCoversEverything() throws {
    let text = "[[trust.policy]]\nscop = 'x'\n[trust.policy.keyless]\nidentity_regexp = 'I'\n"
    #expect(try deciding(text, for: "h/a") == ["I"])
  }

  @Test func theLongestDecidesAndTheSystemsStandAlone() throws {
    let both = Self.policy(#""h/*""#, "short") + Self.policy(#""h/a*""#, "long")
    #expect(try deciding(both, for: "h/ab") == ["long"])
    #expect(try deciding(both, Self.policy(#""*""#, "system"), for: "h/ab") == ["system"])
    #expect(try deciding(both, Self.policy(#""x/*""#, "system"), for: "h/ab") == ["long"])
  }
}
