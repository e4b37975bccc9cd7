/// A safeguard of OCX that somebody has lowered: what is installed may then be other than policies and
/// publishers want (docs/ocx-0.6.md §7).
package enum LoweredSafeguard: Hashable, Sendable {
  /// `OCX_NO_VERIFY`: no signature is checked.
  case verification
  /// Signatures are checked against this root of trust; by the variable, or by this file.
  case trustRoot(path: String, isVariable: Bool)
  /// `OCX_ALLOW_YANKED`: what was taken back is installed too.
  case yanks
  /// These registries are asked without TLS, by the variable or by files.
  case transport([String])

  /// Those that are lowered here.
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

  /// Where it is lowered: a variable, or a section of the configuration.
  package var name: String {
    switch self {
    case .verification: "OCX_NO_VERIFY"
    case .trustRoot(_, let isVariable):
      isVariable ? "OCX_SIGSTORE_TRUSTED_ROOT" : "trust.sigstore"
    case .yanks: "OCX_ALLOW_YANKED"
    case .transport: "OCX_INSECURE_REGISTRIES"
    }
  }

  /// One line: what that means.
  package var meaning: String {
    let text =
      switch self {
      case .verification: "set: no signature is checked, whatever the policies ask for"
      case .trustRoot(let path, true): "signatures are checked against \(path)"
      case .trustRoot(let path, false): "signatures are checked against the root that \(path) names"
      case .yanks: "set: versions that their publishers took back are installed too"
      case .transport(let registries): "asked without TLS: \(registries.joined(separator: ", "))"
      }
    return SafeText.clean(text)
  }

  /// One line: what to do if that is not wanted.
  package var hint: String {
    switch self {
    case .verification, .yanks: "unset it where you do not need it"
    case .trustRoot(_, true): "unset it for the public one"
    case .trustRoot(_, false): "take it out for the public one"
    case .transport:
      "take them out where they have TLS: OCX_INSECURE_REGISTRIES, or insecure in ocx's config.toml"
    }
  }
}
