/// The files with tasks of a project; mise installs the tools of tasks when it runs them
/// (docs/real-programs.md, "Entries outside of [tools]").
struct TaskFiles: Sendable {
  /// One file that declares tools of tasks.
  struct Source: Sendable, Hashable {
    let path: String
    let format: TaskTools.Format
    /// The task, if the file is one itself; nil if it lists tasks.
    var task: String?
  }

  /// The default folders of file tasks.
  private static let folders = [
    "mise-tasks", ".mise-tasks", "mise/tasks", ".mise/tasks", ".config/mise/tasks",
  ]

  /// How deep folders of file tasks are searched.
  private static let depth = 8

  /// The sources of a project.
  ///
  /// - Parameters:
  ///   - configurations: configuration files with tasks.
  ///   - includes: the paths in `includes` of `[task_config]`, by the configuration root of the
  ///   file.
  ///   - folders: the project's folder and its ancestors.
  static func sources(
    configurations: [String], includes: [String: [String]], folders: [String]
  ) -> [Source] {
    var sources = configurations.map { Source(path: $0, format: .configuration) }
    for folder in folders {
      for name in includes[folder] ?? Self.folders {
        let path = Paths.absolute(name, from: folder)
        if Files.isDirectory(path) {
          sources += scripts(in: path, prefix: "", depth: depth)
        } else if path.hasSuffix(".toml"), Files.isFile(path) {
          sources.append(Source(path: path, format: .includedTasks))
        }
      }
    }
    return sources
  }

  /// What decides which sources there are: the folders of file tasks, be they there or not, with all
  /// that comes into them, and the files that are included.
  static func watchedFolders(
    includes: [String: [String]], folders: [String]
  ) -> [WatchedFolder] {
    folders.flatMap { folder in
      (includes[folder] ?? Self.folders).flatMap { name -> [WatchedFolder] in
        let path = Paths.absolute(name, from: folder)
        return path.hasSuffix(".toml") && !Files.isDirectory(path)
          ? [WatchedFolder(file: path)] : watched(path, depth: depth)
      }
    }
  }

  private static func watched(_ folder: String, depth: Int) -> [WatchedFolder] {
    let names = depth > 1 ? (try? Files.list(folder)) ?? [] : []
    return [WatchedFolder(folder, .all)]
      + names.filter { !$0.hasPrefix(".") }.map { Paths.join(folder, $0) }
      .filter(Files.isDirectory).flatMap { watched($0, depth: depth - 1) }
  }

  /// The file tasks of a folder: its executable files, named by their paths.
  private static func scripts(in folder: String, prefix: String, depth: Int) -> [Source] {
    guard depth > 0, let names = try? Files.list(folder) else { return [] }
    return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [Source] in
      let path = Paths.join(folder, name)
      if Files.isDirectory(path) {
        return scripts(in: path, prefix: prefix + name + ":", depth: depth - 1)
      }
      guard Files.isExecutable(path) else { return [] }
      return [Source(path: path, format: .script, task: prefix + task(of: name))]
    }
  }

  /// The name of a file task, without the extension of its file.
  private static func task(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  /// What kind of file this is: a tool stub or a file task; nil if it declares no tools.
  static func source(at path: String) -> Source? {
    guard let bytes = try? Files.read(path, limit: ConfigFile.sizeLimit) else { return nil }
    if ToolStub.isStub(bytes) { return Source(path: path, format: .toolStub) }
    guard let tools = try? TaskTools(parsing: bytes, as: .script), !tools.entries.isEmpty else {
      return nil
    }
    return Source(path: path, format: .script, task: task(of: Paths.lastComponent(path)))
  }
}
