import BackendKit

extension SessionDriver {
  /// The session of a command.
  init(of context: CommandContext, on workspace: Workspace, jobs: Int? = nil) {
    let now = context.now
    self.init(
      options: SessionOptions(
        environment: context.environment, projectDirectory: context.projectDirectory,
        indexOverride: context.indexOverride, offline: context.offline, refusesOffline: false,
        jobs: jobs ?? Installer.defaultJobs, clock: { now }),
      on: workspace)
  }

  /// Requests an install or a refresh. On a terminal, shows one line per item and above them only
  /// warnings; elsewhere prints everything that programs print.
  ///
  /// - Parameter names: the names of the parts to refresh; empty for an install.
  /// - Throws: the reason if the session refuses the request.
  mutating func perform(
    _ intent: Intent, _ context: CommandContext, _ cancellation: Cancellation, names: [String] = []
  ) throws(ErrorMessage) -> [Notice] {
    let output = context.output
    var refreshes = ItemLines(names, output: output)
    let installs = names.isEmpty ? InstallProgressLines.on(context) : nil
    var notices: [Notice] = []
    request(intent, cancellation: cancellation) { notice in
      switch notice {
      case .line(let line):
        if let installs {
          installs.write(line)
        } else if refreshes == nil {
          output.standardError(line + "\n")
        } else {
          refreshes?.write(line)
        }
      case .installLine(let line): if installs == nil { output.standardError(line + "\n") }
      case .installProgressed(let running): installs?.show(running)
      case .refreshProgressed(.started(let index)): refreshes?.set(index, "refreshing")
      case .refreshProgressed(.finished(let index, let outcome)):
        refreshes?.set(index, outcome.state)
      default: notices.append(notice)
      }
    }
    installs?.end()
    refreshes?.erase()
    if let problem = notices.lazy.compactMap(\.problem).first { throw problem }
    return notices
  }
}
