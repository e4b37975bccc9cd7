/// A change of one entry in one file, before it is planned.
public struct Change: Sendable, Hashable {
  /// What to do with the entry.
  public enum Action: Sendable, Hashable {
    /// Writes the request. An existing entry keeps its options. With a digest, the option `digest`
    /// is set to it; otherwise it is unchanged.
    case pin(request: String, digest: Digest?)
    /// Removes the entry.
    case unpin
  }

  /// The key as it is written in the file; a new entry gets `ocx:registry/repository`.
  public let key: String
  /// The absolute path of the file.
  public let file: String
  /// The format of the file, which decides how it is edited. It does not follow from the name
  /// alone.
  public let kind: ConfigFile.Kind
  /// What to do.
  public let action: Action
  /// An entry outside of `[tools]`.
  package struct TaskLocation: Sendable, Hashable {
    /// The format in which the file lists tools.
    package let format: TaskTools.Format
    /// The task; nil in a script, which is itself a task, and in a tool stub.
    package let name: String?
  }

  /// The index in an array of requests, or among the versions of a line; nil for the whole entry.
  public let index: Int?
  /// The task or tool stub to change instead of `[tools]`.
  package var task: TaskLocation?
  /// The request of the entry that the change is based on. It is set for an upgrade, and if the entry
  /// was chosen by its index in an array: the change then applies only to that request. nil if it
  /// applies to any.
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
