/// mise's `minimum_release_age` here: the one rule for all that chooses a version (docs/design.md,
/// D16). An entry's option goes before the variable, and that before the settings of files. It holds
/// where somebody publishes the index of the registry, for other times only say when this machine
/// first looked.
package struct ReleaseAges: Sendable {
  /// What holds where an entry says nothing, as it is written.
  private let general: String?
  private let index: IndexCollection
  /// The registries with a published index; nil where nobody asked for an age.
  private let published: Set<String>?
  /// Seconds since 1970.
  private let now: Int64

  /// The rule of a project.
  ///
  /// - Parameters:
  ///   - setting: what the settings of files say, asked where the variable says nothing.
  ///   - options: what entries say; nil for those that say nothing.
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

  /// What is written, where it is no age and so ignored; nil where there is nothing wrong.
  func ignored(option: String?) -> String? {
    guard let text = option ?? general, MinimumReleaseAge(text) == nil else { return nil }
    return "minimum_release_age is ignored: '\(SafeText.clean(text))' is not an age"
  }

  /// What may be taken of a tool's versions without being named.
  ///
  /// - Parameters:
  ///   - option: what its entry says.
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

  /// The versions that are old enough, beside all.
  struct Choice {
    /// What may be taken: all, where none that runs is old enough.
    let versions: VersionList
    /// All of them.
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

    /// The steps up from a version, among what may be taken; those that are too young are noted.
    func upgrades(
      of request: String, current: String?, runs: (Digest) -> Bool?
    ) -> UpgradeOptions {
      func options(_ versions: VersionList) -> UpgradeOptions {
        UpgradeOptions(request: request, versions: versions, current: current, runs: runs)
      }
      guard let age else { return options(all) }
      return options(versions).notingYoung(among: options(all), age, now: now)
    }
  }
}
