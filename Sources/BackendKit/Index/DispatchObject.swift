/// What a tag points to: one manifest for each platform (docs/ocx.md §7).
package struct DispatchObject: Hashable, Sendable {
  /// The content for one platform.
  package struct Entry: Hashable, Sendable {
    /// nil if there is none, or one that OCX does not know: the entry is then never chosen.
    package let platform: Platform?
    /// The manifest.
    package let digest: Digest
    /// The size of the manifest in bytes.
    package let size: Int64
  }

  /// The manifests, in the order of the object.
  package let entries: [Entry]
  /// The known platforms.
  package var platforms: [Platform] { entries.compactMap(\.platform) }

  /// The platform that a host chooses.
  package func choice(for host: Platform) -> PlatformChoice {
    PlatformChoice.select(host: host, offered: platforms)
  }

  /// The manifest that a host chooses; nil if none is suitable, or several are equally suitable.
  package func manifest(for host: Platform) -> Digest? {
    guard case .found(let index) = choice(for: host) else { return nil }
    return entries.filter { $0.platform != nil }[index].digest
  }

  /// Whether OCX would install it on a host; false also if several platforms are equally suitable.
  package func fits(_ host: Platform) -> Bool {
    if case .found = choice(for: host) { return true }
    return false
  }
}
