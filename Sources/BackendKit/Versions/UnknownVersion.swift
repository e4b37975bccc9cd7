/// A tool has no version with this name.
package struct UnknownVersion: UserFacingError, Hashable {
  /// The requested version.
  package let version: String
  package let tool: ToolName
  /// Similar versions, best first.
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
  /// The version that a user means by a name: a tag in either spelling, content as `ref:sha256:…`,
  /// else the version that mise would choose for the range.
  ///
  /// - Throws: `UnknownVersion`, with similar names.
  package func listed(matching name: String, of tool: ToolName) throws(UnknownVersion)
    -> ListedVersion
  {
    if let exact = listed(named: name) { return exact }
    if name.hasPrefix("ref:"), let found = all().last(where: { "ref:\($0.digest)" == name }) {
      return found
    }
    guard let found = covered(by: name) else {
      throw UnknownVersion(version: name, tool: tool, near: near(name))
    }
    return found
  }

  /// The version that mise chooses for a request if nothing is installed; nil if there is none.
  package func covered(by request: String) -> ListedVersion? {
    let resolved = MiseResolution.resolve(
      request: request, versions: visibleNames(), installed: [])
    return listed(named: resolved.version)
  }
}
