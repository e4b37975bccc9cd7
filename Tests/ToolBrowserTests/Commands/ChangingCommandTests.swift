import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The commands that write, on the demo's project.
struct ChangingCommandTests {
  private func text(_ demo: Demo, _ name: String = "mise.toml") throws -> String {
    try Files.readText(Paths.join(demo.project, name))
  }

  @Test("pin, upgrade and undo: the file is byte for byte the old one")
  func walk() throws {
    try withDemo { demo in
      let before = try text(demo)
      let pin = try CommandRun.of("pin", "kitware/cmake@4.3.3", in: demo, now: demoNow)
      #expect(
        pin
          == CommandRun(
            status: 0,
            output: """
              --- a/mise.toml
              +++ b/mise.toml
              @@ -4,7 +4,7 @@
               
               [tools]
               zig = "0.15"                                          # another backend: never changed
              -"ocx:ocx.sh/kitware/cmake" = "4.3"                    # keep with CI
              +"ocx:ocx.sh/kitware/cmake" = "4.3.3"                    # keep with CI
               "ocx:ocx.sh/nodejs/node" = "24"
               "ocx:ocx.sh/jqlang/jq" = "1.8"                        # not installed yet
               "ocx:ocx.sh/golang/go" = "1.26.6"                     # there is a newer patch

              """, errors: "written: mise.toml\n"))
      _ = try CommandRun.of("upgrade", "cmake", "--to", "patch", in: demo, now: demoNow)
      #expect(try text(demo).contains("\"ocx:ocx.sh/kitware/cmake\" = \"4.3.4\""))
      _ = try CommandRun.of("upgrade", "kitware/cmake", "--to=minor", in: demo, now: demoNow)
      #expect(try text(demo).contains("\"ocx:ocx.sh/kitware/cmake\" = \"4.4.2\""))
      for _ in 0..<3 {
        #expect(try CommandRun.of("undo", in: demo, now: demoNow).status == 0)
      }
      #expect(try text(demo) == before)
      #expect(try CommandRun.of("undo", in: demo, now: demoNow).status == 79)
    }
  }

  @Test("a dry run shows the diff and writes nothing")
  func dryRun() throws {
    try withDemo { demo in
      let before = try text(demo)
      let run = try CommandRun.of(
        "unpin", "kitware/cmake", "--dry-run", "--json", in: demo, now: demoNow)
      let document = try #require(try run.json() as? [String: Any])
      let changes = try #require(document["changes"] as? [[String: String]])
      #expect(document["written"] as? Bool == false)
      #expect(changes.map { $0["file"] } == [Paths.join(demo.project, "mise.toml")])
      #expect(changes[0]["diff"]?.contains("-\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"") == true)
      #expect(try text(demo) == before)
    }
  }

  @Test(
    "the options name the file",
    arguments: [
      (["--local"], "mise.local.toml"), (["--env", "ci"], "mise.ci.toml"),
      (["--file", "sub/mise.toml"], "sub/mise.toml"),
    ])
  func scopes(_ words: [String], _ name: String) throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        ["pin", "sharkdp/fd@10"] + words, in: demo, environment: demo.environment, now: demoNow)
      #expect(run.status == 0)
      #expect(try text(demo, name).contains("\"ocx:ocx.sh/sharkdp/fd\" = \"10\""))
    }
  }

  @Test("a yanked version is refused, and the safe one named")
  func yanked() throws {
    try withDemo { demo in
      let before = try text(demo)
      let run = try CommandRun.of("pin", "tukaani/xz@5.6.1", in: demo, now: demoNow)
      #expect(run.status == 65)
      #expect(run.errors.contains("is yanked"))
      #expect(run.errors.contains("the newest safe release is"))
      #expect(try text(demo) == before)
    }
  }

  @Test("a file that does not parse is named with line and column, and never written")
  func unparsable() throws {
    try withDemo { demo in
      let broken = "[tools]\nzig 1\n"
      try Files.writeAtomically(Paths.join(demo.project, "mise.toml"), broken)
      let run = try CommandRun.of("pin", "kitware/cmake@4.3", in: demo, now: demoNow)
      #expect(run.status == 65)
      #expect(run.errors.hasPrefix("error: mise.toml:2:5 "))
      #expect(try text(demo) == broken)
    }
  }

  @Test(
    "of an array the highest element goes up, and none comes twice",
    arguments: [
      (#"["4.2", "4.3"]"#, #"["4.2", "4.4"]"#), (#"["4.3", "4.2"]"#, #"["4.4", "4.2"]"#),
      (#"["4.4", "4.3"]"#, #"["4.4", "4.3"]"#), (#"["4.3", "4.3.3"]"#, #"["4.4", "4.4.2"]"#),
    ])
  func arrays(before: String, after: String) throws {
    try withDemo { demo in
      let entry = "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = "
      try Files.writeAtomically(
        Paths.join(demo.project, "mise.toml"), entry + before + "\n")
      let run = try CommandRun.of("upgrade", "kitware/cmake", in: demo, now: demoNow)
      #expect(run.status == 0)
      #expect(try text(demo) == entry + after + "\n")
    }
  }

  @Test("what upgrade omits because of another element is reported")
  func heldBack() throws {
    try withDemo { demo in
      try Files.writeAtomically(
        Paths.join(demo.project, "mise.toml"),
        "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = [\"4.4\", \"4.3\"]\n")
      let run = try CommandRun.of("upgrade", "kitware/cmake", in: demo, now: demoNow)
      #expect(run.output == "nothing to change\n")
      #expect(
        run.errors
          == "left as it is: ocx:ocx.sh/kitware/cmake \"4.3\", for its list has the newer one already\n"
      )
    }
  }

  @Test("unpin says where a tool is pinned that the file does not have, and takes no version")
  func misdirectedUnpin() throws {
    try withDemo { demo in
      let elsewhere = try CommandRun.of(
        "unpin", "kitware/cmake", "--local", in: demo, now: demoNow)
      #expect(elsewhere.status == 79)
      #expect(
        elsewhere.errors == """
          error: mise.local.toml does not pin ocx.sh/kitware/cmake
            mise.toml:7 does: name that file, or none

          """)
      let versioned = try CommandRun.of("unpin", "kitware/cmake@4.3", in: demo, now: demoNow)
      #expect(versioned.status == 64)
      #expect(versioned.errors.contains("a tag or digest is not allowed here"))
    }
  }

  @Test("a tool that is named twice is refused, whatever the versions are")
  func namedTwice() throws {
    try withDemo { demo in
      let before = try text(demo)
      let run = try CommandRun.of(
        "pin", "kitware/cmake@4.3", "ocx:ocx.sh/kitware/cmake@4.2", in: demo, now: demoNow)
      #expect(run.status == 64)
      #expect(run.errors.hasPrefix("error: ocx.sh/kitware/cmake is named twice\n"))
      #expect(try text(demo) == before)
    }
  }

  @Test("a tool that is to go twice is refused as well")
  func unpinnedTwice() throws {
    try withDemo { demo in
      let before = try text(demo)
      let run = try CommandRun.of(
        "unpin", "kitware/cmake", "ocx.sh/kitware/cmake", in: demo, now: demoNow)
      #expect(run.status == 64)
      #expect(run.errors.hasPrefix("error: ocx.sh/kitware/cmake is named twice\n"))
      #expect(try text(demo) == before)
    }
  }

  @Test("a file of neither kind is a usage error with a hint")
  func neitherKind() throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        "pin", "kitware/cmake@4.3", "--file", "package.json", in: demo, now: demoNow)
      #expect(run.status == 64)
      #expect(
        run.errors.hasSuffix(
          """
          package.json neither as TOML nor as .tool-versions
            name a file that ends in .toml or .tool-versions

          """))
    }
  }

  @Test("what a diff shows people cannot move their cursor; a script gets the text as it is")
  func hostileText() throws {
    try withDemo { demo in
      let file = "we\u{1b}[2Jird\u{202e}.tool-versions"
      try Files.writeAtomically(
        Paths.join(demo.project, file),
        "# \u{1b}]0;x\u{07}a\tb\u{202e}c\nocx:kitware/cmake 4.2\n")
      let path = Paths.join(demo.project, file)
      let words = ["pin", "kitware/cmake@4.3", "--file", path]
      let dry = try CommandRun.of(
        words + ["--dry-run"], in: demo, environment: demo.environment, now: demoNow)
      #expect(
        dry.output == """
          --- a/weird.tool-versions
          +++ b/weird.tool-versions
          @@ -1,2 +1,2 @@
           # a\tbc
          -ocx:kitware/cmake 4.2
          +ocx:kitware/cmake 4.3

          """)
      let json = try CommandRun.of(
        words + ["--dry-run", "--json"], in: demo, environment: demo.environment, now: demoNow)
      let document = try #require(try json.json() as? [String: Any])
      let changes = try #require(document["changes"] as? [[String: String]])
      #expect(changes.map { $0["file"] } == [path])
      #expect(changes[0]["diff"]?.contains(" # \u{1b}]0;x\u{07}a\tb\u{202e}c\n") == true)
      let lost = try CommandRun.of(
        words, in: demo, environment: demo.environment, now: demoNow,
        losing: FileFailure.system(path: "standard output", number: 28, reason: "full"))
      // mise reads no file of that name, which is reported first.
      #expect(lost.errors.contains("\nwritten: weird.tool-versions\n"))
    }
  }

  @Test("undo names the file from the project that it is asked in")
  func undoElsewhere() throws {
    try withDemo { demo in
      #expect(
        try CommandRun.of("pin", "kitware/cmake@4.3.3", in: demo, now: demoNow).status == 0)
      let other = Paths.join(demo.project, "other")
      try Files.makeDirectories(other)
      try Files.writeAtomically(Paths.join(other, "mise.toml"), "[tools]\n")
      let run = try CommandRun.of(
        ["undo", "--project", other], in: demo, environment: demo.environment, now: demoNow)
      #expect(run.status == 0)
      #expect(run.output.hasPrefix("--- a/../mise.toml\n"))
    }
  }

  @Test("an answer that cannot be written still says what was done")
  func lostAnswer() throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        "pin", "kitware/cmake@4.3.3", in: demo, now: demoNow,
        losing: FileFailure.system(path: "standard output", number: 28, reason: "full"))
      #expect(run.status == 74)
      #expect(run.errors.hasPrefix("written: mise.toml\nerror: "))
      #expect(try text(demo).contains("\"4.3.3\""))
    }
  }

  @Test(
    "a pin without a version has the precision of the settings, and problems with them are reported"
  )
  func precision() throws {
    try withDemo { demo in
      try Files.writeScratch(
        Settings.path(demo.environment), "precision = \"minor\"\nnonsense = 1\n")
      let run = try CommandRun.of("pin", "ninja-build/ninja", in: demo, now: demoNow)
      #expect(run.status == 0)
      #expect(try text(demo).contains("\"ocx:ocx.sh/ninja-build/ninja\" = \"1.13\""))
      #expect(run.errors.contains("warning: ") && run.errors.contains("nonsense"))
      let exact = try CommandRun.of("pin", "ninja-build/ninja@1.12.1", in: demo, now: demoNow)
      #expect(!exact.errors.contains("nonsense"))
    }
  }

  @Test("a digest binds the pin")
  func digest() throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        "pin", "kitware/cmake@4.3", "--digest", "--dry-run", in: demo, now: demoNow)
      #expect(
        run.output.contains(
          "+\"ocx:ocx.sh/kitware/cmake\" = { version = \"4.3\", digest = \"sha256:"))
    }
  }

  @Test("a pin that another file overrides is written, with a warning")
  func shadowed() throws {
    try withDemo { demo in
      let run = try CommandRun.of("pin", "nodejs/node@24.18", in: demo, now: demoNow)
      #expect(run.status == 0)
      #expect(
        run.errors
          == """
          warning: ocx:ocx.sh/nodejs/node stays at "22" of mise.local.toml:3
          written: mise.toml

          """)
    }
  }

  @Test("a dry run says that nothing was written")
  func dryRunSaysSo() throws {
    try withDemo { demo in
      let run = try CommandRun.of("pin", "cmake@4.2", "--dry-run", in: demo, now: demoNow)
      #expect(run.errors == "would be written: mise.toml\n")
    }
  }

  /// The demo's project with these files, and the text of its `mise.toml` after a command.
  private func upgraded(
    _ words: [String], _ files: [String: String], in demo: Demo
  ) throws -> (run: CommandRun, texts: [String: String]) {
    for (name, text) in files {
      try Files.writeScratch(Paths.join(demo.project, name), text)
    }
    for name in ["mise.local.toml", "../mise.toml"] where files[name] == nil {
      try Files.removeFile(Paths.join(demo.project, name))
    }
    var environment = demo.environment
    environment.variables["MISE_CONFIG_DIR"] = Paths.join(demo.project, "global")
    let run = try CommandRun.of(words, in: demo, environment: environment, now: demoNow)
    let texts = try files.keys.map { ($0, try text(demo, $0)) }
    return (run, Dictionary(uniqueKeysWithValues: texts))
  }

  @Test("without a tool upgrade changes the project's files; with --global the others as well")
  func upgradeScope() throws {
    let files = [
      "mise.toml": "[tools]\n\"ocx:ocx.sh/golang/go\" = \"1.26.6\"\n",
      "global/config.toml": "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n",
    ]
    let go = "[tools]\n\"ocx:ocx.sh/golang/go\" = \"1.27.0\"\n"
    let cmake = "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.4\"\n"
    for (words, expected) in [
      ([], ["mise.toml": go]), (["--global"], ["mise.toml": go, "global/config.toml": cmake]),
      (["--file", "global/config.toml"], ["global/config.toml": cmake]),
      (["cmake"], ["global/config.toml": cmake]),
    ] {
      try withDemo { demo in
        try Files.makeDirectories(Paths.join(demo.project, "global"))
        let (run, texts) = try upgraded(["upgrade"] + words, files, in: demo)
        #expect(run.status == 0, "\(run.errors)")
        #expect(texts == files.merging(expected) { $1 }, "\(words)")
      }
    }
  }

  /// `--file=~/x` reaches the program unchanged.
  @Test("the home folder may be written as ~")
  func home() throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        "pin", "kitware/cmake@4.2", "--file=~/mise.toml", in: demo, now: demoNow)
      #expect(run.status == 0, "\(run.errors)")
      let path = Paths.join(demo.environment.home, "mise.toml")
      #expect(try Files.readText(path) == "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.2\"\n")
    }
  }
}
