/// Why a pin cannot be set, changed or removed.
package enum PinningFailure: UserFacingError, Hashable {
  /// The package has no version that can be pinned.
  case noVersions(ToolName)
  /// No version runs on the pin's platform; with the platforms of the newest.
  case nothingRuns(ToolName, newest: String, platforms: [String])
  /// The version is yanked.
  case yanked(String, of: ToolName, reason: String?, instead: String?)
  /// The given file does not pin the tool, but another one does.
  case pinnedElsewhere(ToolName, file: String, location: String)
  /// No entry pins the tool, in the given file or in any.
  case notPinned(ToolName, file: String?, near: [String])
  /// The given file has no name that mise reads as a configuration.
  case notAConfigFile(String)

  package var code: FailureCode {
    switch self {
    case .noVersions, .nothingRuns, .notPinned, .pinnedElsewhere: .notFound
    case .yanked: .data
    case .notAConfigFile: .usage
    }
  }

  package var message: String {
    switch self {
    case .noVersions(let tool): "\(tool) has no version that can be pinned"
    case .nothingRuns(let tool, let newest, let platforms):
      SafeText.clean(
        "no version of \(tool) runs here; \(newest) is for " + platforms.joined(separator: ", "))
    case .yanked(let version, let tool, let reason, _):
      "\(tool) \(version) is yanked" + (reason.map { ": " + SafeText.clean($0) } ?? "")
    case .pinnedElsewhere(let tool, let file, _): "\(file) does not pin \(tool)"
    case .notPinned(let tool, let file, _):
      file.map { "\($0) does not pin \(tool)" } ?? "no file of this project pins \(tool)"
    case .notAConfigFile(let file): "mise reads \(file) neither as TOML nor as .tool-versions"
    }
  }

  package var remedy: Remedy? {
    switch self {
    case .noVersions(let tool): .listVersions(of: tool.description, all: true)
    case .yanked(_, let tool, _, nil): .listVersions(of: tool.description, all: false)
    case .notPinned(_, _, let near) where near.isEmpty: .listPins
    default: nil
    }
  }

  package var hint: String? {
    switch self {
    case .noVersions: "to see its tags"
    case .nothingRuns: "name a version to pin it anyway"
    case .yanked(_, _, _, let instead?): "the newest safe release is \(instead)"
    case .yanked(_, _, _, nil): "choose another"
    case .pinnedElsewhere(_, _, let location): "\(location) does: name that file, or none"
    case .notPinned(_, _, let near) where near.isEmpty: "list the pins"
    case .notPinned(_, _, let near): "did you mean \(near.joined(separator: ", "))?"
    case .notAConfigFile: "name a file that ends in .toml or .tool-versions"
    }
  }
}
