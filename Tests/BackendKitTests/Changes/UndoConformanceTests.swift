import TestSupport
import Testing

@testable import BackendKit

/// A pin and its undo, on every valid document of the conformance suite: whatever a file looks
/// like, what comes back is byte for byte what was there.
@Suite(.enabled(if: SharedFiles.present, "no ../shared beside the package"))
struct UndoConformanceTests {
  @Test func aPinAndItsUndoLeaveEveryDocumentAsItWas() throws {
    let scratch = try ChangeScratch()
    let path = scratch.path("mise.toml")
    var written = 0
    for name in try ConformanceSuite.names("valid") {
      let before = try ConformanceSuite.bytes(name + ".toml")
      try Files.writeAtomically(path, before)
      let pin = Change(
        key: "ocx:ocx.sh/jqlang/jq", file: path, kind: .toml,
        action: .pin(request: "1.8", digest: nil))
      let plan = try scratch.changes.plan([pin], display: Paths.lastComponent)
      try scratch.changes.apply(plan)
      #expect(try Files.read(path) == plan.files.first?.after, "\(name)")
      try scratch.undo()
      #expect(try Files.read(path) == before, "\(name)")
      written += plan.files.count
    }
    #expect(written > 200)
  }
}
