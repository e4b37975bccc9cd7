import Synchronization

/// Passes on the notes of one call, from any thread, and keeps the latest ones. The number is limited,
/// because a variable can make ocx trace everything.
final class NoteCollector: Sendable {
  private struct State {
    var notes: [LogNote] = []
    /// The bytes of their texts.
    var size = 0
  }

  private static let maximumNotes = 100
  /// More would hide the rest of mise's log.
  static let maximumBytes = 32 << 10

  private let state = Mutex(State())
  private let next: @Sendable (LogNote) -> Void

  init(passingTo next: @escaping @Sendable (LogNote) -> Void) { self.next = next }

  /// Adds a note, unless it is known: ocx repeats its messages at each attempt and in each call.
  func add(_ note: LogNote) {
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

  /// The member `log` of the answer; empty without notes.
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
