import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// What every face of a session must say and do alike.
@Suite struct SessionFaceTests {
  /// A demo with a stub of mise.
  private struct Machine {
    let demo: Demo
    var environment: Environment

    init(_ demo: Demo, mise script: String) throws {
      self.demo = demo
      environment = try demo.environment(
        programs: ["mise": script], systemPath: ":/usr/bin:/bin")
    }

    func options(_ change: (inout SessionOptions) -> Void = { _ in }) -> SessionOptions {
      var options = SessionOptions.forTests(demo)
      options.environment = environment
      options.offline = false
      change(&options)
      return options
    }

    /// A project of two tools that are not installed.
    func pinTwo() throws {
      for name in ["mise.local.toml", "../mise.toml"] {
        try Files.removeFile(Paths.join(demo.project, name))
      }
      try Files.writeScratch(
        Paths.join(demo.project, "mise.toml"),
        """
        [tools]
        "ocx:ocx.sh/jqlang/jq" = "1.8"
        "ocx:ocx.sh/ninja-build/ninja" = "1.13"

        """)
    }
  }

  /// A mise that installs ninja, and fails on jq.
  private static let halfInstalls = """
    echo "mise ERROR Failed to install ocx:ocx.sh/jqlang/jq@1.8: no such thing" >&2
    mkdir -p "$MISE_DATA_DIR/installs/ocx-ocx-sh-ninja-build-ninja"
    cp -R "$MISE_DATA_DIR/installs/ocx-ocx-sh-kitware-cmake/4.3.4" \
      "$MISE_DATA_DIR/installs/ocx-ocx-sh-ninja-build-ninja/1.13.2"
    exit 1
    """

  @Test func `a cancelled install reports nothing as installed`() throws {
    try withDemo { demo in
      let machine = try Machine(demo, mise: "")
      let cancellation = Cancellation()
      cancellation.cancel()
      let run = try CommandRun.of { output in
        var options = GlobalOptions()
        options.project = PathArgument(word: demo.project)
        options.index = PathArgument(word: demo.index.path)
        let context = CommandContext(
          options: options, catalog: .all, environment: machine.environment, output: output,
          now: demoNow)
        do {
          let tools = try ["kitware/cmake", "nodejs/node"].map { try ToolArgument(word: $0) }
          return try InstallCommand(tools: tools).run(context, cancellation: cancellation)
        } catch let failure as any UserFacingError {
          return failure.code.exitCode
        }
      }
      #expect(run.status == 75)
      #expect(!run.errors.contains("installed"))
      #expect(try demo.programCalls() == [])
    }
  }

  @Test func `the screen shows what was installed after a partly failed install`() throws {
    try withDemo { demo in
      let machine = try Machine(demo, mise: Self.halfInstalls)
      try machine.pinTwo()
      var bench = try Bench(demo, change: { $0.session = machine.options() })
      try bench.keys("2<Home><Space><Space>i")
      let rows = bench.screen.split(separator: "\n")
      #expect(rows.first { $0.contains("ninja-build/ninja") }?.contains("current") == true)
      #expect(rows.first { $0.contains("jqlang/jq") }?.contains("not installed") == true)
      #expect(try demo.programCalls().count == 1)
    }
  }

  @Test func `the screen reads the project again after a cancelled install`() throws {
    try withDemo { demo in
      let machine = try Machine(demo, mise: Self.halfInstalls)
      try machine.pinTwo()
      var bench = try Bench(
        demo, holds: { if case .install = $0 { true } else { false } },
        change: { $0.session = machine.options() })
      try bench.keys("2<Home><Space><Space>i<Esc>")
      bench.release()
      let rows = bench.screen.split(separator: "\n")
      #expect(rows.first { $0.contains("ninja-build/ninja") }?.contains("current") == true)
    }
  }

  @Test(arguments: [
    (true, "Error: The demo has no network and no ocx."),
    (false, "Error: This session is offline."),
  ])
  func `plain text refuses an install where the screen does`(isDemo: Bool, answer: String) throws {
    try withDemo { demo in
      let machine = try Machine(demo, mise: "")
      var session = PlainSession(
        options: machine.options {
          $0.offline = true
          $0.isDemo = isDemo
        })
      #expect(session.answer("install").first == answer)
      #expect(try demo.programCalls() == [])
    }
  }

  @Test func `in plain text a change that cannot be planned leaves the list`() throws {
    try withDemo { demo in
      let machine = try Machine(demo, mise: "")
      try Files.writeScratch(Paths.join(demo.project, ".tool-versions"), "")
      var session = PlainSession(options: machine.options { $0.offline = true })
      _ = session.answer("show ocx.sh/ninja-build/ninja")
      _ = session.answer("file .tool-versions")
      let refused = session.answer("pin 1.12 digest").joined(separator: "\n")
      #expect(refused.contains("digest"))
      #expect(session.answer("staged") == ["Nothing is staged."])
      _ = session.answer("file mise.toml")
      _ = session.answer("pin 1.12")
      #expect(session.answer("write").first?.hasPrefix("Wrote mise.toml") == true)
    }
  }

  @Test func `plain text names every failure`() throws {
    try withDemo { demo in
      let machine = try Machine(
        demo,
        mise: """
          echo "mise ERROR Failed to install tools: ocx:ocx.sh/jqlang/jq@1.8, ocx:ocx.sh/ninja-build/ninja@1.13" >&2
          echo "ocx:ocx.sh/jqlang/jq@1.8: first reason" >&2
          echo "ocx:ocx.sh/ninja-build/ninja@1.13: second reason" >&2
          exit 1
          """)
      try machine.pinTwo()
      var session = PlainSession(options: machine.options())
      let said = session.answer("install").joined(separator: "\n")
      #expect(said.contains("first reason") && said.contains("second reason"))
    }
  }

  @Test func `plain text reads the project again after a partly failed install`() throws {
    try withDemo { demo in
      let machine = try Machine(demo, mise: Self.halfInstalls)
      try machine.pinTwo()
      var session = PlainSession(options: machine.options())
      _ = session.greeting()
      let before = session.answer("project")
      _ = session.answer("install")
      let after = session.answer("project")
      let changed = zip(before, after).filter { $0 != $1 }.map(\.1)
      #expect(
        changed.count == 1 && changed.first?.contains("ninja-build/ninja") == true, "\(after)")
    }
  }

  @Test func `an install that names nothing asks mise for the same on every face`() throws {
    let asked = try [true, false].map { isPlain in
      try withDemo { demo in
        let machine = try Machine(demo, mise: "")
        try machine.pinTwo()
        // Newer within the pin, up to date, yanked, and matched by no version.
        try Files.writeScratch(
          Paths.join(demo.project, "mise.local.toml"),
          """
          [tools]
          "ocx:ocx.sh/kitware/cmake" = "4"
          "ocx:ocx.sh/ripgrep/ripgrep" = "15"
          "ocx:ocx.sh/tukaani/xz" = "5.6.1"
          "ocx:ocx.sh/golang/go" = "0.9"

          """)
        if isPlain {
          var session = PlainSession(options: machine.options())
          let said = session.answer("install").joined(separator: "\n")
          #expect(said.contains("ocx:ocx.sh/tukaani/xz"))
          #expect(said.contains("ocx:ocx.sh/golang/go"))
        } else {
          let run = try CommandRun.of(
            ["install"], in: demo, environment: machine.environment, now: demoNow)
          #expect(run.errors.contains("ocx:ocx.sh/tukaani/xz: yanked"))
          #expect(run.errors.contains("ocx:ocx.sh/golang/go: no version matches \"0.9\""))
          #expect(run.status == 65)
        }
        return try demo.programCalls().map {
          $0.replacingOccurrences(of: demo.project, with: "PROJECT")
        }
      }
    }
    let missing = "ocx:ocx.sh/jqlang/jq@1.8 ocx:ocx.sh/ninja-build/ninja@1.13"
    let calls = ["mise --cd PROJECT install --yes \(missing)"]
    #expect(asked == [calls, calls])
  }

  @Test func `an older answer never replaces a newer one`() throws {
    try withDemo { demo in
      var bench = try Bench(
        demo, holds: { if case .openProject = $0 { true } else { false } })
      let old = ProjectSnapshot(directory: "old")
      let new = ProjectSnapshot(directory: "new")
      // Two readings overlap: the first was held at the start, the second comes of r.
      bench.request(.readProject)
      let ids = bench.held.map(\.id)
      try #require(ids.count == 2)
      bench.send(.event(.finished(ids[1], .projectOpened(new))))
      bench.send(.event(.finished(ids[0], .projectOpened(old))))
      #expect(bench.state.session.project?.directory == "new")
    }
  }
}
