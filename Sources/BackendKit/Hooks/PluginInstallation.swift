/// The Lua plugin that this program carries, in a folder of its own, bound to this program, and
/// linked into mise as `mise plugin link` does; also where mise is not there yet.
public struct PluginInstallation: Sendable {
  /// The name that mise knows the plugin by: the prefix of the keys.
  public static let name = ToolName.backend

  /// The folder that the plugin is unpacked to: `$XDG_DATA_HOME/ocx-mise-tui/plugin`.
  public let directory: String
  /// The link in mise's data folder: `$MISE_DATA_DIR/plugins/ocx`.
  public let link: String

  /// The places for this user.
  public init(environment: Environment) {
    directory = Paths.join(XDGFolders.data(environment), "plugin")
    link = Paths.join(
      MiseDirectories(environment: environment).data, "plugins/\(Self.name)")
  }

  /// Whether mise would find a plugin of that name, ours or another.
  public var isLinked: Bool { Files.isDirectory(link) }

  /// What mise would find under the plugin's name.
  public enum State: Hashable, Sendable {
    /// Nothing.
    case absent
    /// A plugin that this program did not unpack: linked by hand, or cloned.
    case foreign(directory: String)
    /// Ours, unpacked by another version of this program.
    case outdated
    /// Ours, and it calls this program.
    case bound(program: String)
    /// Ours, and the program that it would call is gone.
    case unbound(program: String)
  }

  /// What stands at the link now. Reads the files of the plugin; not for the way to a screen.
  public var state: State {
    guard isLinked else { return .absent }
    guard (try? Files.resolveLinks(link)) == (try? Files.resolveLinks(directory)) else {
      return .foreign(directory: (try? Files.resolveLinks(link)) ?? link)
    }
    let isCurrent = EmbeddedPlugin.files.allSatisfy { file in
      (try? Files.read(Paths.join(directory, file.path))) == Array(file.text.utf8)
    }
    guard isCurrent else { return .outdated }
    let program = (try? Files.readLink(Paths.join(directory, Self.binding))) ?? ""
    return Files.isExecutable(program) ? .bound(program: program) : .unbound(program: program)
  }

  /// The link, below the plugin's folder, to the program that its hooks call first
  /// (lua/lib/program.lua).
  private static let binding = "bin/ocx-mise-tui"

  /// Unpacks the plugin, binds it to the program at the absolute path `program`, and links it. One
  /// that is there already is replaced whole, so that no file of an older one stays.
  ///
  /// - Throws: `.occupied` where the name is taken by a plugin that is not ours.
  public func install(program: String) throws(PluginFailure) {
    try checkLink()
    do throws(FileFailure) {
      let parent = Paths.parent(directory)
      try Files.makeDirectories(parent)
      let new = try Files.makeTemporaryDirectory(in: parent, prefix: "plugin.")
      do throws(FileFailure) {
        try unpack(to: new, program: program)
        try put(new)
      } catch {
        try? Files.removeTree(new)
        throw error
      }
      guard Files.kind(link) == nil else { return }
      try Files.makeDirectories(Paths.parent(link))
      do throws(FileFailure) {
        try Files.makeLink(link, to: directory)
      } catch {
        // Another process may have been faster with the same.
        guard (try? Files.readLink(link)) == directory else { throw error }
      }
    } catch {
      throw .file(error)
    }
  }

  /// Puts a folder in the place of the plugin. The one that is there is moved out of the way, for
  /// mise may be reading it: it is gone for a moment only. Another process may be doing the same,
  /// and then each tries again.
  private func put(_ new: String) throws(FileFailure) {
    let old = new + ".old"
    var tries = 20
    while true {
      try? Files.rename(directory, to: old)
      defer { try? Files.removeTree(old) }
      do throws(FileFailure) {
        return try Files.rename(new, to: directory)
      } catch {
        tries -= 1
        if tries == 0 { throw error }
      }
    }
  }

  /// Takes the link and the folder away; never a plugin that somebody else put there.
  ///
  /// - Throws: `.occupied` where the name is taken by a plugin that is not ours.
  public func uninstall() throws(PluginFailure) {
    try checkLink()
    do throws(FileFailure) {
      try Files.removeFile(link)
      try Files.removeTree(directory)
    } catch {
      throw .file(error)
    }
  }

  private func unpack(to folder: String, program: String) throws(FileFailure) {
    for file in EmbeddedPlugin.files {
      let path = Paths.join(folder, file.path)
      try Files.makeDirectories(Paths.parent(path))
      try Files.writeAtomically(
        path, Array(file.text.utf8), mode: file.isExecutable ? 0o777 : 0o666)
    }
    let binding = Paths.join(folder, Self.binding)
    try Files.makeDirectories(Paths.parent(binding))
    try Files.makeLink(binding, to: program)
  }

  /// Nothing, or a link of ours, must stand where mise looks.
  private func checkLink() throws(PluginFailure) {
    guard let kind = Files.kind(link) else { return }
    guard kind == .link, (try? Files.readLink(link)) == directory else {
      throw .occupied(path: link)
    }
  }
}

/// Why the plugin cannot be put in place or taken away.
public enum PluginFailure: UserFacingError, Equatable {
  /// Something stands at the link that is not ours.
  case occupied(path: String)
  /// The disk refused.
  case file(FileFailure)

  /// What a script can branch on.
  public var code: FailureCode {
    switch self {
    case .occupied: .configuration
    case .file(let failure): failure.code
    }
  }

  /// One line of cause.
  public var message: String {
    switch self {
    case .occupied(let path):
      "mise has another plugin of the name \(PluginInstallation.name): \(path)"
    case .file(let failure): failure.message
    }
  }

  /// One line of mending.
  public var hint: String? {
    switch self {
    case .occupied: "take it away first: mise plugin uninstall \(PluginInstallation.name)"
    case .file(let failure): failure.hint
    }
  }
}
