import Foundation
import TestSupport
import Testing

@testable import BackendKit

extension PortableValue {
  /// A value that is all text.
  init(_ text: String) { self.init([.text(text)]) }
}

/// Launchers run by real shells: the environment, the arguments and the ending that they give, by
/// OCX's rules.
@Suite struct LauncherScriptTests {
  typealias Entry = LauncherScript.Entry

  /// The shells of this machine that may be `sh`.
  static let shells: [[String]] = [
    ["/bin/sh"], ["/usr/bin/dash"], ["/bin/bash", "--posix"], ["/bin/bash"],
    ["/usr/bin/busybox", "sh"],
  ].filter { Files.isExecutable($0[0]) }

  /// What a started program saw.
  struct Seen: Decodable, Equatable {
    var arguments: [String]
    var environment: [String: String]
  }

  /// An install with a program that tells what it sees.
  private struct Install {
    let folder: TemporaryFolder
    var path: String { folder.path + "/a home/it's $(x) `y` \"q\"" }

    init() throws {
      folder = try TemporaryFolder()
      try write(
        "content/bin/app",
        """
        #!/usr/bin/python3 -E
        import json, os, sys
        text = lambda raw: raw.decode("utf-8", "surrogateescape")
        print(json.dumps({"arguments": sys.argv[1:], "environment": {
          text(key): text(value) for key, value in os.environb.items()
          if text(key) not in ("LC_CTYPE", "PWD", "OLDPWD", "SHLVL", "_")}}))
        """)
    }

    func write(_ name: String, _ text: String) throws {
      let file = path + "/" + name
      try FileManager.default.createDirectory(
        atPath: Paths.parent(file), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(filePath: file))
      chmod(file, 0o755)
    }

    /// Writes a launcher; its path.
    func add(
      _ name: String = "app-ep", in folder: PackageFolder = .root,
      command: LauncherScript.Command = .path(
        PortableValue([.folder(.root), .text("/content/bin/app")])),
      arguments: [PortableValue] = [], setting environment: [Entry] = []
    ) throws -> String {
      let script = LauncherScript(
        name: name, folder: folder,
        action: .start(command, arguments: arguments, environment: environment))
      let file = Paths.join(folder.relativePath, "entrypoints/" + name)
      try write(file, script.text)
      return path + "/" + file
    }

    func run(
      _ command: [String], _ variables: [String: String] = [:], in directory: String? = nil
    ) throws -> ProcessResult {
      var line = command
      if let directory { line = ["/bin/sh", "-c", #"cd -- "$0" && exec "$@""#, directory] + line }
      let command = ProcessRunner.Command(
        executable: line[0], arguments: Array(line.dropFirst()),
        environment: ["PATH": "/usr/bin:/bin"].merging(variables) { $1 })
      var result = try ProcessRunner().run(command)
      // A child that another test has just forked holds the program open for writing until it
      // execs.
      for _ in 0..<100 where result.errorText.contains("Text file busy") {
        result = try ProcessRunner().run(command)
      }
      return result
    }

    func seen(
      _ command: [String], _ variables: [String: String] = [:], in directory: String? = nil
    ) throws -> Seen {
      let result = try run(command, variables, in: directory)
      #expect(result.errorText == "")
      try #require(result.succeeded, "\(result.ending) \(result.errorText)")
      return try JSONDecoder().decode(Seen.self, from: Data(result.output))
    }
  }

  private static func constant(_ key: String, _ value: PortableValue) -> Entry {
    Entry(key: key, value: value, kind: .constant)
  }
  private static func path(_ key: String, _ value: PortableValue) -> Entry {
    Entry(key: key, value: value, kind: .path)
  }
  private static func list(_ key: String, _ value: PortableValue, _ separator: String) -> Entry {
    Entry(key: key, value: value, kind: .list(separator: separator))
  }
  private static func root(_ text: String) -> PortableValue {
    PortableValue([.folder(.root), .text(text)])
  }

  // MARK: What a shell might trip over

  /// Texts that a shell gives a meaning to.
  static let odd = [
    "", " ", "a b", "'", "''", "'\\''", "\"", "\\", "\\\\", "$HOME", "${HOME}", "$(touch x)",
    "`id`",
    "*", "?", "[a]", "~", "~root", "-n", "--", "a\nb", "\n", "x\n", "\t", "!", "#", "a;b", "a&b",
    "a|b", ">x", "{a,b}", "%s", "%%", "é", "'\u{301}", "$'\\n'", "\u{7f}", "=", "a=b", "1", "\\'",
  ]

  @Test(arguments: shells) func passesOddTextsUnchanged(shell: [String]) throws {
    let install = try Install()
    let declared = Self.odd.map { PortableValue($0) }
    let entries = Self.odd.enumerated().map { Self.constant("K\($0)", PortableValue($1)) }
    let launcher = try install.add(arguments: declared, setting: entries)
    let seen = try install.seen(shell + [launcher] + Self.odd)
    #expect(seen.arguments == Self.odd + Self.odd)
    for (number, text) in Self.odd.enumerated() {
      #expect(seen.environment["K\(number)"] == text)
    }
    #expect(seen.environment.count == Self.odd.count + 1, "and PATH, and nothing else")
  }

  /// Whatever is there and whatever is added, in any order: what `EnvironmentFold` makes of it.
  @Test(arguments: shells) func foldsAsOCXDoes(shell: [String]) throws {
    let install = try Install()
    var random = SeededRandom(seed: 7)
    let words = ["a", "/a", "/a/b", "x y", "'", "é*", "", ":", "a:b", "[a]", "\\", "a,b", "\n"]
    let separators = [",", " ", ";;", "*", "'", ":"]
    for _ in 0..<40 {
      var base = ["PATH": "/usr/bin::/bin"]
      for key in ["P", "L", "C", "PATH", "MANPATH"] where random.next() % 3 != 0 {
        base[key] = (0..<3).map { _ in words[Int(random.next() % UInt64(words.count))] }
          .joined(separator: key == "L" ? "," : ":")
      }
      var entries: [Entry] = []
      for _ in 0..<8 {
        let word = words[Int(random.next() % UInt64(words.count))]
        let value = random.next() % 2 == 0 ? PortableValue(word) : Self.root("/" + word)
        switch random.next() % 4 {
        case 0: entries.append(Self.path("P", value))
        case 1: entries.append(Self.path("MANPATH", value))
        case 2:
          let separator = separators[Int(random.next() % UInt64(separators.count))]
          entries.append(Self.list("L", value, separator))
        default: entries.append(Self.constant("C", value))
        }
      }
      let launcher = try install.add(setting: entries)
      let real = try Files.resolveLinks(install.path)
      let fold = EnvironmentFold(
        entries.map {
          OCXEnvironment.Entry(key: $0.key, value: $0.value.text(in: real), kind: $0.kind)
        }, base: base)
      #expect(try install.seen(shell + [launcher], base).environment == fold.values)
    }
  }

  /// Variables that change how a shell works, and options that it may have been started with.
  @Test(arguments: shells) func isNotLedAstrayByItsSurroundings(shell: [String]) throws {
    let install = try Install()
    let launcher = try install.add(
      arguments: [Self.root("/content")],
      setting: [
        Self.path("PATH", Self.root("/content/bin")), Self.list("L", PortableValue("-O"), " "),
      ])
    let real = try Files.resolveLinks(install.path)
    let surroundings = [
      "CDPATH": "/usr:/tmp:" + real, "IFS": "/ '", "ENV": "/nonexistent",
      "BASH_ENV": "/nonexistent",
      "OPTIND": "7", "PS4": "$(touch /tmp/never)", "POSIXLY_CORRECT": "1", "LC_ALL": "C", "L": "-g",
      "root": "mine", "key": "mine", "value": "mine", "name": "mine", "l": "mine", "HOME": "",
      "GLOBIGNORE": "*", "MISE_DATA_DIR": "/x", "cd": "mine", "x": "mine",
    ]
    for options in [[], ["-e"], ["-u"], ["-f"], ["-a"], ["-C"], ["-euf"]] {
      // With -a, bash itself exports all that it sets.
      if shell[0].hasSuffix("bash"), options == ["-a"] { continue }
      let seen = try install.seen(shell + options + [launcher, "x"], surroundings)
      var expected = surroundings
      expected["PATH"] = real + "/content/bin:/usr/bin:/bin"
      expected["L"] = "-g -O"
      // Shells set these for themselves.
      for key in ["IFS", "OPTIND", "PS4"] { expected[key] = seen.environment[key] }
      #expect(seen.environment == expected)
      #expect(seen.arguments == [real + "/content", "x"])
    }
  }

  /// Functions that a bash hands on to every bash below it.
  @Test func isNotLedAstrayByExportedFunctions() throws {
    let install = try Install()
    let launcher = try install.add(setting: [Self.path("PATH", Self.root("/content/bin"))])
    let names = ["cd", "pwd", "printf", "test", "command", "quote", "path", "fail", "word"]
    let functions = names.map { ("BASH_FUNC_\($0)%%", "() {  exit 9\n}") }
    let variables = Dictionary(uniqueKeysWithValues: functions)
    let seen = try install.seen(["/bin/bash", "--posix", launcher], variables)
    for (key, value) in functions { #expect(seen.environment[key] == value) }
  }

  /// By its path from anywhere, by its name on PATH, by symlinks, as an argument of a shell.
  @Test(arguments: shells) func findsItselfHoweverItIsCalled(shell: [String]) throws {
    let install = try Install()
    let launcher = try install.add(setting: [Self.constant("HERE", Self.root("/content"))])
    let deep = try install.add(
      "deep", in: .dependency("0123456789ab"),
      setting: [Self.constant("HERE", Self.root("/content"))])
    let real = try Files.resolveLinks(install.path)
    let links = install.folder.path + "/links"
    let manager = FileManager.default
    try manager.createDirectory(atPath: links + "/-d", withIntermediateDirectories: true)
    try manager.createSymbolicLink(atPath: links + "/one", withDestinationPath: launcher)
    try manager.createSymbolicLink(atPath: links + "/two", withDestinationPath: "-d/three\n")
    try manager.createSymbolicLink(atPath: links + "/-d/three\n", withDestinationPath: "../one")
    try manager.createSymbolicLink(atPath: links + "/alias", withDestinationPath: install.path)
    let folder = Paths.parent(launcher)
    let calls: [([String], String)] = [
      (shell + [launcher], "/"), (shell + ["./app-ep"], folder), (shell + ["app-ep"], folder),
      (shell + [".././entrypoints//app-ep"], folder), (shell + [links + "/one"], "/"),
      (shell + ["./two"], links), (shell + ["two"], links), (shell + ["./-d/three\n"], links),
      (shell + [links + "/alias/entrypoints/app-ep"], "/"), (shell + [deep], "/"),
      ([launcher], "/"), (["./app-ep"], folder),
      (["/bin/sh", "-c", "PATH=.:/usr/bin app-ep"], folder),
      (["/bin/sh", "-c", "PATH=:/usr/bin app-ep"], folder),
      (["/bin/sh", "-c", "PATH=entrypoints:/usr/bin app-ep"], Paths.parent(folder)),
    ]
    for (command, directory) in calls {
      let seen = try install.seen(command, in: directory)
      #expect(seen.environment["HERE"] == real + "/content", "\(command)")
    }
  }

  @Test(arguments: shells) func nestedOnesFoldToTheSameAsOne(shell: [String]) throws {
    let install = try Install()
    let entries = [
      Self.path("PATH", Self.root("/content/bin")), Self.path("PATH", Self.root("/entrypoints")),
      Self.list("L", PortableValue("-a"), " "), Self.list("L", Self.root("/lib"), " "),
      Self.constant("C", Self.root("")),
    ]
    let once = try install.add("once", setting: entries)
    let twice = try install.add(
      "twice", command: .path(Self.root("/entrypoints/once")), setting: entries)
    let base = ["PATH": "/usr/bin:/bin:/usr/bin", "L": "-g -a -O"]
    #expect(try install.seen(shell + [twice], base) == install.seen(shell + [once], base))
  }

  // MARK: Endings

  @Test(arguments: shells) func exitStatusIsThatOfTheProgram(shell: [String]) throws {
    let install = try Install()
    try install.write("content/bin/seven", "#!/bin/sh\nexit 7\n")
    try install.write("content/bin/killed", "#!/bin/sh\nkill -TERM $$\n")
    try install.write("content/bin/pid", "#!/bin/sh\necho $$\n")
    for (name, ending) in [
      ("seven", ProcessResult.Ending.exited(7)), ("killed", .signalled(SIGTERM)),
    ] {
      let launcher = try install.add(name, command: .path(Self.root("/content/bin/" + name)))
      #expect(try install.run(shell + [launcher]).ending == ending)
    }
    let gone = try install.add("gone", command: .path(Self.root("/content/bin/gone")))
    #expect(try install.run(shell + [gone]).ending == .exited(127))
    // The program has the place of the launcher: no shell waits in between.
    let pid = try install.add("pid", command: .path(Self.root("/content/bin/pid")))
    let result = try install.run(["/bin/sh", "-c", "\"$@\" & echo $!; wait", "sh"] + shell + [pid])
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 2 && lines[0] == lines[1])
  }

  @Test(arguments: shells) func oneThatCannotStartSaysWhy(shell: [String]) throws {
    let install = try Install()
    let script = LauncherScript(
      name: "app-ep", folder: .root,
      action: .refuse(reason: "it's `not` $(there)\n\u{1b}[31m", status: 65))
    try install.write("entrypoints/app-ep", script.text)
    let result = try install.run(shell + [install.path + "/entrypoints/app-ep"])
    #expect(result.ending == .exited(65))
    #expect(result.errorText == "app-ep: it's `not` $(there) \n")
  }

  // MARK: Variables that no shell can hold

  @Test(arguments: shells) func variablesThatNoShellCanHoldUseEnv(shell: [String]) throws {
    let install = try Install()
    let keys = [
      "a.b", "A-B", "-i", "a'b", "1X", "BASH_X", "UID", "PPID", "RANDOM", "OPTIND", "IFS",
    ]
    let launcher = try install.add(
      arguments: [PortableValue("x y")],
      setting: keys.map { Self.constant($0, Self.root("/it's")) } + [
        Self.path("p.q", PortableValue("/a")), Self.path("p.q", PortableValue("/b")),
        Self.constant("OK", PortableValue("1")),
      ])
    let real = try Files.resolveLinks(install.path)
    let seen = try install.seen(shell + [launcher, "a=b"])
    for key in keys { #expect(seen.environment[key] == real + "/it's", "\(key)") }
    #expect(seen.environment["p.q"] == "/b:/a")
    #expect(seen.environment["OK"] == "1")
    #expect(seen.arguments == ["x y", "a=b"])
  }

  // MARK: Commands that the machine has

  /// On PATH when it runs; none of mise's shims and no launcher, whatever they are called.
  @Test(arguments: shells) func findsOutWhatTheMachineHas(shell: [String]) throws {
    let install = try Install()
    let top = install.folder.path
    func tool(_ folder: String, _ says: String, mode: mode_t = 0o755) throws {
      try FileManager.default.createDirectory(
        atPath: top + "/" + folder, withIntermediateDirectories: true)
      let file = top + "/" + folder + "/host"
      try Data("#!/bin/sh\necho \(says) \"$@\"\n".utf8).write(to: URL(filePath: file))
      chmod(file, mode)
    }
    let launcher = try install.add(
      "host", command: .name("host"), arguments: [PortableValue("a b")])
    let other = try Install()
    let foreign = try other.add("host", command: .name("host"))
    try tool("data/shims", "shim")
    try tool("not", "unmarked", mode: 0o644)
    try tool("here", "machine")
    try FileManager.default.createSymbolicLink(
      atPath: top + "/shims-too", withDestinationPath: top + "/data/shims")
    try FileManager.default.createDirectory(
      atPath: top + "/links", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: top + "/links/host", withDestinationPath: launcher)
    let ways = [
      Paths.parent(launcher), top + "/links", top + "/shims-too", top + "/data/shims",
      Paths.parent(foreign), top + "/not", "", "/nonexistent",
    ]
    let data = ["MISE_DATA_DIR": top + "/data"]
    for way in ways {
      for command in [[launcher], [top + "/links/host"]] {
        let result = try install.run(
          shell + command + ["x"],
          data.merging(["PATH": way + ":" + ways.joined(separator: ":") + ":here:/usr/bin"]) { $1 },
          in: top)
        #expect(result.text == "machine a b x\n", "\(way)")
      }
      let nothing = try install.run(
        shell + [launcher], data.merging(["PATH": way + ":/usr/bin:/bin"]) { $1 }, in: "/")
      let isLauncher = [ways[0], ways[1], ways[4]].contains(way)
      #expect(nothing.ending == .exited(isLauncher ? 126 : 127), "\(way)")
      #expect(nothing.errorText.hasPrefix("host: host is "))
    }
  }
}

extension ProcessResult {
  var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
}
