/// Why ocx rejects a package for which a trust policy requires a signature (docs/ocx-0.6.md §5).
package enum TrustRefusal: Hashable, Sendable, CaseIterable {
  /// Nothing is attached to it.
  case noSignature
  /// What is attached is not a signature that ocx can read.
  case noUsableSignature
  /// One of its documents has no signature.
  case unsignedDocument
  /// Not signed by the signer that the policy names.
  case otherSigner
  /// The signer's identity has another issuer than the policy names.
  case otherIssuer
  /// The signature does not match the content.
  case doesNotVerify
  /// The registry sent other content than requested.
  case otherContent
  /// The certificate is not signed by a trusted root.
  case untrustedCertificate
  /// The signature cannot be read.
  case unreadableSignature
  /// The entry in the transparency log is invalid.
  case logEntryInvalid
  /// This ocx cannot check the date of the signature.
  case dateUnchecked
  /// This ocx does not support the key type of the signature.
  case keyUnsupported
  /// Too many documents are attached.
  case tooManyAttachments
  /// There is no root of trust.
  case noTrustRoot
  /// The configured root of trust cannot be read.
  case trustRootUnreadable
  /// An entry of `[[trust.policy]]` is invalid.
  case policyInvalid
  /// The transparency log does not answer.
  case logUnavailable
  /// The transparency log cannot be used: its host has no address, or its answer is invalid.
  case logUnusable
  /// The registry does not support signatures.
  case noReferrers
  /// No signer is configured.
  case noSignerConfigured
}

extension TrustRefusal {
  /// Reads a `detail`; nil if it is not about signatures.
  init?(detail: String) {
    let known = Self.allCases.first { $0.details.contains(detail) }
    guard let known else { return nil }
    self = known
  }

  private var details: [String] {
    switch self {
    case .noSignature: ["no_signatures_found"]
    case .noUsableSignature: ["no_usable_bundle"]
    case .unsignedDocument: ["unsigned_rejected_by_policy"]
    case .otherSigner: ["identity_mismatch"]
    case .otherIssuer: ["issuer_mismatch"]
    case .doesNotVerify: ["signature_invalid"]
    case .otherContent: ["subject_digest_mismatch"]
    case .untrustedCertificate: ["cert_chain_invalid"]
    case .unreadableSignature: ["bundle_parse_failed"]
    case .logEntryInvalid:
      [
        "rekor_set_invalid", "rekor_inclusion_proof_absent", "transparency_body_mismatch",
        "tlog_binding_mismatch", "unsupported_tlog_entry_kind", "certificate_validity_window",
      ]
    case .dateUnchecked: ["rekor_set_absent_tsa_present"]
    case .keyUnsupported: []
    case .tooManyAttachments: ["candidate_limit_exhausted"]
    case .noTrustRoot: ["trust_root_unavailable"]
    case .trustRootUnreadable: ["trust_root_load", "trust_root_unreadable"]
    case .policyInvalid: ["trust_policy_invalid"]
    case .logUnavailable: ["transparency_log_unavailable"]
    case .logUnusable:
      [
        "transparency_log_unreachable", "transparency_log_key_unavailable",
        "transparency_log_response_invalid",
      ]
    case .noReferrers: ["referrers_unsupported"]
    case .noSignerConfigured: ["no_identity_provided"]
    }
  }

  /// Reads the end of a message, for versions without `detail`; nil if it is not about signatures.
  init?(end: Substring) {
    let known = Self.ends.first { end.hasPrefix($0.0) }
    if let known {
      self = known.1
    } else if end.hasPrefix("subject "), end.contains("does not match its digest") {
      self = .otherContent
    } else if end.contains("verification is required") {
      self = .unsignedDocument
    } else {
      return nil
    }
  }

  /// More specific texts come first.
  private static let ends: [(String, TrustRefusal)] = [
    ("no signatures found", .noSignature), ("no usable Sigstore bundle", .noUsableSignature),
    ("certificate identity mismatch", .otherSigner),
    ("certificate OIDC issuer mismatch", .otherIssuer),
    ("signature does not verify", .doesNotVerify),
    ("certificate chain does not verify", .untrustedCertificate),
    ("bundle parse failed", .unreadableSignature), ("Rekor SET does not verify", .logEntryInvalid),
    ("trust root unavailable", .noTrustRoot), ("trust root load failed: offline", .noTrustRoot),
    ("offline verify has no pinned Rekor key", .noTrustRoot),
    ("trust root load failed", .trustRootUnreadable), ("trust policy for scope", .policyInvalid),
    ("Rekor transparency log unavailable", .logUnavailable),
    ("invalid --rekor-url URL", .logUnusable),
    ("registry does not support the OCI Referrers API", .noReferrers),
  ]

  /// Reads an exit status, if nothing else is known (docs/ocx-0.6.md §3). 83 to 85 are unused from
  /// 0.7 on.
  init?(status: Int32, version: OCXVersion?) {
    if let version, version >= .wrapping { return nil }
    switch status {
    case 83: self = .logUnavailable
    case 84: self = .noReferrers
    case 85: self = .keyUnsupported
    default: return nil
    }
  }

  /// The error code for scripts. Never "not found" or "permission denied", because a policy is the
  /// cause.
  var code: FailureCode {
    switch self {
    case .noSignature, .noUsableSignature, .unsignedDocument, .otherSigner, .otherIssuer,
      .keyUnsupported, .noReferrers:
      .policy
    case .doesNotVerify, .otherContent, .untrustedCertificate, .unreadableSignature,
      .logEntryInvalid, .dateUnchecked, .tooManyAttachments:
      .data
    case .noTrustRoot, .trustRootUnreadable, .policyInvalid, .noSignerConfigured: .configuration
    case .logUnavailable: .tryAgain
    case .logUnusable: .unavailable
    }
  }
}
