/// What an index says of one package (docs/ocx.md §7). Only `repository` is always there.
public struct PackageRoot: Hashable, Sendable {
  /// Whether the package is to be used.
  public enum Status: String, Hashable, Sendable {
    case active, deprecated, yanked
  }

  /// Where the software comes from.
  public struct Upstream: Hashable, Sendable {
    /// `Kitware`.
    public let organisation: String?
    /// Where its source is.
    public let url: String?
    /// What the packager says of it.
    public let disclaimer: String?
  }

  /// What the package says of itself.
  public struct Description: Hashable, Sendable {
    /// The description's own manifest.
    public let digest: Digest?
    /// `CMake`.
    public let title: String?
    /// One sentence.
    public let text: String?
    /// Further words to find it by.
    public let keywords: [String]
    /// The object below `o/` that holds the readme.
    public let readme: Digest?
    /// The object below `o/` that holds the logo.
    public let logo: Digest?
  }

  /// The package.
  public let tool: ToolName
  /// Where its content is: `oci://ghcr.io/…`.
  public let repository: String
  /// Whether it is to be used.
  public let status: Status
  /// Why it is deprecated.
  public let deprecatedMessage: String?
  /// The package to use instead, as the index spells it.
  public let supersededBy: String?
  /// The day that the package came to the index.
  public let created: String?
  /// Where the software comes from.
  public let upstream: Upstream?
  /// What it says of itself.
  public let description: Description?
  /// In the order of the file.
  public let tags: [TagRecord]
}
