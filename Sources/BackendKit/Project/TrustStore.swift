/// What mise remembers of its trust prompts: links below its state folder, read and never written.
struct TrustStore: Sendable {
  private let trusted: Set<String>
  private let dismissed: Set<String>
  private let trustedPaths: [String]

  init(directories: MiseDirectories, environment: Environment) {
    func targets(_ name: String) -> Set<String> {
      let folder = Paths.join(directories.state, name)
      let names = (try? Files.list(folder)) ?? []
      return Set(names.compactMap { try? Files.resolveLinks(Paths.join(folder, $0)) })
    }
    trusted = targets("trusted-configs")
    dismissed = targets("ignored-configs")
    let listed = MiseRC.list(environment["MISE_TRUSTED_CONFIG_PATHS"] ?? "")
    trustedPaths = listed.map {
      let path = MiseDirectories.expand($0, environment)
      return (try? Files.resolveLinks(path)) ?? path
    }
  }

  /// Whether somebody said no to a file or to the folder that it belongs to.
  func isDismissed(_ path: String) -> Bool {
    !dismissed.isEmpty && !isListed(path)
      && Self.roots(of: path).contains(where: dismissed.contains)
  }

  /// Whether somebody said yes.
  func isTrusted(_ path: String) -> Bool {
    isListed(path) || Self.roots(of: path).contains(where: trusted.contains)
  }

  private func isListed(_ path: String) -> Bool {
    if trustedPaths.isEmpty { return false }
    let target = (try? Files.resolveLinks(path)) ?? path
    return trustedPaths.contains { Paths.isInside(target, $0) }
  }

  /// What mise may have asked about for a file: itself, and the folder that it belongs to.
  private static func roots(of path: String) -> [String] {
    let file = (try? Files.resolveLinks(path)) ?? path
    return [file, ConfigRoot.of(file)]
  }
}

/// The folder that a configuration file belongs to: the one that holds `.config/mise`, `.mise`,
/// `mise`, or the file itself.
enum ConfigRoot {
  static func of(_ file: String) -> String {
    var folder = Paths.parent(file)
    if Paths.lastComponent(folder) == "conf.d" { folder = Paths.parent(folder) }
    if [".mise", "mise"].contains(Paths.lastComponent(folder)) { folder = Paths.parent(folder) }
    if Paths.lastComponent(folder) == ".config" { folder = Paths.parent(folder) }
    return folder
  }
}
