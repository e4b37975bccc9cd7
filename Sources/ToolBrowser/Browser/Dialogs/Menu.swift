import BackendKit

/// A question with a few answers.
struct Menu: Sendable {
  enum Choice: Hashable, Sendable {
    case scope(WriteScope)
    case askForFile
    case showStaged
    /// Pins all of these with this precision.
    case pin([PinTarget], PinPrecision, withDigest: Bool)
    /// Upgrades these entries up to a level.
    case upgrade([ProjectRow.ID], UpgradeLevel)
    /// Changes nothing.
    case stay
    /// Writes this plan, with files outside of the project.
    case write(ChangePlan, agreeing: [String])
    /// Installs these.
    case install([Installer.Item])
    case quit
  }

  struct Item: Sendable {
    let label: String
    let note: String
    let choice: Choice
  }

  let title: String
  let items: [Item]
  var index = 0

  /// Whether one of the answers quits the program.
  var asksToQuit: Bool { items.contains { $0.choice == .quit } }
}

extension Menu {
  /// Performs an action.
  func answer(to action: Action?, in session: Session) -> DialogResult {
    var menu = self
    switch action {
    case .open:
      guard items.indices.contains(index) else { return .close() }
      return DialogResult(
        overlay: items[index].choice == .askForFile ? .file(FilePrompt()) : nil,
        requests: items[index].choice.requests(session))
    case .up: menu.index = (index + items.count - 1) % max(items.count, 1)
    case .down: menu.index = (index + 1) % max(items.count, 1)
    case .top: menu.index = 0
    case .bottom: menu.index = max(items.count - 1, 0)
    case .back: return asksToQuit ? .close(.quit) : .close()
    default: break
    }
    return .stay(.menu(menu))
  }
}

extension Menu.Choice {
  fileprivate func requests(_ session: Session) -> [ScreenRequest] {
    switch self {
    case .scope(let scope): [.ask(.chooseScope(scope))]
    case .askForFile, .stay: []
    case .install(let items): [.ask(.install(items))]
    case .showStaged: [.open(.staged)]
    case .write(let plan, let paths): [.ask(.agree(paths)), .ask(.write(plan))]
    case .pin(let targets, let precision, let withDigest):
      [.ask(.pinNewest(targets, precision, withDigest: withDigest))]
    case .upgrade(let rows, let level):
      [.ask(.upgrade(session.rows.filter { rows.contains($0.id) }.map(\.pin), to: level))]
    case .quit: [.quit]
    }
  }
}

extension Menu {
  /// The files that pins can be written to.
  static func targets(_ targets: WriteTargets) -> Menu {
    let items = targets.all.map { target in
      Item(label: target.fullName, note: target.note, choice: .scope(target.scope))
    }
    return Menu(
      title: "Write to",
      items: items + [Item(label: "another file", note: "", choice: .askForFile)],
      index: targets.all.firstIndex { $0.scope == targets.scope } ?? 0)
  }

  /// Whether files outside of the project are written.
  static func outside(_ files: [OutsideFile], plan: ChangePlan) -> Menu {
    let names = files.map(\.targetName).joined(separator: ", ")
    let reasons = files.map(\.reason).reduce(into: [String]()) { reasons, reason in
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    return Menu(
      title: "Write outside the project? \(names)",
      items: [
        Item(label: "Leave it", note: "nothing is written", choice: .stay),
        Item(
          label: "Write it", note: reasons.joined(separator: "; "),
          choice: .write(plan, agreeing: files.map(\.target))),
      ])
  }

  /// How precisely to pin several tools.
  ///
  /// - Parameters:
  ///   - what: the tools and the file: `3 marked tools in mise.toml`.
  ///   - holdsDigests: whether one of the files can hold a digest.
  static func precision(
    of targets: [PinTarget], what: String, holdsDigests: Bool
  ) -> Menu {
    func item(
      _ label: String, _ note: String, _ precision: PinPrecision, withDigest: Bool = false
    ) -> Item {
      Item(label: label, note: note, choice: .pin(targets, precision, withDigest: withDigest))
    }
    let digest = item("exact + digest", "4.3.2, this content only", .exact, withDigest: true)
    return Menu(
      title: "Pin \(what)",
      items: [
        item("minor line", "4.3 (follows 4.3.x)", .minor),
        item("major line", "4 (follows 4.x)", .major),
        item("exact", "4.3.2, this version only", .exact),
        item("latest", "always the newest release", .latest),
      ] + (holdsDigests ? [digest] : []))
  }
}
