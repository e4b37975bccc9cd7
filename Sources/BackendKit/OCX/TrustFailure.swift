/// A package that ocx rejects because a trust policy requires a signature that it does not have
/// (docs/ocx-0.6.md §5).
package struct TrustFailure: Hashable, Sendable {
  /// The rejected package, as ocx names it: the requested one, or one of its dependencies.
  package let package: String
  /// The reason.
  package let refusal: TrustRefusal
  /// ocx's message; nil if it adds nothing.
  package let reason: String?
  /// The policy that requires the signature; nil if no file has it.
  package var policy: TrustPolicy?

  /// Reads a failed call; nil if it is not about signatures. `message` is ocx's, with the package
  /// before the cause: `…: host/name:1@sha256:…: no signatures found for target`.
  init?(
    _ envelope: OCXErrorEnvelope?, message: String, status: Int32, version: OCXVersion?,
    subject: String
  ) {
    let (named, end) = Self.parts(of: message)
    let known =
      if let detail = envelope?.detail {
        TrustRefusal(detail: detail)
      } else {
        TrustRefusal(anyEnd: end) ?? TrustRefusal(status: status, version: version)
      }
    guard let refusal = known else { return nil }
    // Without network access, a missing root and one that cannot be loaded are the same.
    let isOffline = refusal == .trustRootUnreadable && end.contains("offline")
    self.refusal = isOffline ? .noTrustRoot : refusal
    package = SafeText.clean(Self.short(envelope?.identifier ?? named ?? subject))
    reason = OCXMessage.cause(String(end), of: subject)
  }

  /// The last pinned package in a message, and the rest of the message.
  private static func parts(of message: String) -> (package: String?, end: Substring) {
    var rest = message[...]
    var found: (package: String?, end: Substring) = (nil, rest)
    while let mark = rest.firstRange(of: ": ") {
      let token = rest[..<mark.lowerBound].split(separator: " ").last ?? ""
      rest = rest[mark.upperBound...]
      if let at = token.firstIndex(of: "@"),
        (try? Digest(String(token[token.index(after: at)...]))) != nil
      {
        found = (String(token), rest)
      }
    }
    return found
  }

  /// An identifier without its digest, if it has a tag as well.
  private static func short(_ identifier: String) -> String {
    guard let reference = try? Reference(parsing: identifier, defaultRegistry: ""),
      reference.tag != nil
    else { return identifier }
    return Reference(tool: reference.tool, tag: reference.tag).description
  }

  /// The name of the rejected package, without tag and digest.
  var name: String { Self.name(of: package) }

  private static func name(of identifier: String) -> String {
    let reference = try? Reference(parsing: identifier, defaultRegistry: "")
    return reference?.tool.description ?? identifier
  }

  /// The cause, on one line, for what was requested.
  func message(subject: String) -> String {
    let needed = Self.name(of: subject) == name ? "" : ", a dependency of \(subject)"
    return "ocx rejects \(package)\(needed): \(cause)"
  }

  private var requirer: String {
    policy.map { "the policy for \"\($0.scope)\" in \($0.path)" } ?? "a trust policy of ocx"
  }

  private var cause: String {
    switch refusal {
    case .noSignature: "it has no signature, but \(requirer) requires one"
    case .noUsableSignature:
      "ocx cannot read what is attached to it as a signature, but \(requirer) requires one"
    case .unsignedDocument: "one of its documents is not signed, but \(requirer) requires that"
    case .otherSigner:
      "it was not signed by the signer that \(requirer) names" + named(policy?.identity)
    case .otherIssuer:
      "its signer has another issuer than \(requirer) names" + named(policy?.issuer)
    case .doesNotVerify:
      "its signature is invalid, so the content may have been changed; \(requirer) requires a valid "
        + "one"
    case .otherContent:
      "the registry sent other content than requested, and \(requirer) requires that to be checked"
    case .untrustedCertificate:
      "its certificate is not signed by a trusted root, as \(requirer) requires"
    case .unreadableSignature: "its signature cannot be read, but \(requirer) requires one"
    case .logEntryInvalid:
      "its entry in the transparency log is invalid, but \(requirer) requires a valid one"
    case .dateUnchecked:
      "this ocx cannot check the date of its signature, as \(requirer) requires"
    case .keyUnsupported:
      "this ocx does not support the key type of its signature, which \(requirer) requires"
    case .tooManyAttachments:
      "too many documents are attached to it to find the signature that \(requirer) requires"
    case .noTrustRoot:
      "ocx has no root of trust to verify the signature that \(requirer) requires"
    case .trustRootUnreadable:
      "the root of trust cannot be read, but \(requirer) requires a signature" + detail
    case .policyInvalid: "\(requirer) is invalid" + detail
    case .logUnavailable:
      "the transparency log does not answer, but \(requirer) requires a signature"
    case .logUnusable:
      "the transparency log cannot be used, but \(requirer) requires a signature" + detail
    case .noReferrers: "its registry does not support signatures, but \(requirer) requires one"
    case .noSignerConfigured: "no signer is configured"
    }
  }

  private func named(_ who: String?) -> String { who.map { ": \($0)" } ?? "" }

  /// ocx's message, if it says more than the kind of rejection.
  private var detail: String {
    guard let reason else { return "" }
    let cause = reason.split(separator: ": ").last.map(String.init) ?? reason
    return ": " + cause
  }

  /// How to fix it, on one line.
  var hint: String {
    let file = policy?.path ?? "the configuration of ocx"
    return switch refusal {
    case .noSignature, .noUsableSignature, .unsignedDocument:
      "ask its publisher to sign it, use a signed version, or change the policy in \(file)"
    case .otherSigner, .otherIssuer:
      "ask its publisher who signs it; add that signer to \(file) only if you know it is right"
    case .doesNotVerify, .otherContent, .logEntryInvalid, .unreadableSignature:
      "do not use it: report it to its publisher, or use another version"
    case .untrustedCertificate:
      "check which root of trust is used (OCX_SIGSTORE_TRUSTED_ROOT, [trust.sigstore]), or report it "
        + "to its publisher"
    case .dateUnchecked, .keyUnsupported: "a newer ocx may support it: ocx self update"
    case .tooManyAttachments: "report it to its publisher, or use another version"
    case .noTrustRoot:
      "let ocx download one with network access, or name a file in OCX_SIGSTORE_TRUSTED_ROOT"
    case .trustRootUnreadable:
      "check the file named by OCX_SIGSTORE_TRUSTED_ROOT or [trust.sigstore]"
    case .policyInvalid, .noSignerConfigured:
      "add a signer to the policy: identity and oidc_issuer in \(file)"
    case .logUnavailable: "the package itself may be fine: try again later"
    case .logUnusable:
      "the package itself may be fine: check the network, and rekor_url of [trust.sigstore]"
    case .noReferrers:
      "have it published in a registry that supports signatures, or exclude it in \(file)"
    }
  }
}

extension TrustRefusal {
  /// Finds the first known cause in a chain of causes.
  fileprivate init?(anyEnd end: Substring) {
    var rest = end
    while true {
      if let known = TrustRefusal(end: rest) {
        self = known
        return
      }
      guard let mark = rest.firstRange(of: ": ") else { return nil }
      rest = rest[mark.upperBound...]
    }
  }
}
