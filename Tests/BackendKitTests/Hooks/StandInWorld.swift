import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// A user with the stand-in ocx on PATH, a registry in a folder, and mise's install folders; all
/// below one temporary folder.
final class StandInWorld: Sendable {
  static let app = "ocx.sh/acme/app"
  static let shellcheck = "ocx.sh/shellcheck/shellcheck"
  static let lib = "ocx.sh/acme/lib"

  let folder: TemporaryFolder
  let environment: Environment

  /// The registries of the recordings, made once.
  private static let template: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    try python([makeRegistry, folder.path + "/registry", "--platform", "linux/amd64+libc.glibc"])
    return folder
  }
  static let standIn = Checkout.package.appending(path: "Tests/StandIn").path
  private static let makeRegistry = standIn + "/make_registry.py"

  /// `variables` are set in addition to those that the world needs.
  init(_ variables: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    let top = folder.path
    try FileManager.default.copyItem(
      atPath: Self.template.get().path + "/registry", toPath: top + "/registry")
    try FileManager.default.createDirectory(
      atPath: top + "/bin", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: top + "/bin/ocx", withDestinationPath: Self.standIn + "/ocx")
    let base = [
      "PATH": "\(top)/bin:/usr/bin:/bin", "HOME": top, "OCX_HOME": top + "/ocx home",
      "OCX_STANDIN_REGISTRY": top + "/registry", "OCX_STANDIN_LOG": top + "/calls",
      "OCX_STANDIN_HOST": "linux/amd64+libc.glibc",
    ]
    environment = Environment(
      variables: base.merging(variables) { $1 }, workingDirectory: top)
  }

  var home: String { OCXHome(environment: environment).path }

  func context(
    _ variables: [String: String] = [:], notes: Collected? = nil
  ) -> InstallContext {
    var environment = environment
    environment.variables.merge(variables) { $1 }
    return InstallContext(environment: environment) { notes?.append($0.line) }
  }

  /// Calls a hook as the command does; the answer as JSON.
  func answer(
    _ hook: Hooks.Name, _ request: [String: Any], _ variables: [String: String] = [:]
  ) throws -> (document: [String: Any], exitCode: Int32) {
    let input = try JSONSerialization.data(withJSONObject: request)
    let answer = Hooks.answer(hook, input: Array(input), context: context(variables))
    let document = try JSONSerialization.jsonObject(with: Data(answer.json.compact.utf8))
    return (try #require(document as? [String: Any]), answer.exitCode)
  }

  /// The folder that mise makes before the install hook is called.
  func installFolder(_ name: String) throws -> String {
    let path = folder.path + "/mise/installs/" + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Installs through the hook, into a folder made for it.
  @discardableResult
  func install(
    _ tool: String, _ version: String, into name: String? = nil, digest: String? = nil,
    platform: String? = nil, _ variables: [String: String] = [:], notes: Collected? = nil
  ) throws -> String {
    let path = try installFolder(name ?? "\(tool.replacing("/", with: "-"))/\(version)")
    _ = try Hooks.install(
      InstallRequest(
        tool: ToolName(parsing: tool), version: version, installPath: path,
        digest: digest.map { try Digest($0) }, platform: platform.map { try Platform($0) }),
      context(variables, notes: notes))
    return path
  }

  /// The folder of the dependency in an install of `app`: the digits of its digest.
  func lib(in installPath: String) throws -> PackageFolder {
    let names = try Files.list(installPath + "/dependencies")
    #expect(names.count == 1 && names.allSatisfy { $0.utf8.count == 12 })
    return .dependency(try #require(names.first))
  }

  /// What mise does when it removes a tool.
  func remove(_ installPath: String) throws {
    try FileManager.default.removeItem(atPath: installPath)
  }

  /// Changes the registry: `move NAME TAG VERSION`, `yank NAME TAG`, `down HOST` …
  func change(_ arguments: String...) throws {
    try Self.python([Self.makeRegistry, folder.path + "/registry"] + arguments)
  }

  /// Runs the stand-in as the user would.
  @discardableResult
  func ocx(_ arguments: String..., variables: [String: String] = [:]) throws -> ProcessResult {
    try ProcessRunner().run(
      ProcessRunner.Command(
        executable: folder.path + "/bin/ocx", arguments: arguments,
        environment: environment.variables.merging(variables) { $1 }))
  }

  /// Runs a program with a folder in front of PATH; its standard output.
  func run(_ program: String, path: String, _ arguments: String...) throws -> String {
    let found = Environment(variables: ["PATH": path], workingDirectory: "/")
    let executable = try #require(ExecutableSearch.find(program, in: found))
    var variables = environment.variables
    variables["PATH"] = path + ":/usr/bin:/bin"
    return try ProcessRunner().run(
      ProcessRunner.Command(
        executable: executable, arguments: arguments, environment: variables)
    ).text
  }

  /// The calls of ocx so far: its arguments, without the flags before the command.
  var calls: [String] {
    get throws {
      guard folder.exists("calls") else { return [] }
      return try folder.read("calls").split(separator: "\n").map { line in
        let call = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        let words = call?["argv"] as? [String] ?? []
        return words.drop { $0.hasPrefix("--") || $0 == "json" || $0 == "never" }
          .joined(separator: " ")
      }
    }
  }

  func candidate(_ tool: String, _ tag: String) throws -> String {
    OCXHome(environment: environment).candidate(try ToolName(parsing: tool), tag: tag)
  }

  private static func python(_ arguments: [String]) throws {
    let result = try ProcessRunner().run(
      ProcessRunner.Command(
        executable: "/usr/bin/env", arguments: ["python3"] + arguments,
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]))
    try #require(result.succeeded, "\(String(decoding: result.errorOutput, as: UTF8.self))")
  }
}
