import BackendKit

/// A file or a pin that a command skips because it cannot be checked.
struct SkippedItem: UserFacingError, Equatable {
  let code: FailureCode
  /// The location, then the cause.
  let message: String
  let hint: String?

  /// A file that cannot be read; nil if it was read.
  init?(_ file: ConfigFile, of project: MiseProject) {
    guard let problem = ErrorMessage(file, of: project) else { return nil }
    (code, message, hint) = (problem.code, problem.message, problem.commandHint)
  }

  /// A file outside of the project that is left as it is.
  init(_ failure: OutsideFailure) {
    (code, message, hint) = (failure.code, failure.message, failure.commandHint)
  }

  /// A reason why mise would fail.
  init(_ refusal: MiseRefusal) {
    (code, message, hint) = (refusal.code, refusal.message, refusal.commandHint)
  }

  /// A pin whose newest version is unknown; nil if it is known, or if the request does not name a
  /// release: a folder, the system's own, content by digest or tag.
  init?(_ pin: Pin, of project: MiseProject) {
    guard pin.upgrades?.isEmpty != false else { return nil }
    self.init(unresolved: pin, of: project)
  }

  /// A pin whose version is unknown; nil if it is known, or if the request does not name a release.
  init?(unresolved pin: Pin, of project: MiseProject) {
    guard let cause = Self.cause(pin) else { return nil }
    self.init(
      code: cause.code, cause: cause.message, hint: cause.hint, pin: pin, project: project)
  }

  /// A pin that the command skips for its own reason.
  init(
    code: FailureCode, cause: String, hint: String?, pin: Pin, project: MiseProject
  ) {
    let location = "\(project.displayPath(pin.entry.file)):\(pin.entry.line)"
    self.code = code
    message = "\(location) \(pin.entry.key): \(cause)"
    self.hint = hint
  }

  /// The files of a project that cannot be read.
  static func files(of project: MiseProject) -> [SkippedItem] {
    (project.files + project.taskTools().problems).compactMap { SkippedItem($0, of: project) }
  }

  private static func cause(_ pin: Pin) -> (code: FailureCode, message: String, hint: String?)? {
    let entry = pin.entry
    if let problem = entry.problem { return (.data, problem, "fix the entry") }
    if entry.isTemplate {
      return (.data, "a template, which only mise can evaluate", nil)
    }
    switch MiseRequest(entry.resolvedRequest) {
    case .path, .system, .reference: return nil
    default: break
    }
    if let failure = pin.failure { return (failure.code, failure.message, failure.commandHint) }
    guard let tool = entry.tool else { return (.data, "not the name of a tool", "fix the entry") }
    guard pin.resolved == nil else { return nil }
    return (
      .notFound, "no version matches \"\(entry.resolvedRequest)\"",
      "list them: " + Remedy.listVersions(of: tool.description, all: false).command
    )
  }
}

extension InstallSelection {
  /// The pins that are left out because of an error. Those that were only not reinstalled are
  /// reported at once.
  func skippedItems(of project: MiseProject, _ output: Output) -> [SkippedItem] {
    skipped.compactMap { skipped in
      let pin = skipped.pin
      switch skipped.reason {
      case .yanked:
        return SkippedItem(
          code: .data, cause: "yanked, so it is not installed",
          hint: "to replace it: \(Program.name) \(UpgradeCommand.name)", pin: pin, project: project)
      case .unknown: return SkippedItem(unresolved: pin, of: project)
      case .elsewhere:
        return SkippedItem(
          code: .notFound, cause: pin.elsewhereText ?? "does not run here",
          hint: "pin a version that runs here", pin: pin,
          project: project)
      case .moved:
        let name = "\(pin.entry.key) \(pin.resolved ?? pin.entry.request)"
        let command =
          "\(Program.name) \(InstallCommand.name) \(ShellWord.quoted(pin.entry.key))"
        output.standardError(
          SafeText.clean(
            "left: \(name) has moved since it was installed; to reinstall it: \(command)")
            + "\n")
        return nil
      }
    }
  }
}
