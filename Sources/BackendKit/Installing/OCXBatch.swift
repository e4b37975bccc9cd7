import Synchronization

/// Installs through ocx alone, if there is no mise: several tools concurrently, each of which can
/// be cancelled on its own.
struct OCXBatch {
  let items: [Installer.Item]
  let environment: Environment
  let index: IndexCollection
  let offline: Bool
  /// How many ocx processes run at once.
  let jobs: Int
  let cancellation: BatchCancellation
  let report: @Sendable (InstallProgress) -> Void

  func run() -> [InstallResult.Outcome] {
    let outcomes = Mutex([InstallResult.Outcome](repeating: .notStarted, count: items.count))
    Threads.each(items.count, threads: jobs) { index in
      let outcome = install(index)
      outcomes.withLock { $0[index] = outcome }
      report(.finished(index, outcome))
    }
    return outcomes.withLock { $0 }
  }

  private func install(_ number: Int) -> InstallResult.Outcome {
    let own = cancellation[number]
    if own.isCancelled { return .notStarted }
    report(.started(number))
    do throws(InstallerFailure) {
      var client: OCXClient
      do throws(OCXFailure) {
        client = try OCXClient.locate(environment: environment, offline: offline)
      } catch {
        throw .ocx(error)
      }
      client.onCommand = { report(.command($0)) }
      let isNew = try DirectInstall(
        item: items[number], client: client, environment: environment, index: index,
        cancellation: own, report: { report(.line($0, item: number)) },
        measured: { report(.download($0, item: number)) }
      ).run()
      return isNew ? .installed : .present
    } catch {
      return own.isCancelled ? .cancelled : .failed(error)
    }
  }
}
