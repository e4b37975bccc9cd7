import BackendKit

/// `complete -- WORD …`: called by the scripts of `completions`. The last word is the one to
/// complete. A failure completes nothing: a shell cannot show its message.
struct CompleteCommand: Command, Equatable {
  var words: [String] = []

  static let name = "complete"
  static let declaration = CommandDeclaration<Self>(
    summary: "candidates for the last word, for completion scripts",
    discussion: [
      "One candidate a line, with a note after a tab if there is one; or :files or :directories if"
        + " the shell completes those itself."
    ],
    argument: .many(\.words, "WORD", "the words after the program's name, after --"),
    isForPrograms: true)

  func run(_ context: CommandContext) throws -> Int32 {
    let point = context.catalog.completionPoint(in: words)
    let candidates: [CompletionCandidate]
    switch point.kind {
    case .nothing, .command: return 0
    case .file:
      try context.output.standardOutput(":files\n")
      return 0
    case .directory:
      try context.output.standardOutput(":directories\n")
      return 0
    case .choice(let choices):
      candidates = choices.map {
        CompletionCandidate($0, note: note(on: $0, at: point, in: context))
      }
    case .dynamic(let source):
      candidates = CompletionSources(point: point, caller: context).candidates(from: source)
    }
    let lines = candidates.filter { $0.text.hasPrefix(point.typed) && $0.isPlain }
      .map { point.lead + $0.line + "\n" }
    try context.output.standardOutput(lines.joined())
    return 0
  }

  /// What help says about an option or a command.
  private func note(
    on word: String, at point: CompletionPoint, in context: CommandContext
  ) -> String? {
    if word.hasPrefix("--") {
      return context.catalog.optionsByName[String(word.dropFirst(2))]?.summary
    }
    guard let before = point.commandWords else { return nil }
    return context.catalog.command(named: (before + [word]).joined(separator: " "))?.summary
  }
}

/// A candidate at the cursor, with a note for shells that show one.
struct CompletionCandidate: Equatable {
  let text: String
  var note: String?

  init(_ text: String, note: String? = nil) {
    self.text = text
    self.note = note
  }

  /// Whether a shell reads it as one word without quotes. Names from files may need quotes, and
  /// candidates must be safe to insert.
  var isPlain: Bool { ShellWord.quoted(text) == text }

  var line: String {
    text + (note.map { "\t" + SafeText.clean($0) } ?? "")
  }
}
