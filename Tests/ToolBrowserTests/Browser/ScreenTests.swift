import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// Every screen at four sizes, compared with files. After an intended change: UPDATE_GOLDENS=1, then review.
@Suite struct ScreenTests {
  static let screens: [(name: String, keys: String)] = [
    ("browse", ""),
    ("filter", "/cmak"),
    ("nothing", "/cmka9"),
    ("versions", "/cmake<Enter><Enter><Down>"),
    ("details", "/cmake<Enter><Tab><Tab>"),
    ("pin", "/cmake<Enter>p"),
    ("scope", "f"),
    ("project", "2"),
    ("ladder", "2<Down><Down>u"),
    ("staged", "2U<Enter>3"),
    ("log", "4"),
    ("help", "?"),
  ]

  @Test(arguments: screens.map(\.name), ["200x60", "120x40", "80x24", "40x10"])
  func screenIsDrawn(name: String, size: String) throws {
    let keys = try #require(ScreenTests.screens.first { $0.name == name }?.keys)
    try withDemo { demo in
      var bench = try Bench(demo, size: size)
      if !keys.isEmpty { try bench.keys(keys) }
      // The folder of a demo has another name each time.
      let text = bench.screen.replacing(demo.folder, with: "DEMO")
      try Golden.expect(text, "browser/\(name)-\(size).txt")
    }
  }

  @Test(arguments: screens.map(\.name))
  func asciiScreensAreASCII(name: String) throws {
    let keys = try #require(ScreenTests.screens.first { $0.name == name }?.keys)
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x40", change: { $0.ascii = true })
      if !keys.isEmpty { try bench.keys(keys) }
      // What registries write in their own words is theirs.
      let own = bench.screen.unicodeScalars.filter { !$0.isASCII && !$0.properties.isAlphabetic }
      #expect(String(String.UnicodeScalarView(own)) == "")
    }
  }

  @Test func tooSmallSaysSoAndComesBack() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("/cmake<Enter><Enter>")
      let before = bench.screen
      try bench.resize("39x9")
      #expect(bench.screen.contains("needs 40x10"))
      try bench.resize("80x24")
      #expect(bench.screen == before)
    }
  }

  @Test func matchedLettersAreMarkedAlsoUnderTheCursor() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "100x30")
      try bench.keys("/cmake")
      let marked = bench.frame.row(4).filter { $0.attributes.contains(.underline) }
      #expect(marked.map(\.text).joined() == "cmake")
    }
  }
}
