import Foundation
import Testing

@testable import BackendKit

/// Installs that ocx, or the platform, does not allow: they leave nothing behind, and their messages are correct.
@Suite struct RefusedInstallTests {
  private func failure(
    _ world: StandInWorld, _ tool: String, _ version: String, platform: String? = nil,
    _ variables: [String: String] = [:]
  ) throws -> InstallFailure {
    do {
      try world.install(tool, version, into: "it", platform: platform, variables)
    } catch let error as InstallFailure {
      #expect(try Files.list(world.folder.path + "/mise/installs/it") == [])
      #expect(Files.kind(try world.candidate(tool, "latest")) == nil)
      return error
    }
    throw Unexpected()
  }

  private struct Unexpected: Error {}

  private static let policy = """
    [[trust.policy]]
    scope = "ocx.sh/shellcheck/*"
    [trust.policy.keyless]
    identity = "somebody"
    oidc_issuer = "https://issuer.example"
    """

  /// Every refusal that the stand-in can make, whether its version gives a detail or not.
  @Test(
    arguments: [
      "no_signatures_found", "no_usable_bundle", "identity_mismatch", "issuer_mismatch",
      "signature_invalid", "subject_digest_mismatch", "cert_chain_invalid", "bundle_parse_failed",
      "rekor_set_invalid", "candidate_limit_exhausted", "trust_root_unavailable",
      "trust_root_load", "trust_policy_invalid", "transparency_log_unavailable",
      "transparency_log_unreachable", "referrers_unsupported",
    ], ["0.6.5", "0.7"])
  func everyRefusalIsOne(detail: String, version: String) throws {
    // There is no text for this one: it is reported if there is a detail.
    if detail == "candidate_limit_exhausted", version == "0.6.5" { return }
    let world = try StandInWorld(["OCX_STANDIN_VERSION": version])
    try world.folder.write("ocx home/config.toml", Self.policy)
    let failure = try failure(
      world, StandInWorld.shellcheck, "0.11.0",
      ["OCX_STANDIN_FAULT": "package install: refuse \(detail)"])
    #expect(failure.message.hasPrefix("ocx rejects ocx.sh/shellcheck/shellcheck:0.11.0: "))
    #expect(failure.message.contains("ocx home/config.toml"), "the policy that asked")
    #expect(!failure.message.contains("there is no ocx.sh"))
    #expect(failure.code != .notFound && failure.code != .permission && failure.code != .usage)
    #expect(failure.hint != nil)
  }

  @Test func signerOfThePolicyIsAccepted() throws {
    let world = try StandInWorld()
    try world.folder.write("ocx home/config.toml", Self.policy)
    #expect(
      try failure(world, StandInWorld.shellcheck, "0.11.0").message.contains("has no signature"))
    try world.change(
      "sign", StandInWorld.shellcheck, "0.11.0", "another", "https://issuer.example")
    #expect(
      try failure(world, StandInWorld.shellcheck, "0.11.0").message.hasSuffix("names: somebody"))
    try world.change(
      "sign", StandInWorld.shellcheck, "0.11.0", "somebody", "https://issuer.example")
    try world.install(StandInWorld.shellcheck, "0.11.0", into: "signed")
  }

  /// ocx reports a digest as not found if it lacks access.
  @Test(arguments: ["0.5.8", "0.6.5", "0.7"])
  func aDigestThatIsNotInTheStoreIsOffline(version: String) throws {
    let world = try StandInWorld(["OCX_STANDIN_VERSION": version])
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let tool = try ToolName(parsing: StandInWorld.shellcheck)
    let root = try world.context().index.root(of: tool)
    let digest = try #require(root.tags.first { $0.tag == "0.11.0" }?.content)
    let failure = try failure(
      world, StandInWorld.shellcheck, "ref:\(digest)", ["OCX_OFFLINE": "1"])
    #expect(failure.code == .policy)
    #expect(failure.message.contains("not in the store"))
    let unknown = "ref:sha256:" + String(repeating: "ab", count: 32)
    #expect(try self.failure(world, StandInWorld.shellcheck, unknown).code == .notFound)
  }

  /// If ocx does not find what the index has, that is reported.
  @Test func contentInTheIndexIsNotReportedMissing() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.shellcheck)
    let failure = try failure(
      world, StandInWorld.shellcheck, "0.11.0", ["OCX_STANDIN_FAULT": "package install: exit 79"])
    #expect(
      failure.message
        == "ocx does not find ocx.sh/shellcheck/shellcheck:0.11.0, although the index has it: "
        + "made to fail with 79")
  }

  /// The manifests of a version, by platform.
  private func manifests(
    _ world: StandInWorld, _ name: String, _ tag: String
  ) throws -> [Platform: Digest] {
    try world.ocx("index", "update", name)
    let index = world.context().index
    let tool = try ToolName(parsing: name)
    let root = try index.root(of: tool)
    let content = try #require(root.tags.first { $0.tag == tag }?.content)
    let entries = try index.image(of: tool, digest: content).entries
    return Dictionary(
      entries.compactMap { entry in entry.platform.map { ($0, entry.digest) } }
    ) { first, _ in first }
  }

  private static let foreign = "ocx.sh/acme/foreign"

  /// ocx itself would take it, and move the candidate of the host.
  @Test(arguments: ["0.5.8", "0.6.5", "0.7"])
  func aManifestOfAnotherPlatformIsTakenOnlyWhereItIsAskedFor(version: String) throws {
    let world = try StandInWorld(["OCX_STANDIN_VERSION": version])
    let found = try #require(try manifests(world, Self.foreign, "1.0.0").first)
    #expect(found.key.os == "darwin")
    let failure = try failure(world, Self.foreign, "ref:\(found.value)")
    #expect(failure.message.contains("only for darwin/arm64"), "\(failure.message)")
    #expect(failure.hint?.contains("option platform") == true)
    #expect(try !world.calls.contains { $0.contains("package install") })
    #expect(
      try self.failure(world, Self.foreign, "ref:\(found.value)", platform: "linux/arm64").code
        == .notFound)
    try world.install(
      Self.foreign, "ref:\(found.value)", into: "asked", platform: found.key.description)
  }

  /// The option `digest` may name the manifest of a platform, too.
  @Test func theSameForTheOptionDigest() throws {
    let world = try StandInWorld()
    let found = try #require(try manifests(world, Self.foreign, "1.0.0").first)
    #expect(throws: InstallFailure.self) {
      try world.install(
        Self.foreign, "1.0.0", into: "refused", digest: found.value.description)
    }
    #expect(try !world.calls.contains { $0.contains("package install") })
  }

  /// Builds that do not differ share a manifest: it is enough that one of its platforms fits.
  @Test func manifestOfSeveralPlatformsIsTakenIfOneFits() throws {
    let world = try StandInWorld()
    let packages = ["darwin/arm64", "linux/amd64", "windows/amd64"].map { platform in
      #"""
      {"name": "ocx.sh/acme/both", "version": "1.0.0", "platform": "\#(platform)",
       "programs": {"both": "echo both"}}
      """#
    }
    try world.folder.write("both.json", "{\"packages\": [\(packages.joined(separator: ","))]}")
    try world.change("packages", world.folder.path + "/both.json")
    let found = try manifests(world, "ocx.sh/acme/both", "1.0.0")
    #expect(found.count == 3 && Set(found.values).count == 1)
    let digest = try #require(found.values.first)
    try world.install("ocx.sh/acme/both", "ref:\(digest)")
    let failure = try failure(world, "ocx.sh/acme/both", "ref:\(digest)", platform: "linux/arm64")
    #expect(failure.message.contains("only for darwin/arm64, linux/amd64, windows/amd64"))
  }

  @Test func unknownManifestIsInstalledWithAWarning() throws {
    let world = try StandInWorld()
    let found = try #require(try manifests(world, StandInWorld.shellcheck, "0.11.0").first)
    let notes = Collected()
    try world.install(
      StandInWorld.shellcheck, "ref:\(found.value)", into: "known", notes: notes)
    #expect(!notes.all.contains { $0.hasPrefix("warning: ") })
    // Neither the index nor the store: another home, which never heard of a tag.
    try world.install(
      StandInWorld.shellcheck, "ref:\(found.value)", into: "unknown",
      ["OCX_HOME": world.folder.path + "/empty"], notes: notes)
    let warnings = notes.all.filter { $0.hasPrefix("warning: ") }
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("the platform of") == true)
  }

  /// What ocx went through to a package stands in the store.
  @Test func storeIsAskedIfTheIndexDoesNotKnow() throws {
    let world = try StandInWorld()
    let found = try #require(try manifests(world, StandInWorld.shellcheck, "0.11.0").first)
    try world.ocx("package", "install", "\(StandInWorld.shellcheck):0.11.0")
    try FileManager.default.removeItem(atPath: world.home + "/index")
    let home = OCXHome(environment: world.environment)
    #expect(
      PinnedPlatform(
        found.value, of: try ToolName(parsing: StandInWorld.shellcheck),
        index: world.context().index, home: home) == .known([found.key]))
  }
}
