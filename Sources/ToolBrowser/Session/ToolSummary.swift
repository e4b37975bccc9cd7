import BackendKit

/// The root of a package, safe to show.
struct ToolSummary: Sendable {
  let title: String
  /// The title for a list that shows the name as well: empty if it only repeats the name.
  let titleBesideName: String
  let keywords: [String]
  let text: String
  let status: PackageRoot.Status
  /// Why it is deprecated, and what to use instead.
  let statusNote: String?
  let upstream: String?
  /// The repository that the newest build was made from, without the scheme.
  let source: String?
  /// Who is responsible for the package.
  let owners: [String]
  /// The package to use instead, whether this one is deprecated or not.
  let successor: String?
  let disclaimer: String?
  /// Where its content is stored, without `oci://`.
  let repository: String
  let hasReadme: Bool
  /// The newest release.
  let latest: String?
  /// The versions, as requests are resolved against them.
  let list: VersionList

  init(root: PackageRoot) {
    let list = VersionList(root: root)
    let description = root.description
    title = SafeText.clean(description?.title ?? "")
    titleBesideName = Self.isSame(title, root.tool.shortName) ? "" : title
    keywords = (description?.keywords ?? []).map(SafeText.clean).filter { !$0.isEmpty }
    text = SafeText.clean(description?.text ?? "")
    status = root.status
    let successor = root.supersededBy.map { "use \($0)" }
    let notes = [root.deprecatedMessage, successor].compactMap { $0 }.filter { !$0.isEmpty }
    statusNote = notes.isEmpty ? nil : SafeText.clean(notes.joined(separator: "; "))
    let address = root.upstream.flatMap { $0.url ?? $0.organisation }
    upstream = address.map { SafeText.clean(ToolSummary.withoutScheme($0)) }
    source = root.source.map { SafeText.clean(ToolSummary.withoutScheme($0)) }
    owners = root.owners.map(SafeText.clean)
    self.successor = root.supersededBy.map(SafeText.clean)
    disclaimer = root.upstream?.disclaimer.map(SafeText.clean)
    repository = SafeText.clean(ToolSummary.withoutScheme(root.repository))
    hasReadme = description?.readme != nil
    self.list = list
    latest = list.newest.map { SafeText.clean($0.version) }
  }

  /// Whether a title and a name differ only in case, spaces and punctuation.
  private static func isSame(_ title: String, _ name: String) -> Bool {
    func letters(_ text: String) -> some Sequence<UInt8> {
      text.utf8.lazy.filter { $0.isAlphanumeric || $0 >= 0x80 }.map { $0.isUpper ? $0 | 0x20 : $0 }
    }
    return letters(title).elementsEqual(letters(name))
  }

  private static func withoutScheme(_ address: String) -> String {
    for scheme in ["https://", "http://", "oci://"] where address.hasPrefix(scheme) {
      return String(address.dropFirst(scheme.count))
    }
    return address
  }
}
