/// One edit of `[tools]`.
package enum ToolsEdit: Sendable, Equatable {
  /// Adds an entry, or sets the request of an existing one, whose form and other options stay.
  /// `digest`, as `sha256:…`, sets that option; nil leaves it unchanged. `element` is the index in
  /// an array entry; nil means the first.
  case set(key: String, request: String, digest: String? = nil, element: Int? = nil)
  /// Removes an entry, or one element of an array entry.
  case remove(key: String, element: Int? = nil)

  /// The key of the entry.
  package var key: String {
    switch self {
    case .set(let key, _, _, _), .remove(let key, _): key
    }
  }
}
