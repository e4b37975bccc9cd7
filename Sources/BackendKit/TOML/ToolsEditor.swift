/// Edits `[tools]` of a mise TOML file: every byte that an edit does not need stays (design D4).
public enum ToolsEditor {
  /// The text after the edits, made one after the other.
  ///
  /// After each, the text is read anew and compared with what was asked; nothing is given back
  /// where it says anything else.
  ///
  /// - Throws: `ToolsEditFailure.malformed` where the text does not parse; the others where an
  ///   edit does not fit.
  public static func apply(_ edits: [ToolsEdit], to bytes: [UInt8]) throws(ToolsEditFailure)
    -> [UInt8]
  {
    var text: TOMLText
    do throws(TOMLFailure) {
      text = try TOMLText(bytes)
    } catch {
      throw .malformed(error)
    }
    for edit in edits {
      let expected = try ToolsModel.after(edit, text.document.root)
      do throws(TOMLFailure) {
        try ToolsEditor.apply(edit, to: &text)
      } catch {
        // Our own new text is not TOML: a form that we do not master.
        throw .wouldDiffer(key: edit.key)
      }
      guard ToolsModel.withoutEmptyTools(text.document.root) == expected else {
        throw .wouldDiffer(key: edit.key)
      }
    }
    return text.bytes
  }

  /// Changes the text alone: what can be refused was refused when `ToolsModel` was asked.
  private static func apply(_ edit: ToolsEdit, to text: inout TOMLText) throws(TOMLFailure) {
    let entry = text.document.root["tools"]?.table?.entry(edit.key)
    switch edit {
    case .set(let key, let request, let digest, let element):
      guard let entry else {
        return try text.addTool(key, value: newValue(request, digest))
      }
      try text.set(entry.value, element: element, key: key, request: request, digest: digest)
    case .remove(let key, let element):
      if let element, let elements = entry?.value.array, elements.count > 1 {
        try text.removeElement(element, of: elements, key: key)
      } else {
        try text.removeTool(key, element: nil)
      }
    }
  }

  static func newValue(
    _ request: String, _ digest: ToolsEdit.DigestOption, like original: ArraySlice<UInt8> = []
  ) -> [UInt8] {
    let request = TOMLWriting.string(request, like: original)
    guard case .set(let digest) = digest else { return request }
    return Array("{ version = ".utf8) + request + Array(", digest = ".utf8)
      + TOMLWriting.basic(digest) + Array(" }".utf8)
  }
}
