/// No tag and no range of a tool is called this.
package struct UnknownVersion: UserFacingError, Hashable {
  /// What was asked for.
  package let version: String
  /// The tool.
  package let tool: ToolName
  /// Versions that are spelled much like it, best first.
  package let near: [String]

  package var code: FailureCode { .notFound }
  package var message: String { "\(tool) has no version \(SafeText.clean(version))" }
  package var remedy: Remedy? {
    near.isEmpty ? .listVersions(of: tool.description, all: true) : nil
  }

  package var hint: String? {
    near.isEmpty ? "list them" : "did you mean \(near.joined(separator: ", "))?"
  }
}

extension VersionList {
  /// The version that a name means to a person: a tag in any spelling, content as `ref:sha256:…`,
  /// else what mise would take for the range.
  ///
  /// - Throws: `UnknownVersion`, with near matches.
  package func meant(by name: String, of tool: ToolName) throws(UnknownVersion) -> ListedVersion {
    if let exact = listed(named: name) { return exact }
    if name.hasPrefix("ref:"), let found = all().last(where: { "ref:\($0.digest)" == name }) {
      return found
    }
    guard let found = covered(by: name) else {
      throw UnknownVersion(version: name, tool: tool, near: near(name))
    }
    return found
  }

  /// The version that mise takes for a request where nothing is installed; nil if there is none.
  package func covered(by request: String) -> ListedVersion? {
    let resolved = MiseResolution.resolve(
      request: request, versions: visibleNames(), installed: [])
    return listed(named: resolved.version)
  }
}
