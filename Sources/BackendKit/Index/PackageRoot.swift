/// What an index says of one package (docs/ocx.md §7). Only `repository` is always there.
public struct PackageRoot: Hashable, Sendable {
  /// Whether the package is to be used.
  public enum Status: String, Hashable, Sendable {
    case active, deprecated, yanked
  }

  /// Where the software comes from.
  package struct Upstream: Hashable, Sendable {
    /// `Kitware`.
    package let organisation: String?
    /// Where its source is.
    package let url: String?
    /// What the packager says of it.
    package let disclaimer: String?
  }

  /// What the package says of itself.
  package struct Description: Hashable, Sendable {
    /// The description's own manifest.
    package let digest: Digest?
    /// `CMake`.
    package let title: String?
    /// One sentence.
    package let text: String?
    /// Further words to find it by.
    package let keywords: [String]
    /// The object below `o/` that holds the readme.
    package let readme: Digest?
    /// The object below `o/` that holds the logo.
    package let logo: Digest?
  }

  /// The package.
  public let tool: ToolName
  /// Where its content is: `oci://ghcr.io/…`.
  package let repository: String
  /// Whether it is to be used.
  public let status: Status
  /// Why it is deprecated.
  public let deprecatedMessage: String?
  /// The package to use instead, as the index spells it.
  package let supersededBy: String?
  /// The day that the package came to the index.
  package let created: String?
  /// Where the software comes from.
  package let upstream: Upstream?
  /// The address of the repository that the newest build was made from.
  package let source: String?
  /// Who answers for the package: names of accounts at the index's forge.
  package let owners: [String]
  /// What it says of itself.
  package let description: Description?
  /// In the order of the file.
  package let tags: [TagRecord]
}
