/// Selects the versions for mise: those that run here and are old enough.
struct VersionSelection {
  let request: Hooks.ListRequest
  let context: InstallContext
  /// Seconds since 1970.
  var now = Clock.now

  /// The remaining versions, in the given order.
  ///
  /// - Throws: `.noCandidate` if none has content for this machine.
  func selected(_ versions: VersionList) throws(InstallFailure) -> [ListedVersion] {
    let runs = try runner(of: versions.visible(builds: request.builds))
    let ages = ReleaseAges(
      index: context.index, environment: context.environment,
      setting: MiseProject.discover(
        directory: context.environment.workingDirectory, environment: context.environment
      ).minimumReleaseAge,
      options: [request.minimumReleaseAge], now: now)
    if let ignored = ages.ignored(option: request.minimumReleaseAge) {
      context.report(.warning(ignored))
    }
    let choice = ages.choice(
      of: request.tool, in: versions, option: request.minimumReleaseAge, runs: runs)
    return choice.versions.visible(builds: request.builds).filter { runs($0.digest) }
  }

  /// Whether content is for this machine, as far as the local index knows. With the option
  /// `platform` all is: mise keeps one list for each tool, whatever the options.
  private func runner(
    of versions: [ListedVersion]
  ) throws(InstallFailure) -> (Digest) -> Bool {
    guard request.platform == nil, !versions.isEmpty else { return { _ in true } }
    let host = Platform.host(context.environment)
    let target = RunTarget(nil, host: host)
    let known = Set(versions.map(\.digest))
    let cache = UnsuitableContent(
      of: request.tool, digests: versions.map(\.digest), host: host, context)
    let unsuitable = cache.read() ?? unsuitable(known, target, cache)
    guard !known.isSubset(of: unsuitable) else {
      let offered = Set(images(known).values.flatMap { $0.platforms.map(\.description) })
      throw .noCandidate(tool: request.tool, host: host, offered: offered.sorted())
    }
    let rest = ImageCache(context.index)
    return { digest in
      if known.contains(digest) { return !unsuitable.contains(digest) }
      // A build whose plain release is left out was not among the versions before.
      return rest.image(of: request.tool, digest: digest).map(target.fits) ?? true
    }
  }

  /// The content that is not for this machine. What the index lacks may be.
  private func unsuitable(
    _ digests: Set<Digest>, _ target: RunTarget, _ cache: UnsuitableContent
  ) -> Set<Digest> {
    let images = images(digests)
    let found = Set(images.filter { !target.fits($0.value) }.keys)
    // A later list may find what is missing.
    if images.count == digests.count { cache.write(found) }
    return found
  }

  private func images(_ digests: Set<Digest>) -> [Digest: DispatchObject] {
    context.index.images(
      of: request.tool, digests: Array(digests), cancellation: context.cancellation)
  }
}
