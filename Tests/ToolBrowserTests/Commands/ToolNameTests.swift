import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// One grammar for the name of a tool, at every door.
struct ToolNameTests {
  @Test(
    "a name is found as it is printed, and by its beginning",
    arguments: [
      "ocx.sh/kitware/cmake", "ocx:ocx.sh/kitware/cmake", "ocx:ocx.sh/kitware", "kitware/cm",
      "OCX.sh/kitware/cmake",
    ])
  func packages(query: String) throws {
    try withDemo { demo in
      let run = try CommandRun.of("packages", query, "--json", in: demo, now: demoNow)
      let rows = try #require(try run.json() as? [[String: Any]])
      #expect(rows.first?["tool"] as? String == "ocx.sh/kitware/cmake")
    }
  }

  @Test("a registry alone lists what it has")
  func registry() throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        "packages", "registry.example:5000/", "--json", in: demo, now: demoNow)
      let tools = (try run.json() as? [[String: Any]])?.compactMap { $0["tool"] as? String } ?? []
      #expect(!tools.isEmpty && tools.first?.hasPrefix("registry.example:5000/") == true)
    }
  }

  @Test("the filter of the browser takes the same names")
  func filter() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/ocx:ocx.sh/kitware/cmake")
      #expect(bench.state.browse.hits.first?.tool.description == "ocx.sh/kitware/cmake")
    }
  }
}
