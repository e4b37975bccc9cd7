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
}
