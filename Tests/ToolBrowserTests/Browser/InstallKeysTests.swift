import BackendKit
import Testing

@testable import ToolBrowser

/// i and r: what runs once, and what cannot run here.
@Suite struct InstallKeysTests {
  private func isInstall(_ task: SessionTask) -> Bool {
    if case .install = task { true } else { false }
  }

  @Test func secondKeyDoesNotInstallTwice() throws {
    try withDemo { demo in
      var bench = try Bench(demo, holds: isInstall, change: { $0.offline = false })
      try bench.keys("/ninja<Enter>ii")
      #expect(bench.held.count == 1)
      #expect(bench.bottom.contains("is already being installed"))
      let id = try #require(bench.held.first?.id)
      try bench.keys("<Esc>")
      #expect(bench.cancelled == [id])
      // Concurrent runs of mise would overwrite each other: the second waits for the first.
      try bench.keys("i")
      #expect(bench.held.count == 1)
      bench.release()
      #expect(bench.held.count == 1 && bench.held.first?.id != id)
    }
  }

  @Test func escapeEndsAnInstallAlsoWhileAToolIsRead() throws {
    try withDemo { demo in
      var bench = try Bench(demo, change: { $0.offline = false })
      bench.holds = { job in
        switch job {
        case .install, .inspect: true
        default: false
        }
      }
      try bench.keys("<Down>i<Down>")
      let id = try #require(bench.held.first { isInstall($0.task) }?.id)
      try bench.keys("<Esc>")
      #expect(bench.cancelled.contains(id))
    }
  }

  @Test func quittingAsksWhileSomethingIsInstalled() throws {
    try withDemo { demo in
      var bench = try Bench(demo, holds: isInstall, change: { $0.offline = false })
      try bench.keys("/ninja<Enter>iq")
      #expect(bench.state.exitStatus == nil)
      #expect(bench.screen.contains("1 install is running"))
      try bench.keys("<Enter>")
      #expect(bench.state.exitStatus == nil && bench.state.overlay == nil)
      try bench.keys("q<Down><Enter>")
      #expect(bench.state.exitStatus == 0)
    }
  }

  @Test func quittingAsksWhileAFileIsWritten() throws {
    try withDemo { demo in
      var bench = try Bench(
        demo, holds: { if case .write = $0 { true } else { false } })
      try bench.keys("/ninja<Enter>p<Enter>www")
      #expect(bench.held.count == 1)
      try bench.keys("q")
      #expect(bench.state.exitStatus == nil)
      #expect(bench.screen.contains("A write is in progress"))
      try bench.keys("<Esc>")
      bench.release()
      try bench.keys("q")
      #expect(bench.state.exitStatus == 0)
    }
  }

  @Test(arguments: ["i", "r", "2i", "2r"])
  func demoRefusesToInstall(keys: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo, change: { $0.isDemo = true })
      try bench.keys(keys)
      #expect(bench.state.error?.message == "The demo has no network and no ocx.")
      #expect(bench.state.error?.hint?.contains("--offline") == false)
    }
  }

  @Test func `a moved tag is reinstalled only on request`() throws {
    try withDemo { demo in
      let path = Paths.join(
        demo.folder,
        "home/.local/share/mise/installs/ocx-ocx-sh-kitware-cmake/4.3.4/receipt.json")
      let receipt = try Files.readText(path)
      let digest = try #require(receipt.firstRange(of: /"index_digest": "sha256:[0-9a-f]+"/))
      let other = "\"index_digest\": \"sha256:\(String(repeating: "9", count: 64))\""
      try Files.writeScratch(path, receipt.replacingCharacters(in: digest, with: other))
      var bench = try Bench(demo, holds: isInstall, change: { $0.offline = false })
      try bench.keys("2/cmake<Enter>i")
      #expect(bench.held.isEmpty && bench.screen.contains("has moved since it was installed"))
      try bench.keys("<Esc>")
      #expect(bench.held.isEmpty)
      try bench.keys("i<Enter>")
      guard case .install(let items)? = bench.held.first?.task else {
        Issue.record("\(bench.screen)")
        return
      }
      #expect(items.map(\.isForced) == [true])
    }
  }

  @Test func `without mise one of several installs is cancelled on its own`() throws {
    try withDemo { demo in
      var bench = try Bench(demo, holds: isInstall, change: { $0.offline = false })
      try bench.keys("2<Home><Space><Space>i<Home>")
      guard case .install(let items)? = bench.held.first?.task, items.count == 2 else {
        Issue.record("\(bench.screen)")
        return
      }
      try bench.keys("<Down><Esc>")
      #expect(bench.cancelledItems == [1] && bench.cancelled == [])
    }
  }
}
