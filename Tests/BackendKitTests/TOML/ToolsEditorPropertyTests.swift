import Foundation
import TestSupport
import Testing

@testable import BackendKit

@Suite struct ToolsEditorPropertyTests {
  /// A pin and its removal give back the old text. Two things cannot be known: whether a file held
  /// nothing, or nothing but `[tools]`; and whether the blank line above the table was there.
  @Test(.enabled(if: SharedFiles.present, "no ../shared beside the package"))
  func removalTakesBackAPin() throws {
    for name in try ConformanceSuite.names("valid") {
      let old = try ConformanceSuite.bytes(name + ".toml")
      let pinned = try ToolsEditor.apply([.set(key: "ocx:a/b", request: "1")], to: old)
      #expect(pinned.starts(with: old), "\(name)")
      let again = try ToolsEditor.apply([.remove(key: "ocx:a/b")], to: pinned)
      let isBlank = old.allSatisfy { $0 == 0x0A || $0 == 0x0D }
      let expected = isBlank ? old + Array("[tools]".utf8) + TOMLByte.lineEnd(of: old) : old
      #expect([expected[...], expected.dropLast()].contains { $0.elementsEqual(again) }, "\(name)")
    }
  }

  /// Compares with Python's parser, for generated documents and edits. Skipped without Python.
  @Test(.enabled(if: Python.path != nil, "no python3 of 3.11 or later on PATH, for its tomllib"))
  func pythonAgreesOverGeneratedEdits() throws {
    var random = SeededRandom(seed: 20_260)
    var cases = Data()
    for _ in 0..<10_000 {
      let document = GeneratedDocument(using: &random)
      let edit = document.edit(using: &random)
      let old = Array(document.text.utf8)
      do {
        let new = try ToolsEditor.apply([edit], to: old)
        let root = try TOMLDocument(parsing: old).root
        let line: JSONValue = [
          "old": .init(document.text), "new": .init(String(decoding: new, as: UTF8.self)),
          "read": Self.tagged(.table(root)), "edit": Self.json(edit),
        ]
        cases += Data((line.compact + "\n").utf8)
      } catch {
        Issue.record("\(error) for \(edit) on \(document.text.debugDescription)")
        return
      }
    }
    let answer = try Python.run("judge_edits.py", on: cases)
    #expect(answer.hasSuffix("10000 cases\n"))
    #expect(answer.split(separator: "\n").dropLast().prefix(3) == [])
  }

  private static func json(_ edit: ToolsEdit) -> JSONValue {
    var json: [(String, JSONValue)] = [("key", .init(edit.key))]
    switch edit {
    case .set(_, let request, let digest, let element):
      json.append(("request", .init(request)))
      if let element { json.append(("element", .init(element))) }
      if let digest { json.append(("digest", .init(digest))) }
    case .remove(_, let element):
      if let element { json.append(("element", .init(element))) }
    }
    return .object(json)
  }

  /// As `TaggedJSON`, in pairs: a dictionary would take two spellings of one letter for one key.
  private static func tagged(_ kind: TOMLValue.Kind) -> JSONValue {
    switch kind {
    case .array(let elements): .array(elements.map { tagged($0.kind) })
    case .table(let table):
      .object(table.entries.map { ($0.key.name, tagged($0.value.kind)) })
    default:
      .object(
        (TaggedJSON.of(kind) as? [String: String] ?? [:]).sorted { $0.key < $1.key }
          .map { ($0.key, .init($0.value)) })
    }
  }
}

/// A Python that has `tomllib`.
enum Python {
  static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let names = ["python3", "python3.11", "python3.12", "python3.13", "python3.14"]
    let all = names.flatMap { name in folders.map { "\($0)/\(name)" } }
    return all.first { path in
      FileManager.default.isExecutableFile(atPath: path)
        && (try? run(path, ["-c", "import tomllib"]))?.status == 0
    }
  }()

  /// What a script of `Tests/Tools` prints about these bytes.
  static func run(_ script: String, on bytes: Data) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let cases = folder.appending(path: "cases.jsonl")
    try bytes.write(to: cases)
    let script = Checkout.package.appending(path: "Tests/Tools/\(script)")
    let answer = try run(try #require(path), [script.path, cases.path])
    #expect(answer.status == 0)
    return answer.output
  }

  private static func run(_ path: String, _ arguments: [String]) throws
    -> (status: Int32, output: String)
  {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let pipe = Foundation.Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
