/// A `[[trust.policy]]` of OCX's configuration: the required signers of packages (docs/ocx-0.6.md
/// §9).
package struct TrustPolicy: Hashable, Sendable {
  /// The packages that it applies to, as written; `*` for all.
  package let scope: String
  /// The required signer: an identity or a regular expression; nil if none is named.
  package let identity: String?
  /// The required issuer of the signer's identity.
  package let issuer: String?
  /// The absolute path of the file.
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

  /// The length of the literal text that matches a package, named by registry and repository; nil
  /// if the policy does not apply. The longest match wins.
  func reach(to name: String) -> Int? {
    guard !exclude.contains(where: { Self.reach(of: $0, to: name) != nil }) else { return nil }
    return include.compactMap { Self.reach(of: $0, to: name) }.max()
  }

  /// A pattern without `*` matches a name and everything below it; otherwise everything that starts
  /// with the text before the `*`.
  private static func reach(of pattern: String, to name: String) -> Int? {
    guard let star = pattern.firstIndex(of: "*") else {
      return name == pattern || name.hasPrefix(pattern + "/") ? pattern.utf8.count : nil
    }
    let literal = pattern[..<star]
    return name.hasPrefix(literal) && name.utf8.count > literal.utf8.count
      ? literal.utf8.count : nil
  }
}
