import Foundation
import TestSupport
import Testing

@testable import ToolBrowser

/// The program and the plugin that it carries are one release.
struct ProgramVersionTests {
  @Test func thePluginIsOfTheProgramsVersion() throws {
    let metadata = try String(
      contentsOf: Checkout.package.appending(path: "lua/metadata.lua"), encoding: .utf8)
    #expect(metadata.contains("version = \"\(Program.version)\""))
  }
}
