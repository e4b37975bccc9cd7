extension IndexCollection {
  /// The folders to watch for changes of the list of registries and of what they list. A registry
  /// without a catalog lists the files in the folders of its namespaces.
  package func watchedFolders(_ sources: [(source: IndexSource, names: [ToolName])])
    -> [WatchedFolder]
  {
    let ofSources = sources.flatMap { source, names -> [WatchedFolder] in
      let packages = Paths.join(source.directory, "p")
      let namespaces =
        source.kind == .derived ? Set(names.map { Paths.parent($0.repository) }).sorted() : []
      return [
        WatchedFolder(file: Paths.join(source.directory, "config.json")),
        WatchedFolder(file: Paths.join(source.directory, "c/index.json")),
        WatchedFolder(packages, .all),
      ]
        + namespaces.map {
          WatchedFolder(Paths.join(packages, $0), .some([], endings: [".json"]))
        }
    }
    return WatchedFolder.merged([WatchedFolder(path, .all)] + ofSources)
  }

  /// The folder with the root of a tool; nil if its name leads out of the index.
  package func watchedRoot(_ tool: ToolName) -> WatchedFolder? {
    guard let folder = try? folder(of: tool.registry) else { return nil }
    return WatchedFolder(file: Paths.join(folder.path, "p/" + tool.repository + ".json"))
  }
}
