import BackendKit
import Foundation

@testable import ToolBrowser

extension Demo {
  /// Writes stubs of programs, which note their calls and then run a script.
  ///
  /// - Returns: their folder, for PATH.
  func addPrograms(_ scripts: [String: String]) throws -> String {
    let bin = Paths.join(folder, "bin")
    try Files.makeDirectories(bin)
    for (name, script) in scripts {
      let note = "printf '%s\\n' \"\(name) $*\" >> '\(folder)/calls'"
      try Files.writeAtomically(
        Paths.join(bin, name), "#!/bin/sh\n\(note)\n\(script)\n", mode: 0o755)
    }
    return bin
  }

  /// The calls of the stubs, in order: the program's name and its arguments.
  func programCalls() throws -> [String] {
    let path = Paths.join(folder, "calls")
    guard Files.exists(path) else { return [] }
    return try Files.readText(path).split(separator: "\n").map(String.init)
  }

  /// The environment of the demo with stubs on PATH, in which installs are allowed.
  ///
  /// - Parameters:
  ///   - systemPath: what follows on PATH, for scripts that need other programs.
  ///   - plugin: whether mise's plugin is installed.
  func environment(
    programs: [String: String], systemPath: String = "", plugin: Bool = true
  ) throws -> Environment {
    var environment = self.environment
    environment.variables["PATH"] = try addPrograms(programs) + systemPath
    environment.variables["OCX_OFFLINE"] = nil
    environment.variables["MISE_OFFLINE"] = nil
    if plugin {
      try PluginInstallation(environment: environment, version: "1").install(program: "/bin/sh")
    }
    return environment
  }
}

/// A demo for the length of a test.
@discardableResult
func withDemo<Result>(
  _ variables: [String: String] = [:], _ body: (Demo) throws -> Result
) throws -> Result {
  let base = Environment(
    variables: ["TERM": "xterm", "TMPDIR": NSTemporaryDirectory()].merging(variables) { $1 },
    workingDirectory: "/")
  return try Demo.withTemporaryFolder(base: base, now: demoNow, body: body)
}

/// The moment that the demo's ages are counted to.
let demoNow: Int64 = 1_795_000_000
