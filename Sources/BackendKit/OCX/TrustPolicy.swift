/// A `[[trust.policy]]` of OCX's configuration: whose signature packages must have (docs/ocx-0.6.md
/// §9).
package struct TrustPolicy: Hashable, Sendable {
  /// The packages that it covers, as it is spelled; `*` where it covers all.
  package let scope: String
  /// Who must have signed: an identity, or an expression for it; nil where it names none.
  package let identity: String?
  /// Who must vouch for the signer.
  package let issuer: String?
  /// The absolute path of the file that it stands in.
  package let path: String

  private let include: [String]
  private let exclude: [String]

  /// Reads an element of the array.
  init(_ table: TOMLTable, path: String) {
    func patterns(_ value: TOMLValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }
    let scope = table["scope"]
    if let pattern = scope?.string {
      include = [pattern]
      exclude = []
    } else if let parts = scope?.table {
      include = patterns(parts["include"])
      exclude = patterns(parts["exclude"])
    } else {
      include = ["*"]
      exclude = []
    }
    self.scope = SafeText.clean(include.joined(separator: ", "))
    let keyless = table["keyless"]?.table
    let named = keyless?["identity"]?.string ?? keyless?["identity_regexp"]?.string
    identity = named.map(SafeText.clean)
    issuer = keyless?["oidc_issuer"]?.string.map(SafeText.clean)
    self.path = path
  }

  /// The length of the literal text by which it covers a package, named by registry and repository; nil
  /// where it does not. The longest decides.
  func reach(to name: String) -> Int? {
    guard !exclude.contains(where: { Self.reach(of: $0, to: name) != nil }) else { return nil }
    return include.compactMap { Self.reach(of: $0, to: name) }.max()
  }

  /// Without a `*`, a name and all below it; with one at the end behind a slash, all below; else
  /// whatever begins with the text before it.
  private static func reach(of pattern: String, to name: String) -> Int? {
    guard let star = pattern.firstIndex(of: "*") else {
      return name == pattern || name.hasPrefix(pattern + "/") ? pattern.utf8.count : nil
    }
    let literal = pattern[..<star]
    return name.hasPrefix(literal) && name.utf8.count > literal.utf8.count
      ? literal.utf8.count : nil
  }
}
