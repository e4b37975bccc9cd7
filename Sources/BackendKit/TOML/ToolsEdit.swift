/// One thing to be done to `[tools]`.
public enum ToolsEdit: Sendable, Equatable {
  /// What becomes of an entry's `digest` option.
  public enum DigestOption: Sendable, Equatable {
    /// It stays as it is.
    case keep
    /// It is set, as `sha256:…`.
    case set(String)
    /// It is taken out.
    case drop
  }

  /// Makes an entry, or sets the request of the one that is there; its form and other options
  /// stay. `element` is the place in an array entry, nil for the first.
  case set(key: String, request: String, digest: DigestOption = .keep, element: Int? = nil)
  /// Takes an entry out, or one element of an array entry.
  case remove(key: String, element: Int? = nil)

  /// The key of the entry.
  public var key: String {
    switch self {
    case .set(let key, _, _, _), .remove(let key, _): key
    }
  }
}
