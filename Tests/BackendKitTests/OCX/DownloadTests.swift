import Foundation
import Synchronization
import Testing

@testable import BackendKit

/// What can be known of a download: by ocx's log, its temporary folder and the manifests it keeps.
@Suite struct DownloadTests {
  private let folder: TemporaryFolder
  private var home: OCXHome {
    OCXHome(
      environment: Environment(
        variables: ["OCX_HOME": folder("ocx home")], workingDirectory: "/"))
  }

  init() throws { folder = try TemporaryFolder() }

  private func line(_ folder: String, digest: String = "sha256:88631608508a") -> String {
    "Downloading layer \(digest) to \(folder)"
  }

  @Test(arguments: ["", "2026-11-23T23:00:00Z  INFO "])
  func takesTheLineOfBothVersions(start: String) throws {
    let path = folder("ocx home/temp/7652efe1431dae41033649ef1954cb1a")
    let download = LayerDownload(start + line(path), home: home)
    #expect(download?.folder == path)
    #expect(download?.digest == "sha256:88631608508a")
  }

  /// A log is text: no folder is looked into because a line names it.
  @Test(arguments: [
    "/etc", "$HOME/ocx home/temp/../..", "$HOME/ocx home/temporary/x", "$HOME/temp/x", "temp/x",
  ])
  func leavesOtherFoldersAlone(path: String) {
    let path = path.replacing("$HOME", with: folder.path)
    #expect(LayerDownload(line(path), home: home) == nil)
  }

  @Test(arguments: ["", "Downloading layer", "Downloading layer x to /y", "Installing packages: a"])
  func leavesOtherLinesAlone(line: String) {
    #expect(LayerDownload(line, home: home) == nil)
  }

  @Test func measuresWhatIsUnpackedAndWhatIsFetched() throws {
    try folder.write("ocx home/temp/1/content/bin/a", "12345")
    try folder.write("ocx home/temp/1/content/b", "123")
    try FileManager.default.createSymbolicLink(
      atPath: folder("ocx home/temp/1/out"), withDestinationPath: "/usr")
    let digest = "sha256:" + String(repeating: "ab", count: 32)
    try folder.write("ocx home/blobs/ocx.sh/sha256/00/1/data", "no manifest \(digest)")
    try folder.write(
      "ocx home/blobs/ocx.sh/sha256/11/1/data",
      #"{"config":{"size":1},"layers":[{"size":7,"digest":"sha256:00"},{"digest":"\#(digest)","size":80}]}"#
    )
    let download = try #require(
      LayerDownload(line(folder("ocx home/temp/1"), digest: "sha256:abababababab"), home: home))
    #expect(download.unpacked == 8)
    #expect(download.packed(in: home) == 80)
    let other = try #require(
      LayerDownload(line(folder("ocx home/temp/2"), digest: "sha256:cdcdcdcdcdcd"), home: home))
    #expect(other.unpacked == 0 && other.packed(in: home) == nil)
  }

  /// A hook reports to an existing file; the variable alone does not create one.
  @Test func hookReportsProgressThroughAFile() throws {
    let reader = try #require(
      ProgressFile.Reader(
        Environment(variables: ["TMPDIR": folder.path], workingDirectory: "/")))
    let environment = Environment(
      variables: [ProgressFile.variable: reader.path], workingDirectory: "/")
    let first = ProgressFile.Line(
      tool: "ocx.sh/acme/app", version: "2.0.0", progress: DownloadProgress())
    let second = ProgressFile.Line(
      tool: "ocx.sh/acme/app", version: "2.0.0",
      progress: DownloadProgress(packed: 80_000_000, unpacked: 136_000_000))
    ProgressFile.write(first, environment)
    #expect(reader.lines() == [first])
    #expect(reader.lines() == [])
    ProgressFile.write(second, environment)
    #expect(reader.lines() == [second])
    #expect(
      second.text
        == #"{"tool":"ocx.sh/acme/app","version":"2.0.0","packed":80000000,"unpacked":136000000}"#)
    let nowhere = folder("nowhere")
    ProgressFile.write(
      first, Environment(variables: [ProgressFile.variable: nowhere], workingDirectory: "/"))
    #expect(!Files.exists(nowhere))
  }

  /// Through ocx only, and through mise with the hook.
  @Test func installReportsItsSize() throws {
    let world = try StandInWorld()
    let installer = Installer(
      environment: world.environment, index: world.context().index,
      directory: world.folder.path)
    let tool = try ToolName(parsing: StandInWorld.shellcheck)
    let seen = Mutex<[DownloadProgress]>([])
    let results = installer.install([Installer.Item(tool: tool, version: "0.11.0")]) { progress in
      if case .download(let download, 0) = progress { seen.withLock { $0.append(download) } }
    }
    #expect(results.map(\.outcome) == [.installed])
    let packed = seen.withLock { $0.compactMap(\.packed) }
    #expect(packed.contains { $0 > 0 })
  }

  @Test func hookReportsTheSize() throws {
    let world = try StandInWorld()
    let reader = try #require(ProgressFile.Reader(world.environment))
    try world.install(
      StandInWorld.shellcheck, "0.11.0", [ProgressFile.variable: reader.path])
    let lines = reader.lines()
    #expect(lines.first?.tool == StandInWorld.shellcheck && lines.first?.version == "0.11.0")
    #expect(lines.contains { ($0.progress.packed ?? 0) > 0 })
  }

  @Test(
    arguments: [
      (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (9_449, "9.4 kB"), (9_950, "10 kB"),
      (80_000_000, "80 MB"), (999_600_000, "1.0 GB"), (-1, "0 B"),
    ] as [(Int64, String)])
  func byteCountsForPeople(bytes: Int64, text: String) {
    #expect(ByteCount.text(bytes) == text)
  }
}
