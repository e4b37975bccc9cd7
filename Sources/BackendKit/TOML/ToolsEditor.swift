/// Edits `[tools]` of a mise TOML file. Everything that an edit does not need to change stays.
package enum ToolsEditor {
  /// The text after the edits, made one after another.
  ///
  /// The new text is parsed again. If the result is not exactly what was requested, nothing is
  /// returned.
  ///
  /// - Throws: `ToolsEditFailure.malformed` if the text does not parse; the other cases if an edit
  ///   cannot be made.
  package static func apply(_ edits: [ToolsEdit], to bytes: [UInt8]) throws(ToolsEditFailure)
    -> [UInt8]
  {
    var document: TOMLDocument
    do throws(TOMLFailure) {
      document = try TOMLDocument(parsing: bytes)
    } catch {
      throw .malformed(error)
    }
    var rest = edits[...]
    while let first = rest.first {
      let batch = rest.prefix(batchSize(rest, in: document))
      rest = rest.dropFirst(batch.count)
      let expected = try ToolsModel.after(batch, document.root)
      guard let edited = apply(batch, to: document),
        ToolsModel.withoutEmptyTools(edited.root) == expected
      else {
        throw .wouldDiffer(key: first.key)
      }
      document = edited
    }
    return document.bytes
  }

  /// How many of the first edits can be made together, at least one: those that set different
  /// existing entries. This way an upgrade of many entries parses the text only twice.
  private static func batchSize(_ edits: ArraySlice<ToolsEdit>, in document: TOMLDocument) -> Int {
    struct Target: Hashable {
      let key: TOMLName
      let element: Int
    }
    let tools = document.root["tools"]?.table
    var targets: Set<Target> = []
    let size = edits.prefix { edit in
      guard case .set(let key, _, _, let element) = edit, tools?.entry(key) != nil else {
        return false
      }
      return targets.insert(Target(key: TOMLName(key), element: element ?? 0)).inserted
    }.count
    return max(1, size)
  }

  /// The document after a batch; nil if an edit has no safe form.
  private static func apply(_ batch: ArraySlice<ToolsEdit>, to document: TOMLDocument)
    -> TOMLDocument?
  {
    var replacements: [TextReplacement] = []
    for edit in batch {
      switch edit {
      case .set(let key, let request, let digest, let element):
        guard let value = document.root["tools"]?.table?[key] else {
          return document.replacing(document.addition(of: key, request: request, digest: digest))
        }
        replacements += document.setting(request, digest: digest, of: value, element: element)
      case .remove(let key, let element):
        return document.removing(key, element: element)
      }
    }
    return document.replacing(replacements)
  }
}
