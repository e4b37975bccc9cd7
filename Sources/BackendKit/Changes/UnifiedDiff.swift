/// The difference between two texts in the format of `diff -u`: three lines of context, and a note
/// if the last line has no end.
public struct UnifiedDiff: Sendable, Hashable {
  /// One line of the diff.
  public struct Line: Sendable, Hashable {
    /// The kind of a line.
    public enum Kind: Sendable, Hashable {
      /// `---` or `+++` and a name.
      case header
      /// `@@ -7,3 +7,4 @@`.
      case hunk
      /// In both.
      case context
      /// In the old text only.
      case removed
      /// In the new text only.
      case added
      /// `\ No newline at end of file`.
      case note
    }

    /// Its kind.
    public let kind: Kind
    /// The line number in the old text, from 1; nil if it is not there.
    public let old: Int?
    /// The line number in the new text, from 1; nil if it is not there.
    public let new: Int?
    /// The line without its sign and end, with invalid UTF-8 replaced.
    public let text: String

    /// The line with its sign, as `diff -u` writes it.
    public var written: String {
      switch kind {
      case .header, .hunk, .note: text
      case .context: " " + text
      case .removed: "-" + text
      case .added: "+" + text
      }
    }
  }

  /// The lines; empty if the texts are equal.
  public let lines: [Line]

  /// The whole diff, each line with its end.
  public var text: String { lines.map { $0.written + "\n" }.joined() }

  /// Compares two texts. nil means that there is no file, which is named `/dev/null`.
  package static func between(
    old: [UInt8]?, new: [UInt8]?, oldName: String, newName: String
  ) -> UnifiedDiff {
    guard old != new else { return UnifiedDiff(lines: []) }
    let before = TextLines(old ?? [])
    let after = TextLines(new ?? [])
    let script = LineComparison.edits(from: before.lines, to: after.lines)
    var lines: [Line] = [
      Line(kind: .header, old: nil, new: nil, text: "--- " + (old == nil ? "/dev/null" : oldName)),
      Line(kind: .header, old: nil, new: nil, text: "+++ " + (new == nil ? "/dev/null" : newName)),
    ]
    for hunk in hunks(of: script) {
      lines += written(script[hunk], before: before, after: after)
    }
    return UnifiedDiff(lines: lines)
  }

  private static let context = 3

  /// The shown ranges of the script: changes with their context. Ranges that touch are merged.
  private static func hunks(of script: [LineComparison.Edit]) -> [Range<Int>] {
    var hunks: [Range<Int>] = []
    for index in script.indices where !script[index].isKept {
      let start = max(index - context, 0)
      let end = min(index + context + 1, script.count)
      if let last = hunks.last, start <= last.upperBound {
        hunks[hunks.count - 1] = last.lowerBound..<max(end, last.upperBound)
      } else {
        hunks.append(start..<end)
      }
    }
    return hunks
  }

  private static func written(
    _ edits: ArraySlice<LineComparison.Edit>, before: TextLines, after: TextLines
  ) -> [Line] {
    var body: [Line] = []
    for edit in edits {
      switch edit {
      case .keep(let old, let new):
        body.append(Line(kind: .context, old: old + 1, new: new + 1, text: before.text(old)))
        if before.isUnended(old) { body.append(note) }
      case .remove(let old, _):
        body.append(Line(kind: .removed, old: old + 1, new: nil, text: before.text(old)))
        if before.isUnended(old) { body.append(note) }
      case .insert(let new, _):
        body.append(Line(kind: .added, old: nil, new: new + 1, text: after.text(new)))
        if after.isUnended(new) { body.append(note) }
      }
    }
    let old = range(body.compactMap(\.old), before: edits.first?.oldPlace ?? 0)
    let new = range(body.compactMap(\.new), before: edits.first?.newPlace ?? 0)
    return [Line(kind: .hunk, old: nil, new: nil, text: "@@ -\(old) +\(new) @@")] + body
  }

  private static let note = Line(
    kind: .note, old: nil, new: nil, text: "\\ No newline at end of file")

  /// As `diff -u` writes ranges: a count of 1 is omitted, an empty range names the line before.
  private static func range(_ numbers: [Int], before: Int) -> String {
    guard let first = numbers.first else { return "\(before),0" }
    return numbers.count == 1 ? "\(first)" : "\(first),\(numbers.count)"
  }
}

/// The lines of a text with their ends, so that a changed line end is a changed line.
struct TextLines {
  let lines: [ArraySlice<UInt8>]

  init(_ bytes: [UInt8]) {
    lines = bytes.split(afterEach: UInt8(ascii: "\n"))
  }

  /// Whether the line is the last one and has no end.
  func isUnended(_ index: Int) -> Bool { lines[index].last != UInt8(ascii: "\n") }

  /// The line without its line feed. A carriage return stays, because it may be the change.
  func text(_ index: Int) -> String {
    let line = lines[index]
    return String(decoding: isUnended(index) ? line : line.dropLast(), as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate func split(afterEach end: UInt8) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start = startIndex
    while start < endIndex {
      let stop = self[start...].firstIndex(of: end).map { $0 + 1 } ?? endIndex
      parts.append(self[start..<stop])
      start = stop
    }
    return parts
  }
}
