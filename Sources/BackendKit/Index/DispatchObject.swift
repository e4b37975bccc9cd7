/// What a tag points to: one manifest for each platform (docs/ocx.md §7).
package struct DispatchObject: Hashable, Sendable {
  /// The content for one platform.
  package struct Entry: Hashable, Sendable {
    /// nil if none is given, or one that OCX does not know: it is then never chosen.
    package let platform: Platform?
    /// The manifest.
    package let digest: Digest
    /// The size of the manifest in bytes.
    package let size: Int64
  }

  /// In the order of the object.
  package let entries: [Entry]
  /// The platforms offered, those unknown left out.
  package var platforms: [Platform] { entries.compactMap(\.platform) }

  /// What this host would take.
  package func choice(for host: Platform) -> PlatformChoice {
    PlatformChoice.select(host: host, offered: platforms)
  }

  /// The manifest that this host would take; nil if none fits, or several fit equally well.
  package func manifest(for host: Platform) -> Digest? {
    guard case .found(let place) = choice(for: host) else { return nil }
    return entries.filter { $0.platform != nil }[place].digest
  }

  /// Whether OCX would install it on this host; false also where several fit equally well.
  package func fits(_ host: Platform) -> Bool {
    if case .found = choice(for: host) { return true }
    return false
  }
}
