import BackendKit
import Testing

@testable import ToolBrowser

/// What somebody sees who has not everything yet.
@Suite struct FirstRunTests {
  private func bench(
    _ demo: Demo, size: String = "80x24", programs: [String] = []
  ) throws -> Bench {
    let bin = try demo.addPrograms(Dictionary(uniqueKeysWithValues: programs.map { ($0, "") }))
    return try Bench(
      demo, size: size,
      change: { options in
        options.offline = false
        options.session.environment.variables["PATH"] = bin
        options.session.environment.variables["OCX_HOME"] = demo.folder + "/none"
        options.session.indexOverride = demo.folder + "/none/index"
      })
  }

  @Test(arguments: ["40x10", "80x24", "120x40"])
  func missingProgramsAreReported(size: String) throws {
    try withDemo { demo in
      let screen = try bench(demo, size: size).screen
      #expect(screen.contains("ocx is not installed"))
      #expect(size == "40x10" || screen.contains("mise is not installed either"))
      #expect(size == "40x10" || screen.contains("ocx-mise-tui demo"))
      // No key is offered that cannot work.
      #expect(!screen.contains("r refresh") && !screen.contains("i install"))
    }
  }

  @Test func refreshIsOfferedIfOCXExists() throws {
    try withDemo { demo in
      let screen = try bench(demo, size: "120x40", programs: ["ocx"]).screen
      #expect(screen.contains("r fetches ocx.sh"))
      #expect(screen.contains("r refresh"))
      #expect(screen.contains("mise is not installed. It runs"))
    }
  }

  @Test func unknownPinOffersNoRefreshWithoutOCX() throws {
    try withDemo { demo in
      let pin = "[tools]\n\"ocx:ghcr.io/acme/none\" = \"1\"\n"
      try Files.writeScratch(demo.project + "/mise.local.toml", pin)
      var bench = try Bench(
        demo,
        change: { options in
          options.offline = false
          options.session.environment.variables["PATH"] = demo.folder
        })
      try bench.keys("2u")
      #expect(bench.bottom == "The index does not know ghcr.io/acme/none")
      try bench.keys("p")
      #expect(!bench.screen.contains("fetches it"))
    }
  }

  @Test func emptyIndexOffersNoKeyThatCannotWork() throws {
    try withDemo { demo in
      let source = demo.folder + "/none/index/ocx.sh"
      try Files.writeScratch(source + "/config.json", #"{"format_version":1,"name_segments":2}"#)
      try Files.writeScratch(source + "/c/index.json", #"{"format_version":1,"packages":{}}"#)
      var screen = try bench(demo).screen
      #expect(screen.contains("ocx.sh lists no tools.") && screen.contains("ocx-mise-tui demo"))
      #expect(!screen.contains("r asks again") && !screen.contains("/ filter"))
      screen = try bench(demo, programs: ["ocx"]).screen
      #expect(screen.contains("r asks again."))
    }
  }

  /// Without an index no version is known, and nothing can be upgraded.
  @Test func pinsOfferNoUpgradeWithoutAnIndex() throws {
    try withDemo { demo in
      var bench = try bench(demo, programs: ["ocx"])
      try bench.keys("2")
      #expect(bench.bottom == "x unpin  i install  r refresh  ? help")
    }
  }

  /// Also where there is something to look at.
  @Test(arguments: ["40x10", "80x24"])
  func missingProgramsAreReportedBesideTheTools(size: String) throws {
    try withDemo { demo in
      let bin = try demo.addPrograms(["ocx": ""])
      for (path, said) in [(bin, "no mise"), (demo.folder, "no ocx")] {
        let bench = try Bench(
          demo, size: size,
          change: { options in
            options.offline = false
            options.session.environment.variables["PATH"] = path
          })
        let short = bench.screen.replacing("mise is not", with: "no mise")
          .replacing("ocx is not", with: "no ocx")
        #expect(short.contains(said), "\(bench.screen)")
      }
    }
  }

  @Test func missingOCXIsReportedIfMiseExists() throws {
    try withDemo { demo in
      let screen = try bench(demo, programs: ["mise"]).screen
      #expect(screen.contains("ocx is not installed"))
      #expect(!screen.contains("mise is not installed"))
    }
  }
}
