/// Installs the embedded Lua plugin in mise's plugins folder, and removes it.
///
/// The plugin is a real folder without links that lead out of it, because people cache, copy and
/// share mise's data folder. Works even if mise is not installed yet.
package struct PluginInstallation: Sendable {
  /// The installed plugin.
  package let plugin: MisePlugin
  /// The version of this program.
  private let version: String
  private let environment: Environment
  /// Where an earlier version of the program unpacked the plugin, to which mise had a link.
  private let formerDirectory: String

  /// The plugin of this user. `version` is that of this program.
  package init(environment: Environment, version: String) {
    self.environment = environment
    self.version = version
    plugin = MisePlugin(environment: environment)
    formerDirectory = Paths.join(XDGFolders.data(environment), "plugin")
  }

  /// Whether the installed plugin has this program's version and the same files. Reads them all, so
  /// this is too slow before the first screen.
  package var isCurrent: Bool {
    plugin.origin == .program(version: version)
      && EmbeddedPlugin.files.allSatisfy { file in
        (try? Files.read(Paths.join(plugin.directory, file.path))) == Array(file.text.utf8)
      }
  }

  /// Installs the plugin, bound to the program at the absolute path `program`; returns the path
  /// that it is bound to. A plugin that this program installed is replaced as a whole, so that no
  /// old files remain.
  ///
  /// - Throws: `.occupied` if mise has another plugin of that name, `.holdsOthers` if the
  ///   plugin contains files that this program did not write, `.shim` for a shim.
  @discardableResult
  package func install(program: String) throws(PluginFailure) -> String {
    let binding = try ProgramBinding(of: program, environment).path
    try change { (scratch) throws(FileFailure) in
      let new = Paths.join(scratch, "new")
      let old = Paths.join(scratch, "old")
      try write(to: new, binding: binding)
      let replaces = Files.kind(plugin.directory) != nil
      if replaces { try Files.rename(plugin.directory, to: old) }
      do throws(FileFailure) {
        try Files.rename(new, to: plugin.directory)
      } catch {
        if replaces { try? Files.rename(old, to: plugin.directory) }
        throw error
      }
    }
    return binding
  }

  /// Removes the plugin; returns false if there is none. A plugin that this program did not install
  /// is left alone.
  ///
  /// - Throws: `.occupied` if mise has another plugin of that name, `.holdsOthers` if the
  ///   plugin contains files that this program did not write.
  package func uninstall() throws(PluginFailure) -> Bool {
    guard Files.kind(plugin.directory) != nil else { return false }
    try change { (scratch) throws(FileFailure) in
      // Rename, so that mise sees the whole plugin or none.
      try Files.rename(plugin.directory, to: Paths.join(scratch, "old"))
    }
    return true
  }

  /// Changes the installed plugin, with a temporary folder on the same file system. That folder is
  /// next to `plugins/`, because mise treats every folder in there as a plugin. Holds a lock, so
  /// one process at a time does this.
  private func change(
    _ work: (_ scratch: String) throws(FileFailure) -> Void
  ) throws(PluginFailure) {
    let lock = try PluginFailure.files { () throws(FileFailure) in
      let state = XDGFolders.state(environment)
      try Files.makePrivateDirectory(state)
      return try Files.lock(Paths.join(state, "plugin.lock"))
    }
    defer { lock.release() }
    let isFormer = plugin.origin == .link(to: formerDirectory)
    guard isFormer || isOurs else { throw .occupied(path: plugin.directory) }
    if !isFormer, let other = try PluginFailure.files(plugin.foreignFile) {
      throw .holdsOthers(path: other)
    }
    try PluginFailure.files { () throws(FileFailure) in
      let plugins = Paths.parent(plugin.directory)
      try Files.makeDirectories(plugins)
      let parent = Paths.parent(try Files.resolveLinks(plugins))
      let prefix = ".ocx-mise-tui-plugin."
      // Left over from killed processes: the lock is held, so nobody uses them.
      for name in try Files.list(parent) where name.hasPrefix(prefix) {
        try Files.removeTree(Paths.join(parent, name))
      }
      let scratch = try Files.makeTemporaryDirectory(in: parent, prefix: prefix)
      defer { try? Files.removeTree(scratch) }
      try work(scratch)
      if isFormer { try Files.removeTree(formerDirectory) }
    }
  }

  /// Writes the plugin into a new folder. Permissions follow the user's umask, because others may
  /// read mise's data folder.
  private func write(to folder: String, binding: String) throws(FileFailure) {
    for file in EmbeddedPlugin.files {
      let path = Paths.join(folder, file.path)
      try Files.makeDirectories(Paths.parent(path))
      try Files.writeAtomically(
        path, file.text, mode: file.isExecutable ? 0o777 : 0o666, durability: .whole)
    }
    let mark = ([version] + EmbeddedPlugin.files.map(\.path)).joined(separator: "\n")
    for (name, text) in [MisePlugin.bindingName: binding, MisePlugin.markName: mark] {
      try Files.writeAtomically(Paths.join(folder, name), text + "\n", durability: .whole)
    }
  }

  /// Whether there is no plugin, or one that this program installed.
  private var isOurs: Bool {
    switch plugin.origin {
    case nil, .program: true
    case .git, .link, .unknown: false
    }
  }
}
