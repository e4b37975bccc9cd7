/// The user's settings from `$XDG_CONFIG_HOME/ocx-mise-tui/config.toml`. A setting that is missing
/// or invalid has its default; invalid ones are listed in `problems`.
package struct Settings: Sendable {
  /// The name of a colour theme, which the caller checks.
  package var theme: String?
  /// Whether to draw with ASCII only.
  package var ascii: Bool?
  /// Whether to react to clicks and the wheel.
  package var mouse: Bool?
  /// Whether to write and install nothing.
  package var readOnly: Bool?
  /// How many installs run at a time, at least 1.
  package var jobs: Int?
  /// The platforms that the project must support, in OCX's notation.
  package var platforms: [Platform] = []
  /// Whether an install may share large files with the OCX store by hard links.
  package var hardLinks = true
  /// How precisely a tool is pinned if no version is given.
  package var precision = PinPrecision.exact
  /// `[keys]`: actions and the keys that they are bound to.
  package var keys: [KeySetting] = []
  /// The parts of the file that have no effect, in the order of the file.
  package var problems: [SettingsProblem] = []

  package init() {}
}

/// One line of `[keys]`.
package struct KeySetting: Hashable, Sendable {
  /// The name of the action.
  package let action: String
  /// The keys as written; empty for none.
  package let keys: [String]
  /// Its location in the file.
  package let line: Int
  package let column: Int
}

/// A part of the settings file that has no effect, and why.
package struct SettingsProblem: UserFacingError, Hashable {
  /// The file, with `~` for the home folder, and the line and column if known.
  package let location: String
  package let reason: String
  package let hint: String?

  package init(location: String, reason: String, hint: String? = nil) {
    self.location = location
    self.reason = reason
    self.hint = hint
  }

  package var code: FailureCode { .configuration }
  package var message: String { "\(location): \(reason)" }
}

extension Settings {
  /// The path of the file, whether it exists or not.
  package static func path(_ environment: Environment) -> String {
    Paths.join(XDGFolders.configuration(environment), "config.toml")
  }

  /// The path as shown in problems.
  package static func displayPath(_ environment: Environment) -> String {
    Paths.abbreviate(path(environment), home: environment.home)
  }

  /// Reads the file. Without one, every setting has its default.
  package static func load(_ environment: Environment) -> Settings {
    let path = path(environment)
    guard Files.exists(path) else { return Settings() }
    var reader = SettingsReader(file: displayPath(environment))
    do {
      reader.read(try TOMLDocument(parsing: try Files.read(path)).root)
    } catch let failure as TOMLFailure {
      reader.refuse(failure.line, failure.column, failure.reason, hint: nil)
    } catch {
      let failure = error as? any UserFacingError
      reader.settings.problems.append(
        SettingsProblem(
          location: reader.file, reason: failure?.message ?? "\(error)", hint: failure?.hint))
    }
    return reader.settings
  }
}

/// The names of the settings.
package enum SettingName: String, CaseIterable, Sendable {
  case theme, ascii, mouse
  case readOnly = "read_only"
  case jobs, platforms
  case hardLinks = "hard_links"
  case precision, keys
}

extension Settings {
  /// The largest number of concurrent installs.
  package static let maximumJobs: Int64 = 64
}
