/// A tool as mise sees it: the plugin's list and the installed versions.
struct MiseTool {
  /// The list without pre-releases, which mise removes.
  let versions: [String]
  /// Sorted in mise's order.
  let installed: [String]

  init(versions: [String], installed: [String]) {
    self.versions = versions.filter { !MiseMatching.isPrerelease($0) }
    self.installed =
      installed
      .map { (name: $0, version: LooseVersion($0)) }
      .sorted { left, right in
        switch (left.version, right.version) {
        case (nil, nil): return left.name < right.name
        case (nil, _): return true
        case (_, nil): return false
        case (let first?, let second?):
          let order = LooseVersion.compare(first, second)
          return order == 0 ? left.name < right.name : order < 0
        }
      }
      .map(\.name)
  }

  /// The newest version that a query covers. For `latest`, any version if none matches.
  func latest(query: String) -> String? {
    let matches = MiseMatching.matches(query, among: versions)
    return MiseMatching.best(
      query, of: matches.isEmpty && query == "latest" ? versions : matches)
  }

  /// What `mise ls` shows for a request: installed versions come first, and full versions are not
  /// looked up.
  func resolve(_ request: MiseRequest) -> String {
    switch request {
    case .version(let version):
      return resolve(version: version)
    case .prefix(let prefix):
      return resolve(prefix: prefix)
    case .sub(let sub, let from):
      let start = from == "latest" ? latest(query: from) : from
      guard let version = start.flatMap({ MiseTool.subtract(sub, from: $0) }) else {
        return request.text
      }
      return resolve(version: version)
    case .reference, .path, .system, .invalid:
      return request.text
    }
  }

  private func resolve(version: String) -> String {
    if version == "latest" {
      if let newest = newestInstalled { return newest }
      if let newest = latest(query: version) { return newest }
    }
    let present = MiseMatching.matches(version, among: installed)
    if let best = MiseMatching.best(version, of: present) { return best }
    // For a version with two dots mise does not ask the plugin.
    if version.filter({ $0 == "." }).count >= 2 { return version }
    let matches = MiseMatching.matches(version, among: versions)
    return MiseMatching.best(version, of: matches) ?? version
  }

  private func resolve(prefix: String) -> String {
    if let last = MiseMatching.matches(prefix, among: installed).last {
      return last
    }
    return MiseMatching.matches(prefix, among: versions).last ?? prefix
  }

  /// The installed version of a request; nil if none is.
  func current(of request: MiseRequest) -> String? {
    if request == .system { return request.text }
    let version = resolve(request)
    if installed.contains(MiseResolution.directory(of: request, version: version)) {
      return version
    }
    switch request {
    case .version("latest"): return newestInstalled
    case .version(let query), .prefix(let query):
      return MiseMatching.best(query, of: MiseMatching.matches(query, among: installed))
    default: return nil
    }
  }

  /// The target of mise's link `latest`: the last version that is not a pre-release and has no
  /// prefix (those have links such as `slim-latest`); if there is none, the last of all.
  private var newestInstalled: String? {
    let plain = installed.last {
      !MiseMatching.isPrerelease($0) && MiseResolution.splitPrefix($0).prefix.isEmpty
        && LooseVersion($0) != nil
    }
    return plain ?? installed.last
  }

  /// `sub-1:18.2.3` is 17, `sub-0.1:18.2.3` is 18.1. Below zero it borrows from the number on the
  /// left. nil if a part is not a number.
  static func subtract(_ sub: String, from version: String) -> String? {
    guard var rest = LooseVersion.General(version), let sub = LooseVersion.General(sub) else {
      return nil
    }
    rest.parts = Array(rest.parts.prefix(sub.parts.count))
    for index in rest.parts.indices {
      guard let number = rest.parts[index].number, let less = sub.parts[index].number else {
        return nil
      }
      if number >= less {
        rest.parts[index] = .number(number - less)
        continue
      }
      let donor = rest.parts[..<index].lastIndex { ($0.number ?? 0) > 0 }
      guard let donor, let donated = rest.parts[donor].number else { return "0" }
      rest.parts[donor] = .number(donated - 1)
      rest.parts = Array(rest.parts.prefix(donor + 1))
      break
    }
    return rest.description
  }
}
