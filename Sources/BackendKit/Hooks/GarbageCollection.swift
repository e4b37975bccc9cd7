/// Gives back what our installs made in the store of ocx and what nobody uses any more: mise runs
/// no hook when it removes a tool (design D1). Never a candidate that was there before us, and
/// never with `--purge`, which removes packages that others still use (contracts/ocx.md §6).
public struct GarbageCollection: Sendable {
  /// One install whose folder is gone.
  public struct Removal: Hashable, Sendable {
    /// The tool.
    public let tool: ToolName
    /// The tag of the candidate.
    public let tag: String
    /// The folder that mise removed.
    public let installPath: String
    /// The candidate link given back; nil where it was there before us, where another install of
    /// ours still has it, or where it leads elsewhere now.
    public let candidate: String?
  }

  /// The variables and folder of this process.
  public let environment: Environment

  /// A collection for this user.
  public init(environment: Environment) {
    self.environment = environment
  }

  /// What was given back, or, with `dryRun`, what would be.
  ///
  /// - Throws: `HookFailure.ocx` where a candidate is to be given back and ocx is not there or
  ///   refuses; the install stays noted for the next time.
  public func run(
    dryRun: Bool = false, cancellation: Cancellation = .never
  ) throws(HookFailure) -> [Removal] {
    let ledger = InstallLedger(environment: environment)
    if dryRun { return Plan(try ledger.read()).removals }
    // Nearly always there is nothing to do, and then no lock is taken and nothing written.
    guard !Plan(try ledger.read()).gone.isEmpty else { return [] }
    let end = MonotonicClock.now + Self.limit
    return try ledger.update(cancellation: cancellation) { entries throws(HookFailure) in
      let plan = Plan(entries)
      for removal in plan.removals where removal.candidate != nil {
        try giveBack(
          removal, home: plan.home(of: removal), timeLimit: end - MonotonicClock.now, cancellation)
      }
      for entry in plan.gone {
        guard let root = entry.packageRoot else { continue }
        StoreLinks.removeBackReference(installPath: entry.installPath, packageRoot: root)
      }
      entries.removeAll(where: plan.gone.contains)
      return plan.removals
    }
  }

  /// Seconds for all calls of ocx together: installs wait for the ledger meanwhile, and not for
  /// ever.
  private static let limit = 20.0

  private func giveBack(
    _ removal: Removal, home: String, timeLimit: Double, _ cancellation: Cancellation
  ) throws(HookFailure) {
    var environment = environment
    environment.variables["OCX_HOME"] = home
    do throws(OCXFailure) {
      _ = try OCXClient.locate(environment: environment).uninstall(
        Reference(tool: removal.tool, tag: removal.tag), timeLimit: max(0, timeLimit),
        cancellation: cancellation)
    } catch {
      throw .ocx(error)
    }
  }

  /// What is to be done, from the ledger and what is on disk.
  private struct Plan {
    /// The installs that mise has no more.
    private(set) var gone: [InstallLedger.Entry] = []
    private(set) var removals: [Removal] = []
    private var homes: [Removal: String] = [:]

    init(_ entries: [InstallLedger.Entry]) {
      let alive = entries.filter(\.isAlive)
      gone = entries.filter { !alive.contains($0) }
      var given: Set<String> = []
      for entry in gone {
        guard let (tool, path) = entry.candidate else { continue }
        let inUse = alive.contains { $0.sharesCandidate(with: entry) }
        let isOurs = entry.madeCandidate && !inUse && Self.leads(path, to: entry.packageRoot)
        let removal = Removal(
          tool: tool, tag: entry.tag, installPath: entry.installPath,
          candidate: isOurs && given.insert(path).inserted ? path : nil)
        removals.append(removal)
        homes[removal] = entry.home
      }
    }

    func home(of removal: Removal) -> String { homes[removal] ?? "" }

    /// Whether the candidate is still the one that was made: somebody may have installed the tag
    /// anew since, and then it is theirs. An install that never came to its end knows no package.
    private static func leads(_ candidate: String, to packageRoot: String?) -> Bool {
      guard let target = try? Files.readLink(candidate) else { return false }
      return packageRoot == nil || target == packageRoot
    }
  }
}
