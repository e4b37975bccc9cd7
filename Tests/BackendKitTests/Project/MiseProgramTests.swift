import Foundation
import Testing

@testable import BackendKit

/// What mise says of its version.
@Suite struct MiseProgramTests {
  @Test(
    arguments: [
      ("echo '2026.9.15 linux-x64 (2026-09-20)'", "2026.9.15"),
      ("printf '  _ __ (_)___\\n mise-en-place by @jdx\\n2026.9.15 linux-x64\\n'", "2026.9.15"),
      ("echo 'mise: no such thing'", nil), ("echo 2026.9.15; exit 1", nil), ("exit 0", nil),
    ])
  func version(script: String, version: String?) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "bin/mise", "#!/bin/sh\n[ \"$*\" = --version ] || exit 64\n\(script)\n", mode: 0o755)
    let environment = Environment(
      variables: ["PATH": folder.path + "/bin:/usr/bin:/bin"], workingDirectory: folder.path)
    let mise = try #require(MiseProgram.locate(environment))
    #expect(mise.version(environment) == version)
  }

  @Test func isOnPathOrNowhere() {
    let environment = Environment(variables: ["PATH": "/nonexistent"], workingDirectory: "/")
    #expect(MiseProgram.locate(environment) == nil)
  }
}
