import TestSupport
import Testing

@testable import BackendKit

/// An edit of the tool `K`, of the task `t` in files of several tasks.
struct TaskEditCase: Sendable, CustomTestStringConvertible {
  let format: TaskTools.Format
  let old: String
  let digest: String?
  let new: String

  init(_ format: TaskTools.Format, _ old: String, digest: String? = nil, _ new: String) {
    (self.format, self.old, self.digest, self.new) = (format, old, digest, new)
  }

  var testDescription: String { "\(format): \(old.debugDescription)" }

  /// The text that comes out, or the error's message.
  func outcome() -> String {
    let task = [.script, .toolStub].contains(format) ? nil : "t"
    let edit = TaskToolsEditor.Edit(task: task, key: "K", request: "2", digest: digest)
    do throws(ToolsEditFailure) {
      let bytes = try TaskToolsEditor.apply([edit], to: Array(old.utf8), as: format)
      return String(decoding: bytes, as: UTF8.self)
    } catch {
      return "! " + error.message
    }
  }
}

@Suite struct TaskToolsTests {
  @Test(arguments: [
    TaskEditCase(
      .configuration, "[tools]\nK = \"1\"\n[tasks.t]\nrun = \"x\"\ntools = { K = \"1\" } # c\n",
      "[tools]\nK = \"1\"\n[tasks.t]\nrun = \"x\"\ntools = { K = \"2\" } # c\n"),
    TaskEditCase(
      .configuration, "[tasks.t]\ntools.'K'='1'\n[tasks.u]\ntools.K = \"1\"\n",
      "[tasks.t]\ntools.'K'='2'\n[tasks.u]\ntools.K = \"1\"\n"),
    TaskEditCase(
      .configuration, "[tasks.t.tools]\nA = \"1\"\nK = { version = \"1\" }",
      "[tasks.t.tools]\nA = \"1\"\nK = { version = \"2\" }"),
    TaskEditCase(
      .configuration, "tasks.t = { run = \"x\", tools = {K=\"1\",} }\n",
      "tasks.t = { run = \"x\", tools = {K=\"2\",} }\n"),
    TaskEditCase(
      .configuration, "[tasks]\n\"t\" = {\n  tools = {\n    K = \"1\", # k\n  },\n}\r\n",
      digest: "d",
      "[tasks]\n\"t\" = {\n  tools = {\n    K = { version = \"2\", digest = \"d\" }, # k\n  },\n}\r\n"
    ),
    TaskEditCase(
      .configuration, "[tasks.t.tools.K]\nversion = \"1\"\n", digest: "d",
      "[tasks.t.tools.K]\nversion = \"2\"\ndigest = \"d\"\n"),
    TaskEditCase(
      .includedTasks, "[t]\ntools = { K = { prefix = \"1\" } }\n[u.tools]\nK = \"1\"\n",
      "[t]\ntools = { K = { version = \"2\" } }\n[u.tools]\nK = \"1\"\n"),
  ])
  func tasksInFiles(edit: TaskEditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    TaskEditCase(
      .script, "#!/bin/sh\n#MISE tools={\"K\"=\"1\"}\necho \"#MISE tools\"\n",
      "#!/bin/sh\n#MISE tools={\"K\"=\"2\"}\necho \"#MISE tools\"\n"),
    TaskEditCase(.script, "#MISE tools.'K'='1'\r\nexit\r\n", "#MISE tools.'K'='2'\r\nexit\r\n"),
    TaskEditCase(
      .script, "# [MISE] tools={A=\"1\",K=\"1\"} # c", "# [MISE] tools={A=\"1\",K=\"2\"} # c"),
    TaskEditCase(.script, "//MISE tools={K='1'}\n", "//MISE tools={K='2'}\n"),
    TaskEditCase(.script, "::[MISE] tools={K='1'}\n", "::[MISE] tools={K='2'}\n"),
    // The last one is in force.
    TaskEditCase(
      .script, "#MISE tools={K=\"0\"}\n#MISE tools.K=\"1\"\n",
      "#MISE tools={K=\"0\"}\n#MISE tools.K=\"2\"\n"),
    TaskEditCase(
      .script, "#MISE tools={K=\"1\"}\n", digest: "d",
      "#MISE tools={K={ version = \"2\", digest = \"d\" }}\n"),
    TaskEditCase(
      .script, "#MISE tools={K={version=\"1\"}}\n", digest: "d",
      "#MISE tools={K={version=\"2\", digest=\"d\"}}\n"),
    // Over several lines, each a comment.
    TaskEditCase(
      .script,
      "#MISE tools={\r\n#MISE   K = { # }\r\n# [MISE]     version = '1',\r\n#MISE   }\r\n#MISE }\r\n",
      digest: "d",
      "#MISE tools={\r\n#MISE   K = { # }\r\n# [MISE]     version = '2',\r\n#MISE     digest = 'd',\r\n#MISE   }\r\n#MISE }\r\n"
    ),
    // Lines that mise does not read.
    TaskEditCase(.script, "# MISE tools={K=\"1\"}\n", "! there is no \"K\" in the file"),
    TaskEditCase(.script, " #MISE tools={K=\"1\"}\n", "! there is no \"K\" in the file"),
    TaskEditCase(.script, "#MISE the tools={K=\"1\"}\n", "! there is no \"K\" in the file"),
    TaskEditCase(.script, "#MISE  tools={K=\"1\"}\n", "! there is no \"K\" in the file"),
    TaskEditCase(
      .script, "#!/bin/sh\n#MISE tools={K=}\n", "! line 2, column 16: expected a value"),
    TaskEditCase(
      .script, "#MISE tools={\necho\n", "! line 1, column 14: expected a key"),
    // A header of its own would replace the version.
    TaskEditCase(
      .script, "#MISE tools.K.version=\"1\"\n", digest: "d",
      "! \"K\" is written in a form that cannot be edited safely"),
  ])
  func headersOfScripts(edit: TaskEditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    TaskEditCase(
      .toolStub,
      "#!/usr/bin/env -S mise tool-stub\ntool = \"K\"\nversion = \"1\" # c\nbin = \"k\"\n",
      "#!/usr/bin/env -S mise tool-stub\ntool = \"K\"\nversion = \"2\" # c\nbin = \"k\"\n"),
    TaskEditCase(
      .toolStub, "#!mise tool-stub\nversion='1'\ntool='K'\n[platforms]\nx = 1\n", digest: "d",
      "#!mise tool-stub\nversion='2'\ndigest='d'\ntool='K'\n[platforms]\nx = 1\n"),
    TaskEditCase(
      .toolStub, "#!mise tool-stub\ntool = 'K'\n[lock.platforms]\n", digest: "d",
      "#!mise tool-stub\ntool = 'K'\nversion = '2'\ndigest = 'd'\n[lock.platforms]\n"),
    TaskEditCase(
      .toolStub,
      "#!/bin/sh\n# MISE_TOOL_STUB:\n# tool = \"K\"\n# version = \"1\"\n# :MISE_TOOL_STUB\nexec x\n",
      digest: "d",
      "#!/bin/sh\n# MISE_TOOL_STUB:\n# tool = \"K\"\n# version = \"2\"\n# digest = \"d\"\n# :MISE_TOOL_STUB\nexec x\n"
    ),
    TaskEditCase(
      .toolStub, "#!mise tool-stub\ntool = \"A\"\n", "! there is no \"K\" in the file"),
    TaskEditCase(
      .toolStub, "#!mise tool-stub\ntool = \"K\"\nversion = { a = 1 }\n",
      "! line 3: \"K\" has a version that is not a string"),
  ])
  func toolStubs(edit: TaskEditCase) {
    #expect(edit.outcome() == edit.new)
  }

  @Test(arguments: [
    (
      TaskTools.Format.configuration, "[tasks.a]\ntools.K = \"1\"\n[tasks.b.tools]\n'é' = {}\n",
      "a K 2:7; b é 4:1"
    ),
    (
      .includedTasks, "x = 1\n[a]\nrun = 1\n[b]\ntools = { K = \"1\", A = [] }\n",
      "b K 5:11; b A 5:20"
    ),
    (
      .script,
      "#!/bin/sh\n\n#MISE tools={K=\"0\"}\n# [MISE] tools.K=\"1\"\n#MISE tools={\n#MISE  'é'={} }",
      "- K 3:14 replaced; - K 4:16; - é 6:8"
    ),
    (.toolStub, "#!mise tool-stub\n\ntool = \"K\"\n", "- K 3:8"),
    (.toolStub, "version = \"1\"\n", ""),
  ])
  func positions(format: TaskTools.Format, text: String, expected: String) throws {
    let tools = try TaskTools(parsing: Array(text.utf8), as: format)
    let found = tools.entries.map { entry in
      "\(entry.task ?? "-") \(entry.key) \(entry.position.line):\(entry.position.column)"
        + (entry.isReplaced ? " replaced" : "")
    }
    #expect(found.joined(separator: "; ") == expected)
  }

  @Test func valuesOfAStubAreItsRequestAndItsOptions() throws {
    let text = "tool = \"K\"\nversion = \"1\"\nbin = \"k\"\nbuilds = true\n[platforms.x]\n[lock]\n"
    let tools = try TaskTools(parsing: Array(text.utf8), as: .toolStub)
    #expect(tools.entries[0].value.table?.entries.map(\.key.name) == ["version", "builds"])
  }

  @Test(arguments: [
    ("#!/usr/bin/env -S mise tool-stub\n", true), ("#!/usr/bin/mise tool-stub", true),
    ("#!/bin/sh\n# MISE_TOOL_STUB:\n# tool = \"x\"\n# :MISE_TOOL_STUB\n", true),
    ("#!/bin/sh\nmise tool-stub x\n", false), ("tool = \"x\"\n", false), ("", false),
  ])
  func stubsAreKnownByTheirFirstLine(text: String, isStub: Bool) {
    #expect(ToolStub.isStub(Array(text.utf8)) == isStub)
  }

  /// What is no UTF-8 outside the header stays too.
  @Test func bytesOfAScriptStay() throws {
    let script = Array("#MISE tools={K=\"1\"}\n".utf8) + [0x00, 0xFF, 0x0D, 0xC3]
    let edit = TaskToolsEditor.Edit(task: nil, key: "K", request: "2")
    let new = try TaskToolsEditor.apply([edit], to: script, as: .script)
    #expect(new == Array("#MISE tools={K=\"2\"}\n".utf8) + script.suffix(4))
  }

  @Test func severalToolsAtOnce() throws {
    let text =
      "[tasks.a]\ntools = { K = \"1\", A = { version = '1' } }\n[tasks.b.tools]\nK = \"1\"\n"
    let edits = [("b", "K"), ("a", "A"), ("a", "K")].map { task, key in
      TaskToolsEditor.Edit(task: task, key: key, request: task, digest: key == "A" ? "d" : nil)
    }
    let new = try TaskToolsEditor.apply(edits, to: Array(text.utf8), as: .configuration)
    #expect(
      String(decoding: new, as: UTF8.self)
        == "[tasks.a]\ntools = { K = \"a\", A = { version = 'a', digest = 'd' } }\n[tasks.b.tools]\nK = \"b\"\n"
    )
  }

  /// A tool of a task is edited as one of `[tools]` is: in generated documents under another name,
  /// and as the header of a script, where every line has a prefix.
  @Test func toolsOfTasksAreEditedAsOthers() throws {
    var random = SeededRandom(seed: 14)
    var compared = (files: 0, scripts: 0)
    for _ in 0..<4_000 {
      let document = GeneratedDocument(using: &random)
      guard case .set(let key, let request, let digest, nil) = document.edit(using: &random),
        let tools = try TOMLDocument(parsing: Array(document.text.utf8)).root["tools"],
        let value = tools.table?[key], Self.hasRequest(value)
      else { continue }
      func edited(_ text: String) throws -> String {
        let edits: [ToolsEdit] = [.set(key: key, request: request, digest: digest)]
        return String(
          decoding: try ToolsEditor.apply(edits, to: Array(text.utf8)), as: UTF8.self)
      }
      func edited(_ text: String, of task: String?, _ format: TaskTools.Format) throws -> String {
        let edits = [TaskToolsEditor.Edit(task: task, key: key, request: request, digest: digest)]
        let new = try TaskToolsEditor.apply(edits, to: Array(text.utf8), as: format)
        return String(decoding: new, as: UTF8.self)
      }
      let task = document.text.replacing("tools", with: "tasks.t.tools")
      #expect(
        try edited(task, of: "t", .configuration)
          == edited(document.text).replacing("tools", with: "tasks.t.tools"))
      compared.files += 1
      guard tools.table?.form == .inline else { continue }
      let alone = "tools=" + String(decoding: Array(document.text.utf8)[tools.range], as: UTF8.self)
      func script(_ text: String) -> String {
        "#!/bin/sh\n#MISE " + text.replacing("\r\n", with: "\n").replacing("\n", with: "\n#MISE ")
      }
      #expect(try edited(script(alone), of: nil, .script) == script(edited(alone)))
      compared.scripts += 1
    }
    #expect(compared.files > 500 && compared.scripts > 200)
  }

  private static func hasRequest(_ value: TOMLValue) -> Bool {
    value.string != nil || ToolsModel.requestKeys.contains { value.table?[$0] != nil }
  }
}
