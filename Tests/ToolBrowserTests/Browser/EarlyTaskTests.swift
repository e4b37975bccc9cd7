import BackendKit
import Testing

@testable import ToolBrowser

/// A task that starts before the session asks for it.
@Suite struct EarlyTaskTests {
  /// Nothing is lost of what was reported before, and all comes in order.
  @Test func progressIsKeptUntilItIsAskedFor() throws {
    try withDemo { demo in
      let early = try #require(EarlyTask(.openIndex, .forTests(demo)))
      var reported: [String] = []
      let outcome = early.outcome { progress in
        switch progress {
        case .names(let snapshot): reported.append("names \(snapshot.sources.map(\.names.count))")
        case .summaries(let roots): reported.append("\(roots.count) roots")
        default: Issue.record("unexpected: \(progress)")
        }
      }
      #expect(reported == ["names [24, 3]", "27 roots"])
      guard case .indexOpened = outcome else {
        Issue.record("unexpected: \(outcome)")
        return
      }
    }
  }
}
