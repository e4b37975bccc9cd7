/// The plugin that mise has for this backend, as it is on disk. Read only: `PluginInstallation`
/// installs one.
package struct MisePlugin: Sendable, Hashable {
  /// Where the plugin came from.
  package enum Origin: Hashable, Sendable {
    /// This program installed it, in that version.
    case program(version: String)
    /// mise cloned it.
    case git
    /// It is a link to this folder, as created by `mise plugin link`.
    case link(to: String)
    /// Somebody else created the folder.
    case unknown
  }

  /// The name by which mise knows the plugin: the prefix of the keys.
  package static let name = ToolName.backend

  /// Where mise looks for it: `$MISE_DATA_DIR/plugins/ocx`.
  package let directory: String

  /// The plugin of this user.
  package init(environment: Environment) {
    directory = Paths.join(
      MiseDirectories(environment: environment).data, "plugins/\(Self.name)")
  }

  /// Whether mise would find a plugin here.
  package var isThere: Bool { Files.isDirectory(directory) }

  /// Where the plugin came from; nil if nothing exists there, not even a broken link.
  package var origin: Origin? {
    switch Files.kind(directory) {
    case nil: return nil
    case .link: return .link(to: (try? Files.readLink(directory)) ?? directory)
    case .file, .other: return .unknown
    case .directory: break
    }
    if let version = mark?.first { return .program(version: version) }
    return Files.exists(Paths.join(directory, ".git")) ? .git : .unknown
  }

  /// Whether it is a backend plugin for mise at all.
  package var isBackend: Bool {
    Files.isFile(Paths.join(directory, "hooks/backend_install.lua"))
  }

  /// The version in its `metadata.lua`; nil if there is none.
  package var version: String? {
    guard let text = try? Files.readText(Paths.join(directory, "metadata.lua"), limit: 1 << 20)
    else { return nil }
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.split(separator: "\"", omittingEmptySubsequences: false)
      let key = words[0].filter { !$0.isWhitespace }
      if words.count >= 3, key == "version=" { return SafeText.clean(String(words[1])) }
    }
    return nil
  }

  /// The path of the program that it is bound to; nil if it is not bound to one.
  package var boundProgram: String? { text(of: Self.bindingName) }

  /// The file that says that this program put the plugin there: in which version, and below it which
  /// files. No copy from git has it.
  static let markName = "installed-by-ocx-mise-tui"
  /// The file with the path of the program that the hooks call (lua/lib/program.lua). It is text so
  /// that no link points outside mise's data folder.
  static let bindingName = "program"

  private var mark: [String]? {
    text(of: Self.markName)?.split(separator: "\n").map(String.init)
  }

  /// A file or folder in a plugin of this program that it did not put there; nil if there is none.
  func foreignFile() throws(FileFailure) -> String? {
    guard Files.kind(directory) == .directory, let mark else { return nil }
    let files = Set(mark.dropFirst() + [Self.markName, Self.bindingName])
    var folders = [""]
    while let folder = folders.popLast() {
      for name in try Files.list(Paths.join(directory, folder)) {
        let path = folder.isEmpty ? name : folder + "/" + name
        let kind = Files.kind(Paths.join(directory, path))
        if kind == .directory, files.contains(where: { $0.hasPrefix(path + "/") }) {
          folders.append(path)
        } else if kind == .directory || !files.contains(path) {
          return Paths.join(directory, path)
        }
      }
    }
    return nil
  }

  /// What a file of few lines says.
  private func text(of name: String) -> String? {
    let text = try? Files.readText(Paths.join(directory, name), limit: 1 << 16)
    guard let text, !text.isEmpty else { return nil }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
