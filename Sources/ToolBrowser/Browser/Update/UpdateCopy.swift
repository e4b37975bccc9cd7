import BackendKit

extension State {
  /// `ocx:tool@version` of what is under the cursor.
  mutating func copy() -> [Effect] {
    let text: String?
    switch tab {
    case .browse:
      text = selectedTool.map { record in
        let version = browse.pane == .tools ? record.summary?.latest : selectedVersion?.version
        return record.tool.key + (version.map { "@" + $0 } ?? "")
      }
    case .project:
      text = selectedRow.map { row in
        (row.tool?.key ?? row.id.key) + "@" + (row.resolved ?? row.request)
      }
    case .staged:
      text = selectedChange.map { item in
        if case .pin(let request, _) = item.change.action { return item.change.key + "@" + request }
        return item.change.key
      }
    case .log: text = nil
    }
    guard let text = text.map({ ShellWord.quoted(SafeText.clean($0)) }) else {
      status = "There is nothing here to copy."
      return []
    }
    // The second time in a row the text is shown, to be copied by hand.
    if lastCopy == text {
      lastCopy = nil
      error = ErrorMessage(
        message: text, hint: "Select it with the mouse; most terminals want Shift held for that.")
      return []
    }
    lastCopy = text
    return [.copy(text)]
  }

  /// Says where a text went, as far as that is known.
  mutating func say(_ outcome: Clipboard.Outcome, of text: String) {
    switch outcome {
    case .copied: say("Copied \(text)")
    case .sent: say("Sent to the terminal's clipboard: \(text)")
    case .unavailable:
      say(
        phrase(KeyHint(.copy, in: context, "shows it")).map {
          "Not copied, there is no clipboard: \($0)"
        }
          ?? "Not copied: there is no clipboard")
    }
  }
}
