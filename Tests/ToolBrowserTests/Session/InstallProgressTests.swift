import BackendKit
import Testing

@testable import ToolBrowser

/// What is reported about an install while it runs, and where.
@Suite struct InstallProgressTests {
  private func isInstall(_ task: SessionTask) -> Bool {
    if case .install = task { true } else { false }
  }

  private let download = DownloadProgress(packed: 80_000_000, unpacked: 136_000_000)

  @Test func progressIsOnTheRowTheStatusLineAndInOneLineOfTheLog() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "160x30", holds: isInstall, change: { $0.offline = false })
      try bench.keys("2<Home><Space><Space>i<Home>")
      let (id, task) = try #require(bench.held.first)
      guard case .install(let items) = task, items.count == 2 else {
        Issue.record("\(bench.screen)")
        return
      }
      func send(_ progress: InstallProgress) {
        bench.send(.event(.progress(id, .install(progress))))
      }
      send(.started(0))
      send(.download(download, item: 0))
      send(.line("mise 0/2 · 3.0s", item: nil))
      for _ in 0..<3 { bench.send(.input(.tick)) }
      #expect(bench.screen.contains("installing · 80 MB · 136 MB unpacked"))
      #expect(bench.screen.contains("installing: 0 of 2"))
      let before = bench.state.log.entries.filter { $0.text.hasPrefix("Install") }
      #expect(before.map(\.isOpen) == [true])
      send(.finished(0, .installed))
      #expect(bench.screen.contains("installing: 1 of 2"))
      bench.send(
        .event(
          .finished(
            id,
            .installed([InstallResult(items[0], .installed), InstallResult(items[1], .cancelled)])))
      )
      let lines = bench.state.log.entries.map(\.text)
      #expect(lines.filter { $0.contains("Installed") }.count == 1)
      #expect(lines.filter { $0.hasPrefix("Cancelled") }.count == 1)
      #expect(!lines.contains { $0.contains("0/2") || $0.hasPrefix("Installing") })
    }
  }

  @Test func plainTextReportsAtGrowingIntervals() throws {
    let items = [Installer.Item(tool: try ToolName(parsing: "ocx.sh/kitware/cmake"))]
    var queue = InstallQueue()
    let id = TaskID(number: 1)
    queue.begin(id, items)
    queue.note(.started(0), of: id, now: 100)
    var spoken = PlainProgress()
    var said: [String] = []
    for second: Int64 in 0..<130 {
      queue.note(.download(download, item: 0), of: id, now: 100 + second)
      said += spoken.lines(try #require(queue.running))
    }
    #expect(
      said == [
        "Installing kitware/cmake.",
        "Still installing kitware/cmake: 80 MB, 136 MB unpacked, 10 s.",
        "Still installing kitware/cmake: 80 MB, 136 MB unpacked, 30 s.",
        "Still installing kitware/cmake: 80 MB, 136 MB unpacked, 1 min 0 s.",
        "Still installing kitware/cmake: 80 MB, 136 MB unpacked, 2 min 0 s.",
      ])
  }
}
