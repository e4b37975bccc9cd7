import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// The messages if a policy requires a signature that a package does not have.
@Suite struct TrustRefusalTests {
  private struct Call: Decodable {
    let note: String
    let exit: Int32
    let stdout: String
    let stderr: String
  }

  private struct Recording: Decodable {
    let config: String
    let calls: [Call]
  }

  private static let recorded: Recording? = (try? Recordings.data("ocx-trust.json")).flatMap {
    try? JSONDecoder().decode(Recording.self, from: $0)
  }

  private static func failure(
    _ status: Int32, _ output: String, _ log: String = "", version: String? = nil,
    subject: String = "ocx.sh/acme/app:2"
  ) -> OCXFailure {
    OCXClient.failure(
      of: ProcessResult(
        ending: .exited(status), output: Array(output.utf8), errorOutput: Array(log.utf8),
        errorOutputTruncated: false), subject: subject, registry: "R",
      version: version.flatMap(OCXVersion.init))
  }

  private static func envelope(_ end: String, detail: String? = nil) -> String {
    let detail = detail.map { "\"detail\":\"\($0)\"," } ?? ""
    return #"{"schema_version":1,"error":{\#(detail)"message":"failed to install package: "#
      + #"ocx.sh/acme/app:2 — dependency setup failed: \#(lib): \#(end)","context":{}}}"#
  }

  private static let lib = "127.0.0.1:5000/contrib/lib@sha256:" + String(repeating: "ab", count: 32)

  /// With the document of later versions, and with the log only, as in the released 0.5.8.
  @Test(arguments: [true, false])
  func everyRecordedRefusalIsOne(hasDocument: Bool) throws {
    let recording = try #require(Self.recorded)
    let refused = recording.calls.filter { $0.exit != 0 }
    #expect(refused.count >= 10)
    for call in refused {
      let failure = Self.failure(
        call.exit, hasDocument ? call.stdout : "",
        call.stderr.replacing("<time>", with: "2026-01-01T00:00:00Z"),
        subject: "127.0.0.1:5002/contrib/shellcheck:0.11.0")
      guard case .untrusted(_, let trust) = failure else {
        Issue.record("\(call.note): \(failure.message)")
        continue
      }
      let expected: TrustRefusal =
        switch call.note {
        case let note where note.contains("trust root cannot") || note.contains("no trust root"):
          .trustRootUnreadable
        case let note where note.contains("neither identity"): .policyInvalid
        case let note where note.contains("transparency log"): .logUnusable
        default: .noSignature
        }
      #expect(trust.refusal == expected, "\(call.note)")
      #expect(trust.package.hasPrefix("127.0.0.1:5002/contrib/shellcheck:0."))
      #expect(failure.message.hasPrefix("ocx rejects \(trust.package)"))
      #expect(!failure.message.contains("needs"), "it is what was asked for")
      #expect(!["there is no ", "permission", "index"].contains { failure.message.contains($0) })
      #expect(failure.code != .notFound && failure.code != .permission && failure.hint != nil)
    }
  }

  @Test func theRefusedPackageMayBeADependency() {
    let failure = Self.failure(79, Self.envelope("no signatures found for target"))
    #expect(
      failure.message == "ocx rejects \(Self.lib), a dependency of ocx.sh/acme/app:2: it has no "
        + "signature, but a trust policy of ocx requires one")
  }

  /// With any message if there is a detail, and with any status.
  @Test(
    "by the detail where there is one",
    arguments: [
      ("no_signatures_found", 79, .noSignature), ("no_usable_bundle", 79, .noUsableSignature),
      ("identity_mismatch", 77, .otherSigner), ("issuer_mismatch", 77, .otherIssuer),
      ("unsigned_rejected_by_policy", 77, .unsignedDocument),
      ("signature_invalid", 65, .doesNotVerify), ("subject_digest_mismatch", 65, .otherContent),
      ("cert_chain_invalid", 65, .untrustedCertificate),
      ("bundle_parse_failed", 65, .unreadableSignature),
      ("rekor_set_invalid", 65, .logEntryInvalid),
      ("rekor_inclusion_proof_absent", 65, .logEntryInvalid),
      ("tlog_binding_mismatch", 65, .logEntryInvalid),
      ("rekor_set_absent_tsa_present", 65, .dateUnchecked),
      ("candidate_limit_exhausted", 65, .tooManyAttachments),
      ("trust_root_unavailable", 78, .noTrustRoot), ("trust_root_load", 78, .trustRootUnreadable),
      ("trust_root_unreadable", 74, .trustRootUnreadable),
      ("trust_policy_invalid", 78, .policyInvalid),
      ("transparency_log_unavailable", 75, .logUnavailable),
      ("transparency_log_unreachable", 69, .logUnusable),
      ("transparency_log_response_invalid", 65, .logUnusable),
      ("referrers_unsupported", 82, .noReferrers),
      ("no_identity_provided", 64, .noSignerConfigured),
    ] as [(String, Int32, TrustRefusal)])
  func details(detail: String, status: Int32, refusal: TrustRefusal) {
    for version in ["0.6.5", "0.7.0"] {
      let failure = Self.failure(
        status, Self.envelope("in other words", detail: detail), version: version)
      guard case .untrusted(_, let trust) = failure else {
        Issue.record("\(failure)")
        return
      }
      #expect(trust.refusal == refusal)
      #expect(failure.message.contains("ocx rejects \(Self.lib)"))
    }
  }

  @Test(arguments: ["yanked_refused", "target_not_found", "manifest_not_found", "new_one"])
  func anotherDetailIsNone(detail: String) {
    let failure = Self.failure(
      79, Self.envelope("no signatures found for target", detail: detail), version: "0.7.0")
    if case .untrusted = failure { Issue.record("\(failure)") }
  }

  /// 83 to 85 have a meaning only in 0.6; 82 has another one from 0.7 on.
  @Test(
    arguments: [
      ("0.6.5", 83, TrustRefusal.logUnavailable), ("0.6.5", 84, .noReferrers),
      ("0.6.0", 85, .keyUnsupported), ("0.5.8", 84, .noReferrers), ("0.6.5", 82, nil),
      ("0.6.5", 86, nil), ("0.7.0", 83, nil), ("0.7.0", 84, nil), ("0.7.1", 85, nil),
      ("0.7.0", 82, nil),
    ] as [(String, Int32, TrustRefusal?)])
  func statusesOfTheirVersion(version: String, status: Int32, refusal: TrustRefusal?) {
    let failure = Self.failure(status, "", "error: off\n", version: version)
    if let refusal {
      guard case .untrusted(_, let trust) = failure else {
        Issue.record("\(failure)")
        return
      }
      #expect(trust.refusal == refusal && trust.package == "ocx.sh/acme/app:2")
    } else if version.hasPrefix("0.7"), status == 82 {
      #expect(failure == .unsupported(subject: "ocx.sh/acme/app:2", reason: "off"))
    } else {
      #expect(failure == .failed(subject: "ocx.sh/acme/app:2", status: status, reason: "off"))
    }
  }

  /// A missing file of the configuration is no missing package.
  @Test func aMissingConfigurationIsNoMissingPackage() {
    let log = "error: config file not found: /h/nope.toml (check --config or OCX_CONFIG)\n"
    #expect(
      Self.failure(79, "", log)
        == .configuration(
          subject: "ocx.sh/acme/app:2", reason: "config file not found: /h/nope.toml"))
  }
}
