/// A package that ocx refuses, for a trust policy asks for a signature that it does not have
/// (docs/ocx-0.6.md §5).
package struct TrustFailure: Hashable, Sendable {
  /// The package that was refused, as ocx names it: what was asked for, or something that it needs.
  package let package: String
  /// Why.
  package let refusal: TrustRefusal
  /// What ocx said of it; nil where that adds nothing.
  package let reason: String?
  /// The policy that asked; nil where no file tells.
  package var policy: TrustPolicy?

  /// Reads a failed call; nil where it is about something else. `message` is what ocx said, with the
  /// package before the cause: `…: host/name:1@sha256:…: no signatures found for target`.
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
    // Without a network, that there is no root and that it cannot be loaded are one thing.
    let isOffline = refusal == .trustRootUnreadable && end.contains("offline")
    self.refusal = isOffline ? .noTrustRoot : refusal
    package = SafeText.clean(Self.short(envelope?.identifier ?? named ?? subject))
    reason = OCXMessage.cause(String(end), of: subject)
  }

  /// The last pinned package of a message, and what is said of it.
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

  /// An identifier without its digest, where a tag names it as well.
  private static func short(_ identifier: String) -> String {
    guard let reference = try? Reference(parsing: identifier, defaultRegistry: ""),
      reference.tag != nil
    else { return identifier }
    return Reference(tool: reference.tool, tag: reference.tag).description
  }

  /// The name of the refused package, without tag and digest.
  var name: String { Self.name(of: package) }

  private static func name(of identifier: String) -> String {
    let reference = try? Reference(parsing: identifier, defaultRegistry: "")
    return reference?.tool.description ?? identifier
  }

  /// One line of cause, for what was asked for.
  func message(subject: String) -> String {
    let needed = Self.name(of: subject) == name ? "" : ", which \(subject) needs"
    return "ocx refuses \(package)\(needed): \(cause)"
  }

  private var asking: String {
    policy.map { "the policy for \"\($0.scope)\" in \($0.path)" } ?? "a trust policy of ocx"
  }

  private var cause: String {
    switch refusal {
    case .noSignature: "it has no signature, and \(asking) asks for one"
    case .noUsableSignature:
      "what is attached to it is no signature that ocx can read, and \(asking) asks for one"
    case .unsignedDocument: "a document of it is not signed, and \(asking) asks for a signature"
    case .otherSigner:
      "it was signed by somebody else than \(asking) names" + named(policy?.identity)
    case .otherIssuer:
      "its signer is vouched for by another issuer than \(asking) names" + named(policy?.issuer)
    case .doesNotVerify:
      "its signature does not verify, so that the content may have been changed; \(asking) asks "
        + "for one that does"
    case .otherContent:
      "the registry sent other content than was asked for, and \(asking) has that checked"
    case .untrustedCertificate:
      "the certificate of its signature leads to no root that is trusted here, as \(asking) asks"
    case .unreadableSignature: "its signature cannot be read, and \(asking) asks for one"
    case .logEntryInvalid:
      "the entry in the public log does not prove its signature, as \(asking) asks"
    case .dateUnchecked:
      "its signature is dated in a way that this ocx cannot check, and \(asking) asks for that"
    case .keyUnsupported:
      "its signature has a kind of key that this ocx does not know, and \(asking) asks for one"
    case .tooManyAttachments:
      "too much is attached to it to look for the signature that \(asking) asks for"
    case .noTrustRoot:
      "ocx has no root of trust to check its signature with, and \(asking) asks for one"
    case .trustRootUnreadable:
      "the root of trust cannot be read, and \(asking) asks for a signature" + said
    case .policyInvalid: "\(asking) is not whole" + said
    case .logUnavailable:
      "the transparency log does not answer, and \(asking) asks for a signature"
    case .logUnusable:
      "the transparency log cannot be used, and \(asking) asks for a signature" + said
    case .noReferrers: "its registry cannot hold signatures, and \(asking) asks for one"
    case .nobodyNamed: "nobody says whose signature counts"
    }
  }

  private func named(_ who: String?) -> String { who.map { ": \($0)" } ?? "" }

  /// What ocx said, where it tells more than the kind of refusal does.
  private var said: String {
    guard let reason else { return "" }
    let told = reason.split(separator: ": ").last.map(String.init) ?? reason
    return ": " + told
  }

  /// How to fix it, on one line.
  var hint: String {
    let file = policy?.path ?? "the configuration of ocx"
    return switch refusal {
    case .noSignature, .noUsableSignature, .unsignedDocument:
      "ask its publisher to sign it, take a version that is signed, or change the policy in \(file)"
    case .otherSigner, .otherIssuer:
      "ask its publisher who signs it; name that signer in \(file) only where you know it is right"
    case .doesNotVerify, .otherContent, .logEntryInvalid, .unreadableSignature:
      "do not use it: tell its publisher, or take another version"
    case .untrustedCertificate:
      "see which root of trust is used (OCX_SIGSTORE_TRUSTED_ROOT, [trust.sigstore]), else tell its "
        + "publisher"
    case .dateUnchecked, .keyUnsupported: "a newer ocx may know it: ocx self update"
    case .tooManyAttachments: "tell its publisher, or take another version"
    case .noTrustRoot:
      "let ocx fetch one with the network, or name a file in OCX_SIGSTORE_TRUSTED_ROOT"
    case .trustRootUnreadable:
      "see the file that OCX_SIGSTORE_TRUSTED_ROOT or [trust.sigstore] names"
    case .policyInvalid, .nobodyNamed:
      "name a signer in the policy: identity and oidc_issuer in \(file)"
    case .logUnavailable: "nothing is said against the package: try again later"
    case .logUnusable:
      "nothing is said against the package: see the network, and rekor_url of [trust.sigstore]"
    case .noReferrers:
      "have it published where signatures can be kept, or leave it out of the policy in \(file)"
    }
  }
}

extension TrustRefusal {
  /// Reads the end of a chain of causes, the first of which that is known.
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
