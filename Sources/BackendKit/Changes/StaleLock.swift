/// A lock file of mise that does not match what a change writes. Until mise updates it, another
/// version is in force, or the tool is not locked at all. Only mise writes it (docs/mise.md §10).
package struct StaleLock: Hashable, Sendable {
  /// The displayed path of the lock file.
  package let file: String
  /// The key of the tool.
  package let key: String
  /// The locked versions of the tool; empty if it is not in the file.
  package let versions: [String]

  package var message: String {
    let state =
      versions.isEmpty
      ? "does not have \(key) yet" : "still has \(key) \(versions.joined(separator: ", "))"
    return "\(file) \(state): mise install brings it up to date"
  }
}

extension MiseProject {
  /// The lock file that does not match what a change writes; nil if mise uses none, or if it
  /// matches.
  package func staleLock(after change: Change) -> StaleLock? {
    guard case .pin(let request, _) = change.action, let lock = lockFile(for: change.file) else {
      return nil
    }
    let identity = EntryResolver.split(change.key).identity
    let locked = lock.version(of: identity, for: request, environments: activeEnvironments)
    guard locked == nil else { return nil }
    return StaleLock(
      file: displayPath(lock.path), key: change.key, versions: lock.versions(of: identity))
  }
}
