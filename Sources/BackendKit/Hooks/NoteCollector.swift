import Synchronization

/// Keeps the notes of one call, from any thread, and passes each on: the latest ones, for a
/// variable can have ocx trace all that it does.
final class NoteCollector: Sendable {
  private struct State {
    var notes: [LogNote] = []
    /// The bytes of their texts.
    var size = 0
  }

  private static let maximumNotes = 100
  /// What a log of mise can take without hiding the rest.
  static let maximumBytes = 32 << 10

  private let state = Mutex(State())
  private let next: @Sendable (LogNote) -> Void

  init(passingTo next: @escaping @Sendable (LogNote) -> Void) { self.next = next }

  /// Takes a note once: ocx repeats itself at each try, and from call to call.
  func take(_ note: LogNote) {
    let isNew = state.withLock { state in
      if state.notes.contains(note) { return false }
      state.notes.append(note)
      state.size += note.text.utf8.count
      while state.notes.count > Self.maximumNotes || state.size > Self.maximumBytes {
        state.size -= state.notes.removeFirst().text.utf8.count
      }
      return true
    }
    if isNew { next(note) }
  }

  /// `log`, where there is anything to say.
  var members: [(String, JSONValue)] {
    let lines = state.withLock { state in
      state.notes.map { note -> JSONValue in
        switch note {
        case .warning(let text): ["level": "warn", "message": .string(text)]
        case .progress(let text): ["level": "info", "message": .string(text)]
        }
      }
    }
    return lines.isEmpty ? [] : [("log", .array(lines))]
  }
}
