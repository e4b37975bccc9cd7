/// One thing to change in one file: what a person stages, before any text is touched.
public struct Change: Sendable, Hashable {
  /// What to do with the entry.
  public enum Action: Sendable, Hashable {
    /// Writes the request; an entry that is there keeps its options. With a digest, the option
    /// `digest` is set to it, else it stays as it is.
    case pin(request: String, digest: Digest?)
    /// Takes the entry out.
    case unpin
  }

  /// The key as it stands in the file; a new entry gets `ocx:registry/repository`.
  public let key: String
  /// The absolute path of the file.
  public let file: String
  /// How the file is written, by which it is edited: its name does not tell that alone.
  public let kind: ConfigFile.Kind
  /// What to do.
  public let action: Action
  /// An entry that stands outside `[tools]`.
  package struct TaskPlace: Sendable, Hashable {
    /// How the file names tools.
    package let format: TaskTools.Format
    /// The task; nil in a script, which is one, and in a tool stub.
    package let name: String?
  }

  /// The place in an array of requests, or among the versions of a line; nil for the entry as a whole.
  public let index: Int?
  /// The task or tool stub that it changes instead of `[tools]`.
  package var task: TaskPlace?
  /// What the entry asked for when the change was reckoned from that, as an upgrade is, or when its
  /// place in an array was looked up: it holds for that alone. nil where it holds for any.
  package var expected: String?

  package init(
    key: String, file: String, kind: ConfigFile.Kind, action: Action, index: Int? = nil
  ) {
    self.key = key
    self.file = file
    self.kind = kind
    self.action = action
    self.index = index
  }
}
