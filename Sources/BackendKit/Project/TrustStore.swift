/// What mise remembers of its trust prompts: links below its state folder, read and never written.
struct TrustStore: Sendable {
  /// What somebody said yes to, with the names of the links.
  private let trusted: [String: [String]]
  private let dismissed: Set<String>
  private let trustedPaths: [String]
  /// Folders whose whole tree is trusted with them.
  private let monorepos: Set<String>
  private let folder: String
  /// Whether mise trusts everything: it does in continuous integration.
  private let trustsAll: Bool

  /// Where the answers to the prompts are kept.
  let watchedFolders: [WatchedFolder]

  init(directories: MiseDirectories, environment: Environment) {
    watchedFolders = ["trusted-configs", "ignored-configs"].map {
      WatchedFolder(Paths.join(directories.state, $0), .all)
    }
    let folder = Paths.join(directories.state, "trusted-configs")
    self.folder = folder
    trusted = Self.targets(in: folder)
    dismissed = Set(
      Self.targets(in: Paths.join(directories.state, "ignored-configs")).keys)
    monorepos = Set(
      trusted.filter { _, names in
        names.contains { Files.exists(Paths.join(folder, $0 + ".monorepo")) }
      }.keys)
    let listed = MiseRC.list(environment["MISE_TRUSTED_CONFIG_PATHS"] ?? "")
    trustedPaths = listed.map { Self.resolve(MiseDirectories.expand($0, environment)) }
    trustsAll = environment["CI"].map { $0 != "false" } ?? false
  }

  /// Whether somebody said no to anything.
  var hasDismissed: Bool { !dismissed.isEmpty }

  /// Whether somebody said no to a file or to the folder that it belongs to.
  func isDismissed(_ path: String, root: String) -> Bool {
    hasDismissed && !isListed(path)
      && [path, root].contains { dismissed.contains(Self.resolve($0)) }
  }

  /// Whether somebody said yes to a file or to the folder that it belongs to: there, or in the main
  /// checkout of the git repository that it is a linked worktree of.
  func isTrusted(_ path: String, root: String) -> Bool {
    if isListed(path) || trustsAll || isNoted(path, root: root) { return true }
    if trusted.isEmpty { return false }
    guard let main = GitWorktree.mainCheckout(of: Self.resolve(path)) else { return false }
    return isNoted(main, root: GitWorktree.mainCheckout(of: Self.resolve(root)) ?? main)
  }

  private func isNoted(_ path: String, root: String) -> Bool {
    isInMonorepo(path) || [path, root].contains { trusted[Self.resolve($0)] != nil }
  }

  /// Whether somebody said yes to just this content of a file: what mise wants where it is
  /// `paranoid`.
  func isTrusted(_ path: String, content: [UInt8]) -> Bool {
    if isListed(path) || isInMonorepo(path) { return true }
    let names = trusted[Self.resolve(path)] ?? []
    guard !names.isEmpty else { return false }
    let hash = SHA256.hex(of: content)
    return names.contains {
      (try? Files.readText(Paths.join(folder, $0 + ".hash"), limit: 4096)) == hash
    }
  }

  private func isListed(_ path: String) -> Bool {
    if trustedPaths.isEmpty { return false }
    let target = Self.resolve(path)
    return trustedPaths.contains { Paths.isInside(target, $0) }
  }

  private func isInMonorepo(_ path: String) -> Bool {
    if monorepos.isEmpty { return false }
    return Paths.ancestors(Paths.parent(Self.resolve(path))).dropFirst()
      .contains(where: monorepos.contains)
  }

  /// Where the links of a folder lead to, and what they are called.
  private static func targets(in folder: String) -> [String: [String]] {
    var targets: [String: [String]] = [:]
    for name in (try? Files.list(folder)) ?? [] {
      let path = Paths.join(folder, name)
      guard Files.kind(path) == .link, let target = try? Files.resolveLinks(path) else { continue }
      targets[target, default: []].append(name)
    }
    return targets
  }

  private static func resolve(_ path: String) -> String { (try? Files.resolveLinks(path)) ?? path }
}
