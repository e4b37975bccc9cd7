import BackendKit

extension Tab {
  /// `ocx:tool@version` of the selected line, quoted for a shell; nil if there is nothing to copy.
  func copiedText(in state: State) -> String? {
    let text: String?
    switch self {
    case .browse:
      text = state.selectedTool.map { record in
        let isTool = state.browse.pane == .tools
        let version = isTool ? record.summary?.latest : state.selectedVersion?.version
        return record.tool.key + (version.map { "@" + $0 } ?? "")
      }
    case .project:
      text = state.selectedRow.map { row in
        (row.tool?.key ?? row.id.key) + "@" + (row.resolved ?? row.request)
      }
    case .staged:
      text = state.selectedChange.map { item in
        item.change.key + (item.change.request.map { "@" + $0 } ?? "")
      }
    case .log: text = nil
    }
    return text.map { ShellWord.quoted(SafeText.clean($0)) }
  }
}
