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

  /// What was given back, or, with `dryRun`, what would be. Waits that many seconds for another
  /// process that is writing the list of installs.
  ///
  /// - Throws: `InstallFailure.ocx` where a candidate is to be given back and ocx is not there or
  ///   refuses; the install stays noted for the next time.
  public func run(
    dryRun: Bool = false, waiting seconds: Double = 30, cancellation: Cancellation = .never
  ) throws(InstallFailure) -> [Removal] {
    let ledger = InstallLedger(environment: environment)
    let plan = Plan(try ledger.read())
    // Nearly always there is nothing to do, and then no lock is taken and nothing written.
    if dryRun || plan.gone.isEmpty { return plan.removals }
    let end = MonotonicClock.now + Self.limit
    // Not under the lock of the list: every install would wait for ocx. One that begins meanwhile
    // with the same candidate does without it, for its own link keeps the package.
    var kept: Set<String> = []
    var failure: InstallFailure?
    for removal in plan.removals {
      guard let candidate = removal.candidate else { continue }
      do throws(InstallFailure) {
        try giveBack(
          removal, home: plan.home(of: removal), timeLimit: end - MonotonicClock.now, cancellation)
      } catch {
        kept.insert(candidate)
        failure = failure ?? error
      }
    }
    // What was given back is noted also where another was not: a candidate that is made anew there
    // is somebody else's.
    try ledger.update(waiting: seconds) { entries in
      let gone = Plan(entries).gone.filter { entry in
        plan.gone.contains(entry) && entry.candidate.map { !kept.contains($0.path) } ?? true
      }
      for entry in gone {
        guard let root = entry.packageRoot else { continue }
        StoreLinks.removeBackReference(installPath: entry.installPath, packageRoot: root)
      }
      entries.removeAll(where: gone.contains)
    }
    if let failure { throw failure }
    return plan.removals
  }

  /// Seconds for all calls of ocx together: mise waits for the install that ends with this.
  private static let limit = 20.0

  private func giveBack(
    _ removal: Removal, home: String, timeLimit: Double, _ cancellation: Cancellation
  ) throws(InstallFailure) {
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
