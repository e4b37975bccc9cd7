import BackendKit

/// The question of how precisely and where to pin a tool.
struct PinQuestion: Sendable {
  let tool: ToolName
  /// The present request of its entry.
  let current: String?
  let scope: WriteScope
  /// The index of the entry's request in an array.
  var element: Int?
  /// The precision selected first; nil for that of the entry, else of the settings.
  var precision: PinPrecision?
  /// The version to suggest; nil for the newest.
  var version: ListedVersion?
  /// The context whose keys are named.
  let context: Context

  /// The prompt, or the reason why there is none.
  func answer(in screen: ScreenContext) -> ScreenRequest {
    let session = screen.session
    // The session reports why it refuses.
    let refused = Intent.pinNewest([], .exact, withDigest: false)
    guard session.options.refusal(of: refused) == nil else { return .ask(refused) }
    guard let record = session.index[tool] else {
      return .notify(
        .error(
          ErrorMessage(code: .notFound, message: "The index has no \(tool)."),
          KeyHint(.refresh, in: context, "fetches it")))
    }
    guard let summary = record.summary else {
      return .notify(
        .error(
          record.problem
            ?? ErrorMessage(
              message: "\(record.name) is still being read.", hint: "Try again in a moment.")))
    }
    let newest = summary.list.newest ?? summary.list.visible().last
    guard let version = version ?? newest else {
      return .notify(.error(ErrorMessage(message: "\(tool) has no version that can be pinned.")))
    }
    if let yank = version.yanked {
      let reason = yank.reason.map { ": " + $0 } ?? ""
      return .notify(
        .error(
          ErrorMessage(
            message: "\(tool.repository) \(version.version) is yanked\(reason)",
            hint: newest.map { "The newest safe release is \($0.version)." })))
    }
    return .show(.pin(prompt(for: version, newest: newest, in: screen)))
  }

  private func prompt(
    for version: ListedVersion, newest: ListedVersion?, in screen: ScreenContext
  ) -> PinPrompt {
    let session = screen.session
    var targets = session.targets.all
    if let path = scope.path, !targets.contains(where: { $0.path == path }) {
      targets.append(session.target(ofFile: path))
    }
    let target = targets.firstIndex { $0.scope == scope || $0.path == scope.path } ?? 0
    var prompt = PinPrompt(
      tool: tool, version: version, latest: newest, current: current,
      precision: precision ?? current.flatMap { PinPrecision(request: $0) } ?? screen.precision,
      targets: targets, target: target)
    prompt.element = element.map { (target, $0) }
    return prompt
  }
}

extension WriteScope {
  /// The file, if the scope names one.
  fileprivate var path: String? {
    if case .file(let path) = self { return path }
    return nil
  }
}

extension Session {
  /// The write target for the file of an entry or staged change.
  fileprivate func target(ofFile path: String) -> WriteTarget {
    let row = rows.first { $0.id.file == path }
    let item = staged.changes.first { $0.change.file == path }
    let planned = staged.plan?.files.first { $0.path == path }
    let kind = row?.pin.entry.fileKind ?? item?.change.kind
    let name =
      row?.fileName ?? planned.map { SafeText.clean($0.displayPath) }
      ?? SafeText.clean(Paths.abbreviate(path, home: options.environment.home))
    return WriteTarget(
      scope: .file(path), path: path, name: name, exists: row != nil || planned?.before != nil,
      holdsDigests: kind != .toolVersions)
  }
}
