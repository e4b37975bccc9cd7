import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The README lists all keys. With `UPDATE_GOLDENS` set, its table is updated.
@Suite struct KeyReferenceTests {
  private static let readme = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../../README.md").standardized

  @Test func readmeListsTheKeysOfTheTable() throws {
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    let parts = text.components(separatedBy: "<!-- keys -->\n")
    try #require(parts.count == 3)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
      let new = [parts[0], KeyReference.markdown, parts[2]].joined(separator: "<!-- keys -->\n")
      try Data(new.utf8).write(to: Self.readme)
      return
    }
    #expect(parts[1] == KeyReference.markdown)
  }

  @Test func everyActionAndSettingIsListed() {
    let actions = Set(KeyReference.groups.flatMap(\.rows).map(\.name))
    #expect(actions == Set(Action.allCases.map(\.rawValue)))
    #expect(KeyReference.settings.map(\.name) == SettingName.allCases)
  }
}

extension KeyReference {
  /// The table of the README.
  fileprivate static var markdown: String {
    let rows = groups.flatMap(\.rows).map { row in
      let keys = row.keys.map { "`\($0)`" }.joined(separator: " ")
      return "| \(keys) | `\(row.name)` | \(row.summary) |"
    }
    return (["| key | action | does |", "|---|---|---|"] + rows).joined(separator: "\n") + "\n"
  }
}
