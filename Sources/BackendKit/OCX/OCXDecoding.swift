/// Decodes ocx's output. Output that violates the contract of every version is an
/// `unexpectedAnswer`; the envelope of an answer is handled by `OCXReport`.
enum OCXDecoding {
  /// The bare version, or the JSON that newer programs print (docs/ocx.md §4).
  static func version(_ output: [UInt8]) -> OCXVersion? {
    if let report = try? OCXReport(output, of: "version"), report.object.value.isObject {
      return report.object["version"]?.value.text.flatMap(OCXVersion.init)
    }
    let plain = OCXReport.withoutColour(output)
    let words = String(decoding: plain, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    return words.count == 1 ? OCXVersion(String(words[0])) : nil
  }

  /// The versions of ocx's documents by their names, which `version` lists from 0.7 on; empty for
  /// older ones. A number grows when something is removed or changes its meaning.
  static func documentVersions(_ output: [UInt8]) -> [String: Int] {
    let reports = (try? OCXReport(output, of: "version"))?.object["contract"]?["reports"]
    return (reports?.map() ?? [:]).compactMapValues { part in
      if case .int(let number) = part.value { Int(number) } else { nil }
    }
  }

  /// `index list`: the tags, by argument. From 0.7 on, they are a member of the package's row.
  static func list(_ output: [UInt8]) throws(OCXFailure) -> [String: [String]] {
    let report = try OCXReport(output, of: "index list")
    var texts: [String: [String]] = [:]
    if let rows = report.rows(namedBy: "package") {
      for (name, row) in rows { texts[name] = try row.required("tags").texts() }
    } else {
      for (name, part) in try report.map() { texts[name] = try part.texts() }
    }
    return texts
  }

  /// `package install`, by argument.
  static func install(_ output: [UInt8]) throws(OCXFailure) -> [String: OCXInstall] {
    var installs: [String: OCXInstall] = [:]
    for (name, part) in try OCXReport(output, of: "package install").map() {
      let text = try part.required("identifier").text()
      guard let identifier = try? Reference(parsing: text, defaultRegistry: "") else {
        throw part.unexpected("'\(text)' is not an identifier")
      }
      installs[name] = OCXInstall(identifier: identifier, path: try part["path"]?.text())
    }
    return installs
  }

  /// `package env`.
  static func environment(_ output: [UInt8]) throws(OCXFailure) -> OCXEnvironment {
    let report = try OCXReport(output, of: "package env")
    var entries: [OCXEnvironment.Entry] = []
    for part in try report.object.required("items", "entries").list() {
      entries.append(try entry(part))
    }
    return OCXEnvironment(
      entries: entries, binaries: try programs(report.object["binaries"]),
      entryPoints: try programs(report.object["entrypoints"]))
  }

  /// An entry of unknown kind is an error: merging a variable in the wrong way would be worse.
  private static func entry(
    _ part: OCXReport.Part
  ) throws(OCXFailure) -> OCXEnvironment.Entry {
    let key = try part.required("key").text()
    let value = try part.required("value").text()
    let type = try part.required("type", "kind").text()
    let kind: OCXEnvironment.Entry.Kind =
      switch type {
      case "path": .path
      case "constant": .constant
      case "list": .list(separator: try part["separator"]?.text() ?? " ")
      default: throw part.unexpected("an entry of type '\(type)'")
      }
    guard isVariable(key), !value.utf8.contains(0) else {
      throw part.unexpected("'\(key)' is not a valid variable")
    }
    return OCXEnvironment.Entry(key: key, value: value, kind: kind)
  }

  private static func isVariable(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "=") }
  }

  private static func programs(
    _ part: OCXReport.Part?
  ) throws(OCXFailure) -> [OCXEnvironment.Program] {
    var programs: [OCXEnvironment.Program] = []
    for part in try part?.list() ?? [] {
      programs.append(
        OCXEnvironment.Program(
          name: try part.required("name").text(),
          package: part["package"]?.value.text.flatMap {
            try? Reference(parsing: $0, defaultRegistry: "")
          }))
    }
    return programs
  }

  /// `package uninstall`.
  static func uninstall(_ output: [UInt8]) throws(OCXFailure) -> [OCXRemoval] {
    var removals: [OCXRemoval] = []
    for part in try OCXReport(output, of: "package uninstall").list() {
      removals.append(
        OCXRemoval(
          package: try part.required("package").text(), status: try part.required("status").text(),
          path: try part["path"]?.text()))
    }
    return removals
  }

  /// `about`.
  static func about(_ output: [UInt8]) throws(OCXFailure) -> OCXAbout {
    let answer = try OCXReport(output, of: "about").object
    return OCXAbout(
      version: try answer.required("version").text(),
      registry: try answer.required("registry").text(), home: try answer.required("home").text(),
      platforms: try platforms(answer["platforms"]), libc: try answer["libc"]?.texts() ?? [])
  }

  /// Platforms as texts; from 0.7 on they are objects, as in an image index.
  private static func platforms(_ part: OCXReport.Part?) throws(OCXFailure) -> [String] {
    var platforms: [String] = []
    for part in try part?.list() ?? [] {
      guard part.value.isObject else {
        platforms.append(try part.text())
        continue
      }
      var names = [try part.required("os").text(), try part.required("architecture").text()]
      if let variant = part["variant"] { names.append(try variant.text()) }
      let features = try part["os.features"]?.texts() ?? []
      platforms.append(
        names.joined(separator: "/")
          + (features.isEmpty ? "" : "+" + features.joined(separator: ",")))
    }
    return platforms
  }
}
