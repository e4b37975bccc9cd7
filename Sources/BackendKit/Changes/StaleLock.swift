/// A lock file of mise that does not cover what a change writes: until mise has brought it up to
/// date, another version is in force, or the tool is not locked at all. Writing it is mise's
/// (docs/mise.md §10).
package struct StaleLock: Hashable, Sendable {
  /// The lock file, as people name it.
  package let file: String
  /// The key of the tool.
  package let key: String
  /// What it has of the tool; none where it does not have the tool.
  package let versions: [String]

  /// One line for people.
  package var message: String {
    let state =
      versions.isEmpty
      ? "does not have \(key) yet" : "still has \(key) \(versions.joined(separator: ", "))"
    return "\(file) \(state): mise install brings it up to date"
  }
}

extension MiseProject {
  /// The lock file that does not cover what a change writes; nil where mise asks none, and where it
  /// does.
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
