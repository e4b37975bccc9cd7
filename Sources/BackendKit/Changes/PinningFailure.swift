/// Why a pin cannot be set, moved or taken out.
package enum PinningFailure: UserFacingError, Hashable {
  /// The package has nothing that could be pinned.
  case noVersions(ToolName)
  /// No version runs where it would be used; what the newest runs on.
  case nothingRuns(ToolName, newest: String, platforms: [String])
  /// The publisher took the version back.
  case yanked(String, of: ToolName, reason: String?, instead: String?)
  /// The file asked for does not pin the tool; another one does.
  case pinnedElsewhere(ToolName, file: String, place: String)
  /// No entry pins the tool, in the file asked for or anywhere.
  case notPinned(ToolName, file: String?, near: [String])
  /// A file was named that mise reads as neither of its kinds.
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
    case .noVersions(let tool): "\(tool) has no version that could be pinned"
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
    case .noVersions: "look at its tags"
    case .nothingRuns: "name a version to pin it all the same"
    case .yanked(_, _, _, let instead?): "the newest safe release is \(instead)"
    case .yanked(_, _, _, nil): "choose another"
    case .pinnedElsewhere(_, _, let place): "\(place) does: name that file, or none"
    case .notPinned(_, _, let near) where near.isEmpty: "list the pins"
    case .notPinned(_, _, let near): "did you mean \(near.joined(separator: ", "))?"
    case .notAConfigFile: "name a file that ends in .toml or in .tool-versions"
    }
  }
}
