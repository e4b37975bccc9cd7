/// mise's `minimum_release_age`, for everything that chooses a version (docs/design.md, D16). An
/// entry's option takes precedence over the variable, and that over the settings of files. It applies
/// to published indexes only, because in others a time is only when this machine first saw a version.
package struct ReleaseAges: Sendable {
  /// The value for entries without an option, as it is written.
  private let general: String?
  private let index: IndexCollection
  /// The registries with a published index; nil if no age is set.
  private let published: Set<String>?
  /// Seconds since 1970.
  private let now: Int64

  /// The rule of a project.
  ///
  /// - Parameters:
  ///   - setting: the value in the settings of files, used if the variable is not set.
  ///   - options: the options of the entries; nil for those without one.
  init(
    index: IndexCollection, environment: Environment, setting: @autoclosure () -> String?,
    options: [String?], now: Int64 = Clock.now
  ) {
    let isAnyOpen = options.contains(nil)
    general = isAnyOpen ? environment["MISE_MINIMUM_RELEASE_AGE"] ?? setting() : nil
    self.index = index
    self.now = now
    let isAsked = general != nil || options.contains { $0 != nil }
    published =
      isAsked
      ? Set(((try? index.sources()) ?? []).filter(\.isPublished).map(\.registry)) : nil
  }

  /// The value if it is invalid and thus ignored; nil if there is no problem.
  func ignored(option: String?) -> String? {
    guard let text = option ?? general, MinimumReleaseAge(text) == nil else { return nil }
    return "minimum_release_age is ignored: '\(SafeText.clean(text))' is not an age"
  }

  /// The versions of a tool that may be chosen without being named.
  ///
  /// - Parameters:
  ///   - option: the option of its entry.
  ///   - runs: whether the content of a version runs where it is used.
  func choice(
    of tool: ToolName?, in versions: VersionList, option: String?, runs: (Digest) -> Bool
  ) -> Choice {
    guard let tool, published?.contains(tool.registry) == true,
      let age = (option ?? general).flatMap(MinimumReleaseAge.init),
      let old = versions.oldEnough(age, now: now, accepting: runs)
    else { return Choice(versions: versions, all: versions, age: nil, now: now) }
    return Choice(versions: old, all: versions, age: age, now: now)
  }

  /// The versions that are old enough, and all versions.
  struct Choice {
    /// The versions that may be chosen: all, if none that runs is old enough.
    let versions: VersionList
    /// All versions.
    let all: VersionList
    private let age: MinimumReleaseAge?
    private let now: Int64

    fileprivate init(
      versions: VersionList, all: VersionList, age: MinimumReleaseAge?, now: Int64
    ) {
      self.versions = versions
      self.all = all
      self.age = age
      self.now = now
    }

    /// The upgrades from a version, among those that may be chosen; too recent ones are noted.
    func upgrades(
      of request: String, current: String?, runs: (Digest) -> Bool?
    ) -> UpgradeOptions {
      func options(_ versions: VersionList) -> UpgradeOptions {
        UpgradeOptions(request: request, versions: versions, current: current, runs: runs)
      }
      guard let age else { return options(all) }
      return options(versions).addingTooYoung(among: options(all), age, now: now)
    }
  }
}
