/// The version of an `ocx` program: `0.5.8`, `0.6.0-dev+20260901`.
package struct OCXVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// As printed by the program.
  package let description: String
  private let numbers: [UInt32]

  /// The oldest supported version; before it, answers have another shape (docs/ocx.md §4).
  package static let minimum = OCXVersion(numbers: [0, 5, 8], description: "0.5.8")

  /// The newest known version. Answers of later ones may have an unknown shape (docs/ocx-0.6.md
  /// §2).
  static let newestSeen = OCXVersion(numbers: [0, 6, 5], description: "0.6.5")

  /// From this version on, answers are objects with a `schema_version`, and progress is only
  /// reported on request (docs/ocx-0.6.md §6).
  static let wrapping = OCXVersion(numbers: [0, 7, 0], description: "0.7.0")

  private init(numbers: [UInt32], description: String) {
    self.numbers = numbers
    self.description = description
  }

  /// Reads `X.Y.Z`, with anything after a `-` or `+`; nil for other texts.
  package init?(_ text: String) {
    let core = text.prefix { $0 != "-" && $0 != "+" }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ? UInt32(part) : nil
    }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    self.init(numbers: numbers, description: text)
  }

  /// Compares only the three numbers: a development build of the minimum has its features.
  package static func < (left: OCXVersion, right: OCXVersion) -> Bool {
    left.numbers.lexicographicallyPrecedes(right.numbers)
  }
}
