/// The steps up from a pin: the newest patch, minor and major above it, each keeping its
/// precision. Yanked and pre-release versions are never proposed; a variant stays a variant.
public struct Ladder: Hashable, Sendable {
  /// One step.
  public struct Step: Hashable, Sendable {
    /// What to write instead of the request: as precise as the request was.
    public let request: String
    /// The version that this comes to today.
    public let version: ListedVersion

    /// A step of parts.
    public init(request: String, version: ListedVersion) {
      self.request = request
      self.version = version
    }
  }

  /// The version that the steps are counted from; nil where the index does not know it.
  public let current: ListedVersion?
  /// Same major and minor.
  public let patch: Step?
  /// Same major, higher minor.
  public let minor: Step?
  /// Higher major.
  public let major: Step?

  /// The ladder of a request; `current` is what it resolves to now, nil where that is unknown.
  public init(request: String, versions: VersionList, current: String?) {
    self.current = nil
    patch = nil
    minor = nil
    major = nil
  }

  /// Whether there is no step.
  public var isEmpty: Bool { patch == nil && minor == nil && major == nil }
}
