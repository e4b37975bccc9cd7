import Dispatch
import Synchronization

/// Measures the downloads of a running ocx, based on its log and on the folders named in it, once a
/// second on its own thread.
final class DownloadMeter: Sendable {
  private struct Layer {
    let download: LayerDownload
    let packed: Int64?
    /// The maximum so far: a finished layer is moved out of its temporary folder.
    var unpacked: Int64 = 0
  }

  private struct State {
    var layers: [Layer] = []
    var isRunning = false
    var isEnded = false
    var last: DownloadProgress?
  }

  private let home: OCXHome
  private let interval: DispatchTimeInterval
  private let report: @Sendable (DownloadProgress) -> Void
  private let state = Mutex(State())
  private let ending = DispatchSemaphore(value: 0)

  /// Measures below a home. `report` is called on several threads.
  init(
    home: OCXHome, interval: DispatchTimeInterval = .seconds(1),
    report: @escaping @Sendable (DownloadProgress) -> Void
  ) {
    self.home = home
    self.interval = interval
    self.report = report
  }

  /// Processes a line of ocx's log.
  func process(_ line: String) {
    guard let download = LayerDownload(line, home: home) else { return }
    let layer = Layer(download: download, packed: download.packed(in: home))
    let begins = state.withLock { state in
      guard !state.layers.contains(where: { $0.download == download }) else { return false }
      state.layers.append(layer)
      defer { state.isRunning = true }
      return !state.isRunning
    }
    measure()
    guard begins else { return }
    let work: @Sendable () -> Void = { [self] in
      while ending.wait(timeout: .now() + interval) == .timedOut { measure() }
    }
    // If the system has no thread for it, progress is only measured at each line.
    _ = Threads.start(work)
  }

  /// Stops measuring.
  func end() {
    state.withLock { $0.isEnded = true }
    ending.signal()
  }

  private func measure() {
    let downloads = state.withLock { $0.layers.map(\.download) }
    let sizes = downloads.map(\.unpacked)
    let progress = state.withLock { state -> DownloadProgress? in
      guard !state.isEnded else { return nil }
      for (index, size) in sizes.enumerated() {
        state.layers[index].unpacked = max(state.layers[index].unpacked, size)
      }
      let packed = state.layers.map(\.packed)
      let progress = DownloadProgress(
        packed: packed.contains(nil) ? nil : packed.compactMap(\.self).reduce(0, +),
        unpacked: state.layers.reduce(0) { $0 + $1.unpacked })
      guard progress != state.last else { return nil }
      state.last = progress
      return progress
    }
    if let progress { report(progress) }
  }
}
