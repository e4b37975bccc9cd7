/// A package of the bundled index: the data that cannot be derived.
struct DemoPackage: Sendable {
  /// The platforms of a package, which all its releases support.
  enum PlatformSupport: Sendable {
    /// Linux with any C library, macOS, Windows; on amd64 and arm64.
    case everywhere
    /// Linux with any C library, and macOS.
    case unix
    /// Like `everywhere`, with separate builds for glibc and musl on Linux.
    case perLibrary
    /// Only macOS.
    case macOS
    /// A script or a jar: one build for any platform.
    case any
  }

  /// The status of a package with its publisher.
  enum Status: Sendable {
    case active
    /// The publisher's message, and the package of the same registry that replaces it.
    case deprecated(String, supersededBy: String)
  }

  /// `kitware/cmake`.
  let name: String
  let title: String
  let summary: String
  let keywords: [String]
  /// Its programs, for the readme.
  let programs: [String]
  /// `Kitware/CMake` on GitHub; nil if there is no upstream project.
  let upstream: String?
  let support: PlatformSupport
  let status: Status
  /// Releases as tags, newest first, with their age in days, so that the demo does not age.
  let releases: KeyValuePairs<String, Int>
  /// Tags that are not versions, and the release that they point to.
  let moving: KeyValuePairs<String, String>
  /// Yanked releases, with the reason.
  let yanked: [String: String]

  init(
    _ name: String, _ title: String, _ summary: String, keywords: [String], programs: [String],
    upstream: String? = nil, support: PlatformSupport = .everywhere, status: Status = .active,
    releases: KeyValuePairs<String, Int>, moving: KeyValuePairs<String, String> = [:],
    yanked: [String: String] = [:]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.keywords = keywords
    self.programs = programs
    self.upstream = upstream
    self.support = support
    self.status = status
    self.releases = releases
    self.moving = moving
    self.yanked = yanked
  }
}
