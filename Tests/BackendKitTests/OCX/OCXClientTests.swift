import Foundation
import Synchronization
import Testing

@testable import BackendKit

/// The client on a small program that notes its calls and answers what the test says.
@Suite struct OCXClientTests {
  private static let tool = "ocx.sh/a/b"

  /// A folder with an `ocx` whose body is `script`; it writes its arguments and environment down.
  private func world(
    _ script: String, version: String = "0.5.8"
  ) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let text = """
      #!/bin/sh
      echo "$*" >> \(folder.path)/calls
      env | sort > \(folder.path)/env
      case "$*" in *version) echo \(version); exit;; esac
      \(script)
      """
    try folder.write("bin/ocx", text, mode: 0o755)
    return folder
  }

  private func client(
    _ folder: TemporaryFolder, _ variables: [String: String] = [:], offline: Bool = false
  ) throws -> OCXClient {
    var client = try OCXClient.locate(
      environment: Environment(
        variables: ["PATH": folder.path + "/bin:/usr/bin:/bin", "HOME": folder.path]
          .merging(variables) { $1 }, workingDirectory: folder.path), offline: offline)
    client.retry.sleep = { _, _ in }
    client.retry.jitter = { 0.5 }
    return client
  }

  private func calls(_ folder: TemporaryFolder) throws -> [String] {
    try folder.read("calls").split(separator: "\n").map(String.init)
  }

  @Test func flagsComeBeforeTheCommandAndTheVersionIsAskedOnce() throws {
    let folder = try world(#"echo '{"ocx.sh/a/b":["1","2"]}'"#)
    let client = try client(folder, offline: true)
    let tool = try ToolName(parsing: Self.tool)
    #expect(try client.tags(of: tool, remote: true) == ["1", "2"])
    #expect(try client.tags(of: tool) == ["1", "2"])
    #expect(
      try calls(folder) == [
        "--format json --color never --offline version",
        "--format json --color never --offline --remote index list ocx.sh/a/b",
        "--format json --color never --offline index list ocx.sh/a/b",
      ])
  }

  @Test func passesItsEnvironmentThroughButForWhatAimsElsewhere() throws {
    let folder = try world("exit 0")
    let client = try client(
      folder,
      [
        "OCX_QUIET": "1", "OCX_PROJECT": "/p", "OCX_GLOBAL": "1", "OCX_AUTH_ghcr_io_TOKEN": "t",
        "HTTPS_PROXY": "http://p", "SSL_CERT_FILE": "/c", "DOCKER_CONFIG": "/d",
        "OCX_NO_UPDATE_CHECK": "0",
      ])
    try client.update([try ToolName(parsing: Self.tool)])
    let seen = try folder.read("env").split(separator: "\n").map(String.init)
    for line in [
      "OCX_AUTH_ghcr_io_TOKEN=t", "HTTPS_PROXY=http://p", "SSL_CERT_FILE=/c", "DOCKER_CONFIG=/d",
      "OCX_NO_UPDATE_CHECK=1", "OCX_ALLOW_YANKED=1",
    ] {
      #expect(seen.contains(line), "\(line)")
    }
    for name in ["OCX_QUIET", "OCX_PROJECT", "OCX_GLOBAL"] {
      #expect(!seen.contains { $0.hasPrefix(name + "=") }, "\(name)")
    }
  }

  /// What ocx writes into links must not hang on the folder that it was started in.
  @Test(arguments: [("sub/../ocx", "$HOME/ocx"), ("/abs/./ocx", "/abs/./ocx"), ("", "")])
  func namesTheHomeFromTheRoot(home: String, expected: String) throws {
    let folder = try world("exit 0")
    try client(folder, ["OCX_HOME": home, "OCX_LAZY_MODE": "always"])
      .update([try ToolName(parsing: Self.tool)])
    let seen = try folder.read("env").split(separator: "\n").map(String.init)
    #expect(seen.contains("OCX_HOME=" + expected.replacing("$HOME", with: folder.path)))
    #expect(!seen.contains { $0.hasPrefix("OCX_LAZY_MODE=") })
  }

  @Test func aRegistryThatIsNoHostIsNoArgument() throws {
    let folder = try world("exit 0")
    let client = try client(folder)
    for registry in ["--config=evil.toml", "-x", "", "a b"] {
      #expect(throws: OCXFailure.usage(subject: registry, reason: nil)) {
        try client.sync(registry: registry)
      }
    }
    #expect(!folder.exists("calls"))
  }

  @Test func onlyTheRefreshAllowsYankedTags() throws {
    let folder = try world("exit 0")
    let client = try client(folder)
    _ = try? client.install(Reference(tool: try ToolName(parsing: Self.tool), tag: "1"))
    #expect(try !folder.read("env").contains("OCX_ALLOW_YANKED"))
    try client.sync(registry: "ocx.sh")
    #expect(try folder.read("env").contains("OCX_ALLOW_YANKED=1"))
  }

  @Test(arguments: [
    (75, 3), (69, 1), (80, 1), (81, 1), (79, 1), (1, 1), (74, 1), (65, 1),
  ])
  func only75IsTriedAgain(status: Int, attempts: Int) throws {
    let folder = try world("exit \(status)")
    let client = try client(folder)
    #expect(throws: OCXFailure.self) { try client.update([try ToolName(parsing: Self.tool)]) }
    #expect(try calls(folder).filter { $0.contains("index update") }.count == attempts)
  }

  @Test func theSecondTryMayGoThrough() throws {
    let folder = try world("[ -e $HOME/once ] && exit 0; : > $HOME/once; exit 75")
    try client(folder).update([try ToolName(parsing: Self.tool)])
    #expect(try calls(folder).filter { $0.contains("index update") }.count == 2)
  }

  /// Each wait is twice the one before, half of it by chance, and none goes past the limit.
  @Test func waitsLongerEachTimeAndNeverPastTheLimit() throws {
    let folder = try world("exit 75")
    var client = try client(folder)
    // The clock stands still but for the waits.
    let now = ClockBox()
    client.retry.attempts = 10
    client.retry.now = { now.value }
    client.retry.sleep = { seconds, _ in now.add(seconds) }
    #expect(throws: OCXFailure.self) {
      try client.update([try ToolName(parsing: Self.tool)], timeLimit: 10)
    }
    #expect(now.steps == [0.375, 0.75, 1.5, 3])
  }

  @Test(arguments: [0.0, 1.0])
  func jitterStaysInItsBounds(chance: Double) {
    var retry = Retry()
    retry.jitter = { chance }
    #expect(retry.wait(after: 1) == 0.25 + 0.25 * chance)
    #expect(retry.wait(after: 3) == 1 + chance)
  }

  @Test func aCancelledWaitEndsAtOnce() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let ended = DispatchSemaphore(value: 0)
    #expect(
      Threads.start {
        Retry().sleep(100_000, cancellation)
        ended.signal()
      })
    #expect(ended.wait(timeout: .now() + 30) == .success)
  }

  @Test(arguments: [
    ("echo 0.5.7", FailureCode.configuration), ("echo 0.3.0", .configuration),
    ("echo nonsense", .data), ("exit 1", .data), ("", .data),
  ])
  func refusesAnotherOcx(script: String, code: FailureCode) throws {
    let folder = try TemporaryFolder()
    try folder.write("bin/ocx", "#!/bin/sh\n\(script)\n", mode: 0o755)
    #expect {
      try client(folder).checkVersion()
    } throws: { error in
      (error as? OCXFailure)?.code == code
    }
  }

  /// What an ocx of this version answers to `about` and `index list`, and which calls were made.
  private func installing(
    version: String, about: String, list: String, install: String = "{}"
  ) throws -> (failure: OCXFailure?, calls: [String]) {
    let folder = try world(
      """
      case "$*" in
        *about) echo '\(about)';;
        *list*) echo '\(list)';;
        *install*) echo '\(install)';;
      esac
      """, version: version)
    do {
      _ = try client(folder).install(Reference(tool: try ToolName(parsing: Self.tool), tag: "1"))
      return (nil, try calls(folder))
    } catch let failure as OCXFailure {
      return (failure, try calls(folder))
    }
  }

  private static let about = #"{"schema_version":4,"version":"9","registry":"r","home":"/h"}"#

  /// Before anything is installed, and with its version.
  @Test(
    "an ocx that answers in a shape that nobody knew is newer than this program",
    arguments: [
      (#"{"about":{"version":"9","registry":"r","home":"/h"}}"#, "{}"),
      (about, #"{"schema_version":2,"result":[{"name":"ocx.sh/a/b"}]}"#),
      (about, #"{"schema_version":2,"packages":{"ocx.sh/a/b":{"tags":["1"]}}}"#),
      (about, #"["1"]"#),
    ])
  func newer(about: String, list: String) throws {
    let (failure, calls) = try installing(version: "0.9.1", about: about, list: list)
    guard case .newer(_, "0.9.1", _) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(failure?.message.contains("0.9.1, newer than this program knows") == true)
    #expect(failure?.code == .configuration && failure?.hint != nil)
    #expect(!calls.contains { $0.contains("install") })
  }

  /// As the schema in ocx's repository has them after 0.6.4: an install goes on.
  @Test func theShapesOfTheSchemaAreKnown() throws {
    let about = #"""
      {"schema_version":1,"version":"0.7.0","registry":"r","home":"/h","platforms":[{"os":"linux","architecture":"amd64"}]}
      """#
    let (failure, calls) = try installing(
      version: "0.7.0", about: about,
      list: #"{"schema_version":1,"items":[{"package":"ocx.sh/a/b","tags":["1"]}]}"#,
      install: #"""
        {"schema_version":1,"packages":{"ocx.sh/a/b:1":{"identifier":"ocx.sh/a/b:1","metadata":{"type":"bundle"}}}}
        """#)
    #expect(failure == nil)
    #expect(calls.contains { $0.contains("install") })
  }

  @Test func anAnswerThatIsNoDocumentIsNoNewShape() throws {
    let list = #"{"schema_version":2,"packages":{"ocx.sh/a/b":["1"]},"more":1}"#
    let (failure, calls) = try installing(
      version: "0.9.1", about: Self.about, list: list, install: "<html>")
    #expect(calls.contains { $0.contains("install") })
    guard case .unexpectedAnswer = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  /// It says itself that a document of an install has changed, and is asked nothing else.
  @Test(arguments: ["Installs", "EnvVars"])
  func aNewerDocumentOfAnInstallIsRefused(document: String) throws {
    let folder = try world(
      #"""
      echo '{"version":"0.8.0","contract":{"errors":3,"reports":{"Tags":2,"\#(document)":2}}}'
      """#, version: "")
    try folder.write(
      "bin/ocx", folder.read("bin/ocx").replacing("*version) echo ; exit;;", with: "*version) ;;"),
      mode: 0o755)
    #expect {
      try client(folder).install(Reference(tool: try ToolName(parsing: Self.tool), tag: "1"))
    } throws: { error in
      (error as? OCXFailure)?.message.contains("0.8.0, newer than this program knows") == true
        && (error as? OCXFailure)?.message.contains("\(document) has version 2") == true
    }
    #expect(try calls(folder).count == 1)
    #expect(throws: OCXFailure.self) { try client(folder).checkDocuments() }
  }

  /// The calls that look at the shapes are made once for a program, not once an install.
  @Test func knownProgramIsNotAskedAgain() throws {
    let list = #"{"schema_version":2,"packages":{"ocx.sh/a/b":["1"]}}"#
    let install = #"{"schema_version":1,"packages":{"ocx.sh/a/b:1":{"identifier":"ocx.sh/a/b:1"}}}"#
    let folder = try world(
      "case \"$*\" in *about) echo '\(Self.about)';; *list*) echo '\(list)';; *) echo '\(install)';; esac",
      version: "0.9.1")
    let reference = Reference(tool: try ToolName(parsing: Self.tool), tag: "1")
    _ = try client(folder).install(reference)
    #expect(try calls(folder).count == 4)
    _ = try client(folder).install(reference)
    #expect(try calls(folder).count == 6)
    // Another program at its place is another program.
    try folder.write("bin/ocx", folder.read("bin/ocx") + "\n# newer\n", mode: 0o755)
    _ = try client(folder).install(reference)
    #expect(try calls(folder).count == 10)
  }

  /// One that is known is not asked for more, and what it cannot say is a fault.
  @Test func aKnownVersionWithAnotherShapeIsAFault() throws {
    let (failure, calls) = try installing(
      version: "0.6.5", about: "", list: "", install: #"{"result":[]}"#)
    #expect(calls.count == 2)
    guard case .unexpectedAnswer = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
  }

  /// 0.7 is silent by default; what the user has chosen holds.
  @Test(arguments: [
    ("0.6.5", [:], false), ("0.7.0", [:], true), ("0.7.0", ["OCX_LOG_LEVEL": "error"], false),
  ])
  func progressIsAskedForWhereThereWouldBeNone(
    version: String, variables: [String: String], asked: Bool
  ) throws {
    let folder = try world("exit 0", version: version)
    let client = try client(folder, variables)
    try client.update([try ToolName(parsing: Self.tool)]) { _ in }
    try client.update([try ToolName(parsing: Self.tool)])
    #expect(
      try calls(folder).filter { $0.contains("index update") }.map {
        $0.contains("--log-level info")
      }
        == [asked, false])
  }

  /// Each note once, however often a call is made; retries are reported.
  @Test func repeatedLogLinesAreReportedOnce() throws {
    let folder = try world(
      "echo 'warning: slow' >&2; echo pulling >&2; echo 'error: off' >&2; exit 75")
    let notes = Collected()
    #expect(throws: OCXFailure.self) {
      try client(folder).update([try ToolName(parsing: Self.tool)]) { notes.append($0.line) }
    }
    #expect(
      notes.all == [
        "warning: slow", "pulling",
        "try 2 of 3: the registry of ocx.sh/a/b does not answer now: off",
        "try 3 of 3: the registry of ocx.sh/a/b does not answer now: off",
      ])
  }

  @Test func isFoundInItsThreePlaces() throws {
    let folder = try TemporaryFolder()
    let own = "home/symlinks/ocx.sh/ocx/cli/current/content/bin/ocx"
    for name in ["named", "bin/ocx", own] {
      try folder.write(name, "#!/bin/sh\n", mode: 0o755)
    }
    var variables = [
      "OCX_MISE_OCX": folder.path + "/named", "PATH": folder.path + "/bin",
      "OCX_HOME": folder.path + "/home",
    ]
    func program() throws -> String {
      let environment = Environment(variables: variables, workingDirectory: folder.path)
      return try String(
        OCXClient.locate(environment: environment).program.dropFirst(folder.path.count + 1))
    }
    #expect(try program() == "named")
    variables["OCX_MISE_OCX"] = "named"
    #expect(try program() == "named", "from the working directory")
    variables["OCX_MISE_OCX"] = nil
    #expect(try program() == "bin/ocx")
    variables["PATH"] = ""
    #expect(try program() == own)
    variables["OCX_HOME"] = folder.path + "/empty"
    #expect(throws: OCXFailure.self) { try program() }
    variables["OCX_MISE_OCX"] = folder.path + "/missing"
    variables["PATH"] = folder.path + "/bin"
    #expect(throws: OCXFailure.self, "what is named must be there") { try program() }
  }

  /// The working directory is often an untrusted checkout.
  @Test(arguments: [".", "", "bin", ":", "./bin:."])
  func nothingIsFoundByARelativePath(path: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("bin/ocx", "#!/bin/sh\n", mode: 0o755)
    try folder.write("ocx", "#!/bin/sh\n", mode: 0o755)
    let environment = Environment(
      variables: ["PATH": path], workingDirectory: folder.path)
    #expect(ExecutableSearch.find("ocx", in: environment) == nil)
  }

  @Test func hintsNameTheHostOfTheRegistry() {
    let failure = OCXFailure.authentication(subject: "x", host: "my-host.example:5000")
    #expect(
      failure.hint == "ocx login my-host.example:5000, or set "
        + "OCX_AUTH_my_host_example_5000_USER and OCX_AUTH_my_host_example_5000_TOKEN")
    #expect(OCXDiagnosis.host(ofRepository: "oci://ghcr.io/a/b") == "ghcr.io")
    #expect(OCXDiagnosis.host(ofRepository: "https://ghcr.io/a") == nil)
  }
}

/// A clock that a test sets, with what it was set by.
private final class ClockBox: Sendable {
  private let taken = Mutex<[Double]>([])

  var steps: [Double] { taken.withLock { $0 } }
  var value: Double { steps.reduce(0, +) }
  func add(_ seconds: Double) { taken.withLock { $0.append(seconds) } }
}
