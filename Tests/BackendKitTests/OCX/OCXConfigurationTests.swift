import Testing

@testable import BackendKit

struct OCXConfigurationTests {
  private static let files = [
    "home/.ocx/config.toml": "[registry]\ndefault = \"of.home\"\n",
    "home/.config/ocx/config.toml": "[registry]\ndefault = \"of.user\"\n",
    "other.toml": "[registry]\ndefault = \"of.other\"\n",
    "broken.toml": "[registry\n",
  ]

  @Test(
    "the nearest file that names a default registry decides",
    arguments: [
      ([:], "of.home"),
      (["OCX_DEFAULT_REGISTRY": "of.variable"], "of.variable"),
      (["OCX_CONFIG": "$ROOT/other.toml"], "of.other"),
      (["OCX_CONFIG": "other.toml"], "of.other"),
      (["OCX_CONFIG": "$ROOT/broken.toml"], "of.home"),
      (["OCX_HOME": "$ROOT/empty"], "of.user"),
      (["OCX_HOME": "$ROOT/empty", "XDG_CONFIG_HOME": "$ROOT/empty"], "ocx.sh"),
      (["OCX_NO_CONFIG": "1"], "ocx.sh"),
      (["OCX_NO_CONFIG": "no"], "of.home"),
    ] as [([String: String], String)])
  func defaultRegistry(_ variables: [String: String], _ expected: String) throws {
    let scratch = try Scratch(Self.files)
    #expect(
      ToolName.defaultRegistry(environment: scratch.environment(variables)) == expected)
  }

  /// What the system's file declares of the section no other file changes.
  @Test(
    "the system's file locks the default registry",
    arguments: [
      ("[registry]\ndefault = 'of.system'\n", [:], .known("of.system")),
      ("[registry]\n", [:], .known(nil)),
      (
        "[registry]\ndefault = 'of.system'\n", ["OCX_CONFIG": "$ROOT/other.toml"],
        .known("of.system")
      ),
      ("[mirrors.x]\n", [:], .known("of.home")),
      ("[registry]\ndefault = 'of.system'\n", ["OCX_NO_CONFIG": "1"], .unknown(otherwise: nil)),
      ("[managed]\nsource = 'r/c:1'\n", [:], .unknown(otherwise: "of.home")),
      ("[managed]\nsource = 'r/c:1'\n", ["OCX_CONFIG": "$ROOT/other.toml"], .known("of.other")),
      ("[managed]\nsource = 'r/c:1'\n", ["OCX_NO_CONFIG": "1"], .known(nil)),
      ("", ["OCX_MANAGED_CONFIG": "r/c:1"], .unknown(otherwise: "of.home")),
    ] as [(String, [String: String], OCXConfiguration.Answer)])
  func systemLocks(
    system: String, variables: [String: String], answer: OCXConfiguration.Answer
  ) throws {
    let scratch = try Scratch(Self.files.merging(["etc.toml": system]) { $1 })
    #expect(
      OCXConfiguration(scratch.environment(variables), systemPath: scratch.path("etc.toml"))
        .defaultRegistry == answer)
  }

  /// The managed tier belongs to ocx, which is asked for the result.
  @Test(arguments: [
    (
      #"echo '{"schema_version":1,"version":"0.7.0","registry":"of.managed","home":"/h"}'"#,
      "of.managed"
    ),
    ("exit 78", "of.home"),
  ])
  func asksOCXWhereTheFilesCannotTell(about: String, expected: String) throws {
    let scratch = try Scratch(Self.files)
    try Files.makeDirectories(scratch.path("bin"))
    try Files.writeAtomically(
      scratch.path("bin/ocx"),
      "#!/bin/sh\ncase \"$*\" in *version) echo 0.6.5;; *) \(about);; esac\n", mode: 0o755)
    let environment = scratch.environment([
      "OCX_MANAGED_CONFIG": "r/c:1", "PATH": scratch.path("bin"),
    ])
    #expect(ToolName.defaultRegistry(environment: environment) == expected)
  }

  @Test func loweredSafeguardsAreKnown() throws {
    let scratch = try Scratch([
      "home/.ocx/config.toml": """
      [trust.sigstore]
      trusted_root = "/r.json"
      [registries."plain.example"]
      insecure = true
      [registries."good.example"]
      insecure = false
      """
    ])
    let file = scratch.path("home/.ocx/config.toml")
    #expect(
      LoweredSafeguard.all(scratch.environment()) == [
        .trustRoot(path: file, isVariable: false), .transport(["plain.example"]),
      ])
    #expect(
      LoweredSafeguard.all(
        scratch.environment([
          "OCX_NO_VERIFY": "1", "OCX_ALLOW_YANKED": "yes", "OCX_SIGSTORE_TRUSTED_ROOT": "/x",
          "OCX_INSECURE_REGISTRIES": "b:1, a:2",
        ])) == [
          .verification, .trustRoot(path: "/x", isVariable: true), .yanks,
          .transport(["a:2", "b:1", "plain.example"]),
        ])
    #expect(
      LoweredSafeguard.all(
        scratch.environment(["OCX_HOME": "$ROOT/none", "OCX_NO_VERIFY": "0"])
      ).isEmpty)
  }
}
