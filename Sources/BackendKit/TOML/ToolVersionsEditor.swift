/// Edits `.tool-versions`. Everything that an edit does not need to change stays.
package enum ToolVersionsEditor {
  /// The text after the edits, made one after another.
  ///
  /// - Throws: `ToolsEditFailure.noEntry`; `.notExpressible` for options, and for names and
  ///   versions that cannot be written in such a file; `.wouldDiffer` if the result would not be
  ///   exactly what was requested.
  package static func apply(_ edits: [ToolsEdit], to bytes: [UInt8]) throws(ToolsEditFailure)
    -> [UInt8]
  {
    var bytes = bytes
    var rest = edits[...]
    while let first = rest.first {
      let file = ToolVersionsFile(bytes)
      let batch = rest.prefix(batchSize(rest, in: file))
      rest = rest.dropFirst(batch.count)
      var expected = file.tools
      var replacements: [TextReplacement] = []
      for edit in batch {
        replacements += try file.replacements(for: edit)
        apply(edit, to: &expected, of: file)
      }
      guard let new = replacements.applied(to: bytes), ToolVersionsFile(new).tools == expected
      else {
        throw .wouldDiffer(key: first.key)
      }
      bytes = new
    }
    return bytes
  }

  /// How many of the first edits can be made together, at least one: those that set different
  /// existing versions.
  private static func batchSize(_ edits: ArraySlice<ToolsEdit>, in file: ToolVersionsFile) -> Int {
    struct Target: Hashable {
      let name: [UInt8]
      let element: Int
    }
    var targets: Set<Target> = []
    let size = edits.prefix { edit in
      let name = Array(edit.key.utf8)
      guard case .set(_, _, _, let element) = edit, file.index(of: name) != nil else {
        return false
      }
      return targets.insert(Target(name: name, element: element ?? 0)).inserted
    }.count
    return max(1, size)
  }

  /// The expected result of an edit that `file` has accepted.
  private static func apply(
    _ edit: ToolsEdit, to tools: inout [ToolVersionsFile.Tool], of file: ToolVersionsFile
  ) {
    let name = Array(edit.key.utf8)
    switch edit {
    case .set(_, let request, _, let element):
      let request = Array(request.utf8)
      guard let index = file.index(of: name) else {
        return tools.append(ToolVersionsFile.Tool(name: name, versions: [request]))
      }
      if tools[index].versions.isEmpty {
        tools[index].versions = [request]
      } else {
        tools[index].versions[element ?? 0] = request
      }
    case .remove(_, let element):
      if let element, let index = file.index(of: name), tools[index].versions.count > 1 {
        tools[index].versions.remove(at: element)
      } else {
        tools.removeAll { $0.name == name }
      }
    }
  }
}
