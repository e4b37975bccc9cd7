/// Why a text is no identifier. The cases follow OCX's own kinds (docs/ocx.md §1), plus those
/// that OCX leaves to its callers: tags and platforms.
public enum IdentifierFailure: UserFacingError, Hashable {
  /// Nothing was given.
  case empty(String)
  /// A registry and repository in capitals.
  case uppercaseRepository(String)
  /// More than 255 bytes of repository.
  case repositoryTooLong(String)
  /// A digest of another algorithm, length or alphabet.
  case digestInvalid(String)
  /// Anything else that the grammar has no place for.
  case invalidFormat(String)
  /// A `.` or `..` as a path segment.
  case directoryTraversal(String)
  /// A tag that no registry would take, or that is a path.
  case tagInvalid(tag: String, in: String)
  /// A tag or a digest where only the name of a tool is meant.
  case unexpectedVersion(String)
  /// No platform of the form `os/architecture[/variant][+feature,feature]` or `any`.
  case platformInvalid(String)

  /// A bad name on the command line or in a file is a matter of usage (64).
  public var code: FailureCode { .usage }

  /// One line, in OCX's own words where it has any.
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
    case .tagInvalid(let tag, let text): "invalid identifier '\(text)': '\(tag)' is no tag"
    case .unexpectedVersion(let text):
      "invalid tool '\(text)': a tool is named without tag or digest"
    case .platformInvalid(let text): "invalid platform '\(text)'"
    }
  }

  /// What a right one looks like.
  public var hint: String? {
    switch self {
    case .empty: "name a tool as [registry/]namespace/name, such as ocx.sh/kitware/cmake"
    case .uppercaseRepository(let text): "write it in lower case: \(text.lowercased())"
    case .repositoryTooLong: "a repository has at most 255 bytes"
    case .digestInvalid:
      "a digest is sha256:, sha384: or sha512: and exactly 64, 96 or 128 hexadecimal digits"
    case .invalidFormat:
      "name a tool as [registry/]namespace/name; segments are of a-z, 0-9, '.', '_' and '-'"
    case .directoryTraversal: "leave the segments '.' and '..' out"
    case .tagInvalid:
      "a tag is 1 to 128 of A-Z, a-z, 0-9, '_', '.' and '-', and begins with none of '.' and '-'"
    case .unexpectedVersion: "leave out what stands after the name, or write TOOL@VERSION"
    case .platformInvalid: "a platform is os/architecture, such as linux/amd64, or any"
    }
  }
}
