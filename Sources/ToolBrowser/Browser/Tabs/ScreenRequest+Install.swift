import BackendKit

extension ScreenRequest {
  /// Requests the install of pins and of other items. If a tag has moved since it was installed,
  /// first asks whether to install it again.
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
        label: "install again", note: "replaces it with what the tag points to now",
        choice: .install(rest + moved))
    ]
    if !rest.isEmpty {
      items.append(
        Menu.Item(
          label: "leave it", note: "installs only the others", choice: .install(rest)))
    }
    let title = SafeText.clean("\(names.joined(separator: ", ")) has moved since it was installed")
    return [.show(.menu(Menu(title: title, items: items)))]
  }
}
