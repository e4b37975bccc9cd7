import BackendKit

/// The checks of `doctor` that concern mise and its plugin.
struct PluginCheck {
  let environment: Environment
  let cancellation: Cancellation

  /// Whether mise is installed, in a version that supports the plugin.
  func mise() -> DoctorReport.Check {
    guard let mise = MiseProgram.locate(environment) else {
      return .init(
        "mise", .attention, "not on PATH",
        hint: "browsing and pinning work; to install tools through mise: https://mise.jdx.dev")
    }
    guard let version = mise.version(environment, cancellation: cancellation) else {
      return .init(
        "mise", .attention, "\(mise.path) does not report its version",
        hint: "check whether it runs: mise --version")
    }
    let found = "\(version) at \(mise.path)"
    guard let limit = Self.limit(of: version, environment) else {
      return .init("mise", .good, found)
    }
    return .init("mise", .attention, "\(found): \(limit.cause)", hint: limit.fix)
  }

  /// Why the plugin does not work with a version of mise, and the fix; nil if it works.
  static func limit(
    of version: String, _ environment: Environment
  ) -> (cause: String, fix: String)? {
    switch MiseSupport(version: version) {
    case .full: nil
    case .experimental where isExperimental(environment): nil
    case .experimental:
      (
        "the plugin needs mise's setting experimental in this version",
        "mise settings experimental=true, or: mise self-update"
      )
    case .none:
      ("too old for the plugin, which needs \(MiseSupport.oldest)", "mise self-update")
    }
  }

  private static func isExperimental(_ environment: Environment) -> Bool {
    if environment["MISE_EXPERIMENTAL"] != nil { return environment.isTrue("MISE_EXPERIMENTAL") }
    return MiseProject.discover(
      directory: environment.workingDirectory, environment: environment
    ).isExperimental
  }

  /// Which plugin mise has, where it came from, and which program it calls.
  func plugin() -> DoctorReport.Check {
    let installation = PluginInstallation(environment: environment, version: Program.version)
    let plugin = installation.plugin
    guard let origin = plugin.origin else {
      return .init(
        "plugin", .attention, "not installed in \(plugin.directory)",
        hint: Remedy.installPlugin.command)
    }
    guard plugin.isBackend else {
      return .init(
        "plugin", .attention, "\(plugin.directory) is not a backend plugin",
        hint: "mise plugin uninstall \(MisePlugin.name), then \(Remedy.installPlugin.command)")
    }
    if case .program = origin, !installation.isCurrent {
      return .init(
        "plugin", .attention,
        "\(described(plugin, origin)) belongs to another version of this program",
        hint: Remedy.installPlugin.command)
    }
    return check(plugin, origin)
  }

  /// A plugin that works, and the program that it calls.
  private func check(
    _ plugin: MisePlugin, _ origin: MisePlugin.Origin
  ) -> DoctorReport.Check {
    let described = described(plugin, origin)
    guard let program = PluginProgram.find(for: plugin, environment) else {
      return .init(
        "plugin", .attention, "\(described), does not find \(PluginProgram.name)",
        hint: bindingFix(origin))
    }
    guard let version = version(of: program) else {
      return .init(
        "plugin", .attention, "\(described), calls \(name(program)), which does not run",
        hint: program.source == .variable
          ? "name the program in \(PluginProgram.variable), or unset it" : bindingFix(origin))
    }
    let found = "\(described), calls \(name(program)), version \(version)"
    guard let own = plugin.version, !Self.fit(own, version) else {
      return .init("plugin", .good, found)
    }
    return .init(
      "plugin", .attention, "\(found): the versions are not compatible", hint: versionFix(origin))
  }

  private func described(_ plugin: MisePlugin, _ origin: MisePlugin.Origin) -> String {
    let version = plugin.version.map { ", version \($0)" } ?? ""
    let source =
      switch origin {
      case .program, .unknown: ""
      case .git: ", from git"
      case .link(let target): ", a link to \(SafeText.clean(target))"
      }
    return plugin.directory + source + version
  }

  private func name(_ program: PluginProgram) -> String {
    let source =
      switch program.source {
      case .binding: ""
      case .path: " on PATH"
      case .variable: " that \(PluginProgram.variable) names"
      }
    return SafeText.clean(program.path) + source
  }

  private func version(of program: PluginProgram) -> String? {
    guard Files.isExecutable(program.path) else { return nil }
    let own = try? Files.resolveLinks(Executable.path(environment: environment))
    if let own, (try? Files.resolveLinks(program.path)) == own { return Program.version }
    return program.version(environment, cancellation: cancellation)
  }

  /// Whether the versions of plugin and program are compatible: they must have the same minor
  /// version.
  private static func fit(_ plugin: String, _ program: String) -> Bool {
    plugin.split(separator: ".").prefix(2) == program.split(separator: ".").prefix(2)
  }

  private func bindingFix(_ origin: MisePlugin.Origin) -> String {
    if case .program = origin { return Remedy.installPlugin.command }
    return "put \(PluginProgram.name) on PATH, or name it in \(PluginProgram.variable)"
  }

  private func versionFix(_ origin: MisePlugin.Origin) -> String {
    switch origin {
    case .program: Remedy.installPlugin.command
    case .git: "mise plugins update \(MisePlugin.name), and upgrade the program"
    case .link, .unknown:
      "mise plugin uninstall \(MisePlugin.name), then \(Remedy.installPlugin.command)"
    }
  }
}
