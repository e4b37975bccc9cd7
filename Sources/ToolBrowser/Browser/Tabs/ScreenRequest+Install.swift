import BackendKit

extension ScreenRequest {
  /// Asks to install what pins ask for, and others. Where a tag has moved since it was installed, the
  /// person is asked first whether that is installed again.
  static func install(
    _ pins: [Pin], and others: [Installer.Item] = [], in session: Session
  ) -> [ScreenRequest] {
    let all = pins.compactMap { Installer.Item($0, force: true) }
    let moved = all.filter(\.isForced)
    let rest = all.filter { !$0.isForced } + others
    guard !moved.isEmpty, session.options.refusal(of: .install([])) == nil else {
      return [.ask(.install(rest + moved))]
    }
    let names = moved.map { "\($0.tool.repository)@\($0.version ?? "latest")" }
    var items = [
      Menu.Item(
        label: "install again", note: "replaces what is installed by what the tag names now",
        choice: .install(rest + moved))
    ]
    if !rest.isEmpty {
      items.append(
        Menu.Item(
          label: "leave it", note: "installs the others alone", choice: .install(rest)))
    }
    let title = SafeText.clean("\(names.joined(separator: ", ")) has moved since it was installed")
    return [.show(.menu(Menu(title: title, items: items)))]
  }
}
