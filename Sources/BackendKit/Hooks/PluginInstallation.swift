/// Puts the Lua plugin that this program carries into mise's folder of plugins, and takes it away.
///
/// It is a real folder, for mise's data folder is what people cache, copy into images and share: no
/// link in it leads out. It works also where mise is not there yet.
package struct PluginInstallation: Sendable {
  /// The plugin that mise has now.
  package let plugin: MisePlugin
  /// The version of this program.
  private let version: String
  private let environment: Environment
  /// Where an earlier program unpacked the plugin, which mise had a link to.
  private let formerDirectory: String

  /// The places for this user; `version` is that of this program.
  package init(environment: Environment, version: String) {
    self.environment = environment
    self.version = version
    plugin = MisePlugin(environment: environment)
    formerDirectory = Paths.join(XDGFolders.data(environment), "plugin")
  }

  /// Whether the plugin is the one that this program would put there: its version, and each of its
  /// files. Reads them all; not for the way to a screen.
  package var isCurrent: Bool {
    plugin.origin == .program(version: version)
      && EmbeddedPlugin.files.allSatisfy { file in
        (try? Files.read(Paths.join(plugin.directory, file.path))) == Array(file.text.utf8)
      }
  }

  /// Puts the plugin there, bound to the program at the absolute path `program`, and gives the path
  /// that it is bound to. One that this program put there is replaced as a whole, so that no file of
  /// an older one stays.
  ///
  /// - Throws: `.occupied` if mise has another plugin of that name, `.holdsOthers` if somebody has put
  ///   files into ours, `.shim` for a shim.
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

  /// Takes the plugin away; false where there was none. One that this program did not put there is
  /// left alone.
  ///
  /// - Throws: `.occupied` if mise has another plugin of that name, `.holdsOthers` if somebody has put
  ///   files into ours.
  package func uninstall() throws(PluginFailure) -> Bool {
    guard Files.kind(plugin.directory) != nil else { return false }
    try change { (scratch) throws(FileFailure) in
      // mise sees the whole plugin or none.
      try Files.rename(plugin.directory, to: Paths.join(scratch, "old"))
    }
    return true
  }

  /// Changes what mise has under the name, with a folder to work in that lies on the same file
  /// system and is gone afterwards. It lies next to `plugins/`, for mise takes every folder in that
  /// for a plugin. One process at a time.
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
      // Left by a process that was killed: nobody else is at work here.
      for name in try Files.list(parent) where name.hasPrefix(prefix) {
        try Files.removeTree(Paths.join(parent, name))
      }
      let scratch = try Files.makeTemporaryDirectory(in: parent, prefix: prefix)
      defer { try? Files.removeTree(scratch) }
      try work(scratch)
      if isFormer { try Files.removeTree(formerDirectory) }
    }
  }

  /// Writes the plugin into a new folder. Its rights are those that the user's mask leaves, for
  /// others may read mise's data folder.
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

  /// Whether nothing, or what this program put there, stands where mise looks.
  private var isOurs: Bool {
    switch plugin.origin {
    case nil, .program: true
    case .git, .link, .unknown: false
    }
  }
}
