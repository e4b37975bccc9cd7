/// A version by OCX's grammar: `[variant-]X[.Y[.Z[-pre][_build]]]` (docs/ocx.md §2).
package struct Version: Comparable, Hashable, Sendable, CustomStringConvertible {
  /// The variant, such as `slim`; nil for the plain track.
  package let variant: String?
  package let major: UInt32
  /// nil in `4`.
  package let minor: UInt32?
  /// nil in `4` and `4.3`.
  package let patch: UInt32?
  /// `rc1` in `1.2.3-rc1`.
  package let prerelease: String?
  /// `20260101` in `1.2.3_20260101`.
  package let build: String?

  /// Reads a tag, with `_` or `+` before the build; nil if it is not a version, or if a number is
  /// too large.
  package init?(_ tag: String) {
    var reader = VersionReader(tag)
    guard let version = reader.version(), !reader.wasCut else { return nil }
    self = version
  }

  /// Reads a tag as OCX does: it stops before a minor or patch number that does not fit 32 bits.
  init?(asOCX tag: String) {
    var reader = VersionReader(tag)
    guard let version = reader.version() else { return nil }
    self = version
  }

  init(
    variant: String?, major: UInt32, minor: UInt32?, patch: UInt32?, prerelease: String?,
    build: String?
  ) {
    self.variant = variant
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
    self.build = build
  }

  /// How many numbers are given: 1, 2 or 3.
  package var precision: Int { patch != nil ? 3 : minor != nil ? 2 : 1 }

  /// The registry's spelling, with `_` before the build.
  package var description: String { text(buildMark: "_") }
  /// mise's spelling, with `+` before the build (docs/design.md, D2).
  package var miseText: String { text(buildMark: "+") }

  private func text(buildMark: String) -> String {
    var text = variant.map { $0 + "-" } ?? ""
    text += String(major)
    if let minor { text += "." + String(minor) }
    if let patch { text += "." + String(patch) }
    if let prerelease { text += "-" + prerelease }
    if let build { text += buildMark + build }
    return text
  }

  /// OCX's total order: variants, bytewise, before plain versions; then by numbers, a missing one
  /// being the greatest; a pre-release before its release; a build before the version without one.
  package static func < (left: Version, right: Version) -> Bool {
    if left.variant != right.variant { return precedes(left.variant, right.variant) }
    if left.major != right.major { return left.major < right.major }
    if left.minor != right.minor { return sortKey(left.minor) < sortKey(right.minor) }
    if left.patch != right.patch { return sortKey(left.patch) < sortKey(right.patch) }
    if left.prerelease != right.prerelease { return precedes(left.prerelease, right.prerelease) }
    return precedes(left.build, right.build)
  }

  /// The sort key of a number; a missing one comes last.
  private static func sortKey(_ number: UInt32?) -> UInt64 { number.map(UInt64.init) ?? .max }

  /// Bytewise, nil last. The grammar allows only ASCII, for which `String` compares bytewise.
  private static func precedes(_ left: String?, _ right: String?) -> Bool {
    guard let left else { return false }
    guard let right else { return true }
    return left < right
  }
}
