extension Workspace {
  /// The folders that decide what the project's pins come to: where mise looks for files, the
  /// installs of the pinned tools, what the index says of these, and the programs ocx and mise.
  /// `pins` are those of the project, as they were read.
  package func watchedFolders(_ pins: [Pin]) -> [WatchedFolder] {
    let candidates = OCXCandidates(environment: environment)
    let tools = pins.flatMap { pin -> [WatchedFolder] in
      installs.watchedFolders(key: pin.entry.key, versions: pin.installed)
        + (pin.entry.tool.map { [candidates.watchedFolder($0)] } ?? [])
    }
    return WatchedFolder.merged(
      project.watchedFolders + tools
        + [WatchedFolder(file: MisePlugin(environment: environment).directory)]
        + ExecutableSearch.watchedFolders(for: ["ocx", "mise"], in: environment))
  }

  /// The roots of the pinned tools: where these change, the index says something else of the tools.
  package func watchedRoots(_ pins: [Pin]) -> [WatchedFolder] {
    pins.compactMap(\.entry.tool).compactMap(index.watchedRoot)
  }
}
