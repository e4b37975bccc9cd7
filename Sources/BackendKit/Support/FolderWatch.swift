import Synchronization

/// Reports changes of folders through one descriptor of the system, so that no polling is needed.
/// Can be used from any thread.
package final class FolderWatch: Sendable {
  /// Why the system watches a folder: for the sake of a folder that matters.
  private struct Reason: Hashable {
    let names: WatchedFolder.Names
    let folder: WatchedFolder
  }

  private struct State {
    var queue: (any ChangeQueue)?
    /// The reasons for each watched folder, by its number.
    var reasons: [Int32: Set<Reason>] = [:]
    /// The last snapshots of the folders.
    var stamps: [WatchedFolder: FolderStamp] = [:]
  }

  private let state = Mutex(State())
  /// Held while folders are added and examined, which may take long on a slow disk. The value is
  /// when the newest watched scope was read.
  private let working = Mutex(Int64.min)

  /// A watch without folders, which uses no system resources yet.
  package init() {}

  /// Readable when something has changed; -1 while nothing is watched.
  package var descriptor: Int32 { state.withLock { $0.queue?.descriptor ?? -1 } }

  /// Watches these folders and no others. For a folder that does not exist, its nearest existing
  /// parent is watched; for a link, also its target.
  ///
  /// - Returns: the newly watched folders that have changed since their scope was read.
  package func watch(_ scopes: [WatchedScope]) -> Set<WatchedFolder> {
    working.withLock { newest in
      // An older scope never replaces a newer one.
      let order = scopes.map(\.since).max() ?? newest
      guard order >= newest else { return [] }
      newest = order
      let known = state.withLock { $0 }
      guard let queue = known.queue ?? makeChangeQueue() else { return [] }
      var wanted: [String: Set<Reason>] = [:]
      for folder in scopes.flatMap(\.folders) {
        for (path, names) in Self.paths(of: folder) {
          wanted[path, default: []].insert(Reason(names: names, folder: folder))
        }
      }
      var next: [Int32: Set<Reason>] = [:]
      var isNew: Set<WatchedFolder> = []
      for (path, reasons) in wanted {
        let names = WatchedFolder.merged(reasons.map { WatchedFolder(path, $0.names) })
        guard let all = names.first?.names, let number = queue.add(path, names: all) else {
          continue
        }
        next[number, default: []].formUnion(reasons)
        isNew.formUnion(reasons.subtracting(known.reasons[number] ?? []).map(\.folder))
      }
      // Later changes are reported by the queue; earlier ones are found below.
      state.withLock { state in
        state.queue = queue
        state.reasons = next
      }
      for number in Set(known.reasons.keys).subtracting(next.keys) { queue.remove(number) }
      var changed: Set<WatchedFolder> = []
      var stamps: [WatchedFolder: FolderStamp] = [:]
      for scope in scopes {
        // The file system's clock may lag behind by a tick.
        let since = scope.since - 20_000_000
        for folder in scope.folders {
          let stamp = FolderStamp(folder)
          stamps[folder] = stamp
          if isNew.contains(folder), stamp.isChanged(since: since) { changed.insert(folder) }
        }
      }
      state.withLock { $0.stamps = stamps }
      return changed
    }
  }

  /// The folders reported since the last call. Does not wait.
  package func takeChanges() -> Set<WatchedFolder> {
    guard let queue = state.withLock({ $0.queue }) else { return [] }
    let events = queue.drain()
    // A folder that was moved away is no longer the one that is meant.
    for item in events where item.isGone { item.number.map(queue.remove) }
    return state.withLock { state in
      var changed: Set<WatchedFolder> = []
      for item in events {
        guard let number = item.number else {
          changed.formUnion(state.stamps.keys)
          continue
        }
        for reason in state.reasons[number] ?? [] {
          if item.isGone || item.name.map(reason.names.contains) ?? true {
            changed.insert(reason.folder)
          }
        }
        if item.isGone { state.reasons[number] = nil }
      }
      return changed
    }
  }

  /// Examines the folders themselves, because not every file system reports its changes.
  ///
  /// - Returns: those that differ from when they were last examined.
  package func check() -> Set<WatchedFolder> {
    working.withLock { _ in
      let known = state.withLock { $0.stamps }
      let now = known.keys.map { ($0, FolderStamp($0)) }
      let changed = now.filter { known[$0.0] != $0.1 }
      state.withLock { state in
        for (folder, stamp) in changed { state.stamps[folder] = stamp }
      }
      return Set(changed.map(\.0))
    }
  }

  /// The folders that the system has to watch for one folder.
  private static func paths(
    of folder: WatchedFolder
  ) -> [(path: String, names: WatchedFolder.Names)] {
    guard Files.isDirectory(folder.path) else {
      var path = folder.path
      while Paths.parent(path) != path {
        let parent = Paths.parent(path)
        if Files.isDirectory(parent) { return [(parent, .some([Paths.lastComponent(path)]))] }
        path = parent
      }
      return []
    }
    guard case .some(let names, let endings) = folder.names else {
      return [(folder.path, folder.names)]
    }
    let listed = endings.isEmpty ? [] : (try? Files.list(folder.path)) ?? []
    let links = names.union(listed.filter(folder.names.contains)).sorted().compactMap {
      name -> (path: String, names: WatchedFolder.Names)? in
      let path = Paths.join(folder.path, name)
      guard Files.kind(path) == .link, let target = try? Files.resolveLinks(path) else {
        return nil
      }
      return (Paths.parent(target), .some([Paths.lastComponent(target)]))
    }
    return [(folder.path, folder.names)] + links
  }
}
