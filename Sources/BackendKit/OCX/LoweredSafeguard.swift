/// A safeguard of OCX that is switched off, so that what is installed may violate policies or the
/// publisher's intent (docs/ocx-0.6.md §7).
package enum LoweredSafeguard: Hashable, Sendable {
  /// `OCX_NO_VERIFY`: signatures are not verified.
  case verification
  /// Signatures are verified against this root of trust, set by the variable or by a file.
  case trustRoot(path: String, isVariable: Bool)
  /// `OCX_ALLOW_YANKED`: yanked versions are installed.
  case yanks
  /// These registries are contacted without TLS, because of the variable or a file.
  case transport([String])

  /// The safeguards that are switched off.
  package static func all(_ environment: Environment) -> [LoweredSafeguard] {
    let configuration = OCXConfiguration(environment)
    var found: [LoweredSafeguard] = []
    if environment.isTrue("OCX_NO_VERIFY") { found.append(.verification) }
    if let path = environment["OCX_SIGSTORE_TRUSTED_ROOT"] {
      found.append(.trustRoot(path: path, isVariable: true))
    } else if let path = configuration.trustRootFile {
      found.append(.trustRoot(path: path, isVariable: false))
    }
    if environment.isTrue("OCX_ALLOW_YANKED") { found.append(.yanks) }
    let named = (environment["OCX_INSECURE_REGISTRIES"] ?? "").split(separator: ",")
      .map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    let insecure = Set(named + configuration.insecureRegistries)
    if !insecure.isEmpty { found.append(.transport(insecure.sorted())) }
    return found
  }

  /// The variable, or the section of the configuration.
  package var name: String {
    switch self {
    case .verification: "OCX_NO_VERIFY"
    case .trustRoot(_, let isVariable):
      isVariable ? "OCX_SIGSTORE_TRUSTED_ROOT" : "trust.sigstore"
    case .yanks: "OCX_ALLOW_YANKED"
    case .transport: "OCX_INSECURE_REGISTRIES"
    }
  }

  /// The effect, on one line.
  package var meaning: String {
    let text =
      switch self {
      case .verification: "set: signatures are not verified, whatever the policies require"
      case .trustRoot(let path, true): "signatures are verified against \(path)"
      case .trustRoot(let path, false): "signatures are verified against the root set in \(path)"
      case .yanks: "set: yanked versions are installed as well"
      case .transport(let registries):
        "contacted without TLS: \(registries.joined(separator: ", "))"
      }
    return SafeText.clean(text)
  }

  /// How to change it, on one line.
  package var hint: String {
    switch self {
    case .verification, .yanks: "unset it if you do not need it"
    case .trustRoot(_, true): "unset it to use the public one"
    case .trustRoot(_, false): "remove it to use the public one"
    case .transport:
      "remove those that have TLS from OCX_INSECURE_REGISTRIES, or from insecure in ocx's config.toml"
    }
  }
}
