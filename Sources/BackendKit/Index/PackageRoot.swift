/// The index entry of one package (docs/ocx.md §7). Only `repository` is always present.
public struct PackageRoot: Hashable, Sendable {
  /// Whether the package should be used.
  public enum Status: String, Hashable, Sendable {
    case active, deprecated, yanked
  }

  /// The origin of the software.
  package struct Upstream: Hashable, Sendable {
    /// `Kitware`.
    package let organisation: String?
    /// The address of its source.
    package let url: String?
    /// The packager's disclaimer.
    package let disclaimer: String?
  }

  /// The package's description of itself.
  package struct Description: Hashable, Sendable {
    /// The description's own manifest.
    package let digest: Digest?
    /// `CMake`.
    package let title: String?
    /// One sentence.
    package let text: String?
    /// Further search terms.
    package let keywords: [String]
    /// The readme, an object below `o/`.
    package let readme: Digest?
    /// The logo, an object below `o/`.
    package let logo: Digest?
  }

  /// The package.
  public let tool: ToolName
  /// Where its content is stored: `oci://ghcr.io/…`.
  package let repository: String
  /// Whether it should be used.
  public let status: Status
  /// Why it is deprecated.
  public let deprecatedMessage: String?
  /// The replacement, as the index spells it.
  package let supersededBy: String?
  /// The day the package was added to the index.
  package let created: String?
  /// The origin of the software.
  package let upstream: Upstream?
  /// The address of the repository that the newest build was made from.
  package let source: String?
  /// Who is responsible for the package: account names at the index's forge.
  package let owners: [String]
  /// The package's description of itself.
  package let description: Description?
  /// In the order of the file.
  package let tags: [TagRecord]
}
