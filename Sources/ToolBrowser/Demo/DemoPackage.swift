/// A package of the bundled index, as its table says it: what an index cannot derive.
struct DemoPackage: Sendable {
  /// The platforms that every release of a package runs on.
  enum Reach: Sendable {
    /// Linux whatever the C library, macOS, Windows; on amd64 and arm64.
    case everywhere
    /// Linux whatever the C library, and macOS.
    case unix
    /// As `everywhere`, with a build for glibc and one for musl on Linux.
    case perLibrary
    /// macOS alone: on other hosts it can be pinned, for those who have one.
    case macOS
    /// A script or a jar: one build for any platform.
    case any
  }

  /// Where a package stands with its publisher.
  enum Status: Sendable {
    case active
    /// The publisher's words, and the package of the same registry that takes its place.
    case deprecated(String, supersededBy: String)
  }

  /// `kitware/cmake`.
  let name: String
  let title: String
  let summary: String
  let keywords: [String]
  /// The programs that it holds, for its readme.
  let programs: [String]
  /// `Kitware/CMake` on GitHub; nil if nobody stands behind the publisher.
  let upstream: String?
  let reach: Reach
  let status: Status
  /// Releases as tags, newest first, with their age in days: the demo never grows old.
  let releases: KeyValuePairs<String, Int>
  /// Tags that are no version, and the release that they point to.
  let moving: KeyValuePairs<String, String>
  /// Releases that were taken back, and why.
  let yanked: [String: String]

  init(
    _ name: String, _ title: String, _ summary: String, keywords: [String], programs: [String],
    upstream: String? = nil, reach: Reach = .everywhere, status: Status = .active,
    releases: KeyValuePairs<String, Int>, moving: KeyValuePairs<String, String> = [:],
    yanked: [String: String] = [:]
  ) {
    self.name = name
    self.title = title
    self.summary = summary
    self.keywords = keywords
    self.programs = programs
    self.upstream = upstream
    self.reach = reach
    self.status = status
    self.releases = releases
    self.moving = moving
    self.yanked = yanked
  }
}
