/// Why a text is not a valid identifier. The cases follow OCX's own kinds (docs/ocx.md §1), plus
/// those that OCX leaves to its callers: tags and platforms.
public enum IdentifierFailure: UserFacingError, Hashable {
  /// The text is empty.
  case empty(String)
  /// A repository with upper-case letters.
  case uppercaseRepository(String)
  /// A repository of more than 255 bytes.
  case repositoryTooLong(String)
  /// A digest with an unknown algorithm, a wrong length or invalid digits.
  case digestInvalid(String)
  /// Any other violation of the grammar.
  case invalidFormat(String)
  /// A `.` or `..` as a path segment.
  case directoryTraversal(String)
  /// A tag that no registry accepts, or that is a path.
  case tagInvalid(tag: String, in: String)
  /// A tag or a digest where only the name of a tool is expected.
  case unexpectedVersion(String)
  /// Not of the form `os/architecture[/variant][+feature,feature]` or `any`.
  case platformInvalid(String)

  /// A bad name, on the command line or in a file, is a usage error (64).
  public var code: FailureCode { .usage }

  /// One line, in OCX's own words if it has any.
  public var message: String {
    switch self {
    case .empty(let text): "invalid identifier '\(text)': identifier cannot be empty"
    case .uppercaseRepository(let text):
      "invalid identifier '\(text)': repository must be lowercase"
    case .repositoryTooLong(let text):
      "invalid identifier '\(text)': repository exceeds 255-character limit"
    case .digestInvalid(let text): "invalid identifier '\(text)': invalid digest format"
    case .invalidFormat(let text): "invalid identifier '\(text)': invalid format"
    case .directoryTraversal(let text):
      "invalid identifier '\(text)': identifier must not use '.' or '..' as a path segment"
    case .tagInvalid(let tag, let text): "invalid identifier '\(text)': '\(tag)' is not a tag"
    case .unexpectedVersion(let text):
      "invalid tool '\(text)': a tag or digest is not allowed here"
    case .platformInvalid(let text): "invalid platform '\(text)'"
    }
  }

  /// An example or a description of a valid value.
  public var hint: String? {
    switch self {
    case .empty: "name a tool as [registry/]namespace/name, such as ocx.sh/kitware/cmake"
    case .uppercaseRepository(let text): "use lower case: \(text.lowercased())"
    case .repositoryTooLong: "a repository has at most 255 bytes"
    case .digestInvalid:
      "a digest is sha256:, sha384: or sha512: and exactly 64, 96 or 128 hexadecimal digits"
    case .invalidFormat:
      "name a tool as [registry/]namespace/name; segments consist of a-z, 0-9, '.', '_' and '-'"
    case .directoryTraversal: "remove the segments '.' and '..'"
    case .tagInvalid:
      "a tag is 1 to 128 of A-Z, a-z, 0-9, '_', '.' and '-', and does not begin with '.' or '-'"
    case .unexpectedVersion: "remove what follows the name, or write TOOL@VERSION"
    case .platformInvalid: "a platform is os/architecture, such as linux/amd64, or any"
    }
  }
}
