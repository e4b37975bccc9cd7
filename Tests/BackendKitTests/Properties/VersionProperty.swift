import TestSupport

@testable import BackendKit

/// Versions: written and read again they are the same, and their order is one.
enum VersionProperty {
  /// Each line is a version; the first one is also a request.
  static let property = Property("versions") { bytes in
    let texts = bytes.split(
      separator: TOMLByte.lineFeed, maxSplits: 3, omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    for text in texts { try checkReading(of: text) }
    try checkOrder(texts.compactMap { Version($0) })
    try checkLooseOrder(texts.compactMap { LooseVersion($0) })
    try checkRequest(texts[0], among: texts)
  }

  private static func checkReading(of text: String) throws {
    if let version = Version(text) {
      for again in [version.description, version.miseText] {
        try Broken.unless(Version(again) == version, "\(again) reads again")
      }
      try Broken.unless(Version(asOCX: text) == version, "OCX reads \(text) the same")
      try Broken.unless(1...3 ~= version.precision, "\(version) has numbers")
    }
    if let loose = LooseVersion.General(text) {
      try Broken.unless(
        LooseVersion.General(loose.description) == loose, "\(loose.description) reads again")
    }
    if let version = OCXVersion(text) {
      try Broken.unless(OCXVersion(version.description) == version, "\(version) reads again")
    }
    // None of these may fall over.
    _ = (TagClass(text), PinPrecision(request: text), MiseResolution.splitPrefix(text))
  }

  /// For any two exactly one of <, == and > holds, and the order is transitive.
  private static func checkOrder(_ versions: [Version]) throws {
    for left in versions {
      for right in versions {
        try Broken.unless(
          [left < right, left == right, right < left].count { $0 } == 1,
          "\(left) and \(right) have one order")
        if left == right {
          try Broken.unless(left.hashValue == right.hashValue, "\(left) has one hash")
        }
        for last in versions where left < right && right < last {
          try Broken.unless(left < last, "\(left) is before \(right) and \(last)")
        }
      }
    }
  }

  /// mise's own order of any text, which goes on among versions of one shape alone: between two shapes
  /// it is what mise makes it (docs/mise.md §2).
  private static func checkLooseOrder(_ versions: [LooseVersion]) throws {
    for left in versions {
      try Broken.unless(LooseVersion.compare(left, left) == 0, "\(left) is itself")
      for right in versions {
        try Broken.unless(
          LooseVersion.compare(left, right) == -LooseVersion.compare(right, left),
          "\(left) and \(right) have one order")
      }
    }
  }

  /// For any request, mise's answer is the request itself or one of the existing versions.
  private static func checkRequest(_ text: String, among versions: [String]) throws {
    let request = MiseRequest(text)
    try Broken.unless(
      MiseRequest(request.text) == request, "\(request) reads again")
    let isPlain: Bool = if case .version = request { true } else { request == .system }
    try Broken.unless(
      isPlain != text.utf8.contains(UInt8(ascii: ":")) || text.utf8.contains(UInt8(ascii: "-")),
      "a colon ends the kind of a request: \(request)")
    let rest = Array(versions.dropFirst())
    let resolved = MiseResolution.resolve(request: text, versions: rest, installed: rest)
    if case .version(let version) = request {
      try Broken.unless(
        (rest + [version]).contains { $0.utf8.elementsEqual(resolved.version.utf8) },
        "\(resolved) is there")
    }
    let tool = MiseTool(versions: rest, installed: rest)
    try Broken.unless(tool.installed.sorted() == rest.sorted(), "what is installed stays so")
  }
}
