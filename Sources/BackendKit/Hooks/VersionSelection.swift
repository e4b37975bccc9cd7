/// Which of the versions that mise may see it is given: those that run here, and are old enough.
struct VersionSelection {
  let request: Hooks.ListRequest
  let context: InstallContext
  /// Seconds since 1970.
  var now = Clock.now

  /// The versions that are left, in their order.
  ///
  /// - Throws: `.noCandidate` where none has content for this machine.
  func selected(_ versions: [ListedVersion]) throws(InstallFailure) -> [ListedVersion] {
    oldEnough(try runnable(versions))
  }

  /// Those with content for this machine, as far as the local index knows. With the option
  /// `platform`, all: mise keeps one list for each tool, whatever the options.
  private func runnable(_ versions: [ListedVersion]) throws(InstallFailure) -> [ListedVersion] {
    guard request.platform == nil, !versions.isEmpty else { return versions }
    let host = Platform.host(context.environment)
    let images = context.index.images(
      of: request.tool, digests: Array(Set(versions.map(\.digest))),
      cancellation: context.cancellation)
    let target = RunTarget(nil, host: host)
    let runnable = versions.filter { images[$0.digest].map(target.fits) ?? true }
    guard runnable.isEmpty else { return runnable }
    let offered = Set(images.values.flatMap { $0.platforms.map(\.description) })
    throw .noCandidate(tool: request.tool, host: host, offered: offered.sorted())
  }

  /// Those that are as old as mise's `minimum_release_age` asks; all where none is.
  private func oldEnough(_ versions: [ListedVersion]) -> [ListedVersion] {
    guard let age = minimumAge() else { return versions }
    let old = versions.filter { age.comesOfAge(observed: $0.observed, now: now) == nil }
    return old.isEmpty ? versions : old
  }

  /// The age that holds for the tool; nil if none is set, and where the index does not know any:
  /// that of a registry without a published index only says when this machine first looked.
  private func minimumAge() -> MinimumReleaseAge? {
    let sources = (try? context.index.sources()) ?? []
    guard sources.contains(where: { $0.registry == request.tool.registry && $0.isPublished })
    else { return nil }
    let environment = context.environment
    let text =
      request.minimumReleaseAge ?? environment["MISE_MINIMUM_RELEASE_AGE"]
      ?? MiseProject.discover(directory: environment.workingDirectory, environment: environment)
      .minimumReleaseAge
    guard let text else { return nil }
    guard let age = MinimumReleaseAge(text) else {
      context.report(
        .warning("minimum_release_age is ignored, for '\(SafeText.clean(text))' is no age"))
      return nil
    }
    return age
  }
}
