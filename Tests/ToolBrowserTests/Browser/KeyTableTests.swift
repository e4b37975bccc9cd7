import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The table of keys, and what the settings make of it.
@Suite struct KeyTableTests {
  static let settings = [
    "", "mark = \"p\"", "pin = \"i\"\nquit = \"x\"", "open = \"o\"\ncancel = []",
    "down = [\"gg\", \"J\"]\ntop = \"g\"", "quit = []\nback = []", "help = \"<C-c>\"",
    "up = \"<Enter>\"\ndown = \"<Esc>\"\nleft = \"?\"",
  ]

  @Test(arguments: Context.allCases, settings)
  func keysInHelpAreExactlyThoseThatWork(context: Context, settings: String) throws {
    let bindings = try bindings(settings)
    var owners: [KeySequence: Action] = [:]
    for binding in bindings.bindings(in: context) {
      #expect(bindings.keys(of: binding.entry.action, in: context) == binding.keys)
      for keys in binding.keys {
        #expect(owners.updateValue(binding.entry.action, forKey: keys) == nil, "\(keys)")
        #expect(bindings.action(for: keys, in: context) == binding.entry.action)
        #expect(bindings.meaning(of: keys.keys, in: context) == .action(binding.entry.action))
      }
    }
    // No key of a sequence is another key by itself.
    for one in owners.keys {
      for other in owners.keys where one != other { #expect(!one.collides(with: other)) }
    }
  }

  @Test(arguments: Context.allCases, settings)
  func everyContextCanBeLeft(context: Context, settings: String) throws {
    let bindings = try bindings(settings)
    let exits: [Action] = Context.tabs.contains(context) ? [.quit, .back] : [.cancel]
    #expect(exits.contains { !bindings.keys(of: $0, in: context).isEmpty })
  }

  @Test func everyActionIsInTheTableOncePerContext() {
    #expect(Set(KeyTable.entries.map(\.action)) == Set(Action.allCases))
    for context in Context.allCases {
      let actions = KeyTable.entries.filter { $0.contexts.contains(context) }.map(\.action)
      #expect(actions.count == Set(actions).count, "\(context)")
    }
  }

  @Test(arguments: Context.allCases)
  func bottomLineOffersKeysThatWork(context: Context) {
    let bindings = KeyBindings()
    for isEmpty in [false, true] {
      for item in KeyTable.bottomBarItems(in: context, isEmpty: isEmpty) {
        for action in item.actions {
          #expect(bindings.key(for: action, in: context) != nil, "\(action) in \(context)")
        }
      }
    }
  }

  @Test func settingsBindInsteadOfTheTable() throws {
    let bindings = try bindings("pin = [\"P\", \"<F5>\"]\nunpin = \"<C-x>\"\ntop = \"gt\"")
    #expect(bindings.action(for: .character("P"), in: .tools) == .pin)
    #expect(bindings.action(for: .function(5), in: .tools) == .pin)
    #expect(bindings.action(for: .character("p"), in: .tools) == nil)
    #expect(bindings.action(for: .control("x"), in: .tools) == .unpin)
    #expect(bindings.action(for: .character("z"), in: .tools) == .undo)
    #expect(bindings.meaning(of: [.character("g")], in: .tools) == .incomplete)
    #expect(
      bindings.meaning(of: [.character("g"), .character("t")], in: .tools) == .action(.top))
    #expect(bindings.problems == [])
  }

  /// A key that is bound where its new action means nothing keeps its old one.
  @Test func userKeyCountsOnlyInContextsOfItsAction() throws {
    let bindings = try bindings("mark = \"p\"")
    #expect(bindings.action(for: .character("p"), in: .tools) == .mark)
    #expect(bindings.action(for: .character("p"), in: .versions) == .pin)
    #expect(bindings.key(for: .pin, in: .tools) == nil)
  }

  @Test func promptKeepsItsKeyWhereTheOtherWouldBeTyped() throws {
    let bindings = try bindings("open = \"o\"")
    #expect(bindings.action(for: .character("o"), in: .menu) == .open)
    #expect(bindings.action(for: .enter, in: .menu) == nil)
    #expect(bindings.action(for: .character("o"), in: .filePrompt) == nil)
    #expect(bindings.action(for: .enter, in: .filePrompt) == .open)
  }

  @Test(arguments: [
    ("pim = \"q\"", ["2:1: unknown action pim"], ["did you mean pin?"]),
    (
      "undo = \"too long\"", ["2:1: undo: \"too long\" is not a key"],
      ["keys are written as a character, or as <Enter>, <C-x>, <F5>, <Space>"]
    ),
    (
      "pin = \"i\"", ["2:1: i is bound to pin and to install"],
      ["pin has it; bind install to another key"]
    ),
    (
      "pin = \"P\"\nunpin = \"P\"", ["2:1: P is bound to pin and to unpin"],
      ["pin has it; bind unpin to another key"]
    ),
    ("pin = \"i\"\ninstall = \"p\"", [], []),
  ])
  func problemsAreNamed(settings: String, messages: [String], hints: [String]) throws {
    let problems = try bindings(settings).problems
    #expect(problems.map(\.message) == messages.map { "~/ocx-mise-tui/config.toml:" + $0 })
    #expect(problems.map(\.hint) == hints)
  }

  private func bindings(_ keys: String) throws -> KeyBindings {
    try withSettings("[keys]\n" + keys) { Settings.load($0).keyBindings($0) }
  }
}

/// Runs something with a settings file, in an environment of its own.
func withSettings<Result>(
  _ text: String, _ body: (Environment) throws -> Result
) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "keys-" + UUID().uuidString)
  let file = folder.appending(path: "ocx-mise-tui/config.toml")
  try FileManager.default.createDirectory(
    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try Data(text.utf8).write(to: file)
  return try body(
    Environment(
      variables: ["HOME": folder.path, "XDG_CONFIG_HOME": folder.path],
      workingDirectory: folder.path))
}

extension KeyBindings {
  /// What keys do in a context: the inverse of `keys(of:in:)`.
  fileprivate func action(for keys: KeySequence, in context: Context) -> Action? {
    guard case .action(let action) = meaning(of: keys.keys, in: context) else { return nil }
    return action
  }

  fileprivate func action(for key: Key, in context: Context) -> Action? {
    action(for: KeySequence(key), in: context)
  }
}
