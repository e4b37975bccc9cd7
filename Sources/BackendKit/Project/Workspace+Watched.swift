extension Workspace {
  /// The folders that affect the state of the project's pins: where mise looks for files, the
  /// installs of the pinned tools, the index, and the programs ocx and mise. `pins` are the
  /// project's, as they were read.
  package func watchedFolders(_ pins: [Pin]) -> [WatchedFolder] {
    let candidates = OCXCandidates(environment: environment)
    let tools = pins.flatMap { pin -> [WatchedFolder] in
      installs.watchedFolders(key: pin.entry.key, versions: pin.installed)
        + (pin.entry.tool.map { [candidates.watchedFolder($0)] } ?? [])
    }
    return WatchedFolder.merged(
      project.watchedFolders + tools
        + installs.watchedFolders(besides: pins.map(\.entry.key))
        + [WatchedFolder(file: MisePlugin(environment: environment).directory)]
        + ExecutableSearch.watchedFolders(for: ["ocx", "mise"], in: environment))
  }

  /// The roots of the pinned tools: if these change, the index has new information about the tools.
  package func watchedRoots(_ pins: [Pin]) -> [WatchedFolder] {
    pins.compactMap(\.entry.tool).compactMap(index.watchedRoot)
  }
}
