extension MiseProject {
  /// The tools of tasks: the entries, and the files that could not be read.
  package struct TaskToolEntries: Sendable {
    /// In the order of the files.
    package var entries: [ToolEntry] = []
    /// Files with a problem; mise cannot run their tasks either.
    package var problems: [ConfigFile] = []
  }

  /// The tools of the project's tasks: in its configuration files, in the files that these include,
  /// and in file tasks.
  package func taskTools() -> TaskToolEntries {
    var tools = TaskToolEntries()
    for source in taskSources {
      do {
        tools.entries += try entries(of: source)
      } catch {
        var file = ConfigFile(path: source.path, kind: .toml, level: .project)
        file.problem = error as? any UserFacingError ?? FileFailure.notText(path: source.path)
        tools.problems.append(file)
      }
    }
    return tools
  }

  /// The tools of the tasks in a file, or the tool of a tool stub.
  ///
  /// - Throws: `TOMLFailure`, `FileFailure`.
  package func taskTools(in path: String) throws -> [ToolEntry] {
    let target = (try? Files.resolveLinks(path)) ?? path
    let known = taskSources.first { source in
      source.path == path || (try? Files.resolveLinks(source.path)) == target
    }
    return try (known ?? TaskFiles.source(at: path)).map(entries) ?? []
  }
}
