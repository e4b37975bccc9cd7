import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The table of keys, and what the configuration file makes of it.
@Suite struct KeyTableTests {
  @Test(arguments: Context.allCases)
  func noKeyMeansTwoThings(context: Context) {
    var owners: [Key: [Action]] = [:]
    for (entry, keys) in KeyBindings().entries(in: context) {
      for key in keys { owners[key, default: []].append(entry.action) }
    }
    #expect(owners.filter { $0.value.count > 1 } == [:])
  }

  @Test(arguments: Context.allCases)
  func bottomLineSaysFiveKeysThatWork(context: Context) {
    let bindings = KeyBindings()
    let chief = bindings.chief(context)
    #expect(chief.count == 5)
    #expect(chief.allSatisfy { bindings.action(for: $0.key, in: context) != nil })
  }

  @Test func configurationBindsAnew() throws {
    try withConfiguration(
      """
      [keys]
      pin = ["P", "<F5>"]
      unpin = "<C-x>"
      pim = "q"
      undo = "too long"
      """
    ) { environment in
      let (bindings, troubles) = KeyConfiguration.load(environment: environment)
      #expect(bindings.action(for: .character("P"), in: .tools) == .pin)
      #expect(bindings.action(for: .function(5), in: .tools) == .pin)
      #expect(bindings.action(for: .character("p"), in: .tools) == nil)
      #expect(bindings.action(for: .control("x"), in: .tools) == .unpin)
      #expect(bindings.action(for: .character("z"), in: .tools) == .undo)
      #expect(bindings.chief(.tools).first { $0.label == "pin" }?.key == .character("P"))
      #expect(
        troubles.map(\.message) == [
          "~/ocx-mise-tui/config.toml: there is no action \"pim\"",
          "~/ocx-mise-tui/config.toml: undo is bound to no key",
        ])
    }
  }

  @Test func configurationThatDoesNotParseChangesNothing() throws {
    try withConfiguration("[keys\n") { environment in
      let (bindings, troubles) = KeyConfiguration.load(environment: environment)
      #expect(bindings.action(for: .character("p"), in: .tools) == .pin)
      #expect(troubles.count == 1)
    }
  }

  private func withConfiguration(_ text: String, _ body: (Environment) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "keys-" + UUID().uuidString)
    let file = folder.appending(path: "ocx-mise-tui/config.toml")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(text.utf8).write(to: file)
    try body(
      Environment(
        variables: ["HOME": folder.path, "XDG_CONFIG_HOME": folder.path],
        workingDirectory: folder.path))
  }
}
