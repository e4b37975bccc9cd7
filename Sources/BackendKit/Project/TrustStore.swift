/// The answers to mise's trust prompts: links below its state folder, only ever read.
struct TrustStore: Sendable {
  /// The trusted paths, with the names of their links.
  private let trusted: [String: [String]]
  private let dismissed: Set<String>
  private let trustedPaths: [String]
  /// Folders that are trusted with everything below them.
  private let monorepos: Set<String>
  private let folder: String
  /// Whether mise trusts everything, as it does in continuous integration.
  private let trustsAll: Bool

  /// The folders with the answers to the prompts.
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

  /// Whether any prompt was declined.
  var hasDismissed: Bool { !dismissed.isEmpty }

  /// Whether trust was declined for a file or its configuration root.
  func isDismissed(_ path: String, root: String) -> Bool {
    hasDismissed && !isListed(path)
      && [path, root].contains { dismissed.contains(Self.resolve($0)) }
  }

  /// Whether a file or its configuration root is trusted: itself, or its counterpart in the main
  /// checkout if it is in a linked worktree.
  func isTrusted(_ path: String, root: String) -> Bool {
    if isListed(path) || trustsAll || isNoted(path, root: root) { return true }
    if trusted.isEmpty { return false }
    guard let main = GitWorktree.mainCheckout(of: Self.resolve(path)) else { return false }
    return isNoted(main, root: GitWorktree.mainCheckout(of: Self.resolve(root)) ?? main)
  }

  private func isNoted(_ path: String, root: String) -> Bool {
    isInMonorepo(path) || [path, root].contains { trusted[Self.resolve($0)] != nil }
  }

  /// Whether exactly this content of a file is trusted, as mise requires in `paranoid` mode.
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

  /// The targets of the links in a folder, with the names of the links.
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
