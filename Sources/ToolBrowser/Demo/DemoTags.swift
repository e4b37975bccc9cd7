import BackendKit

/// One tag of a package.
struct DemoTag: Equatable {
  let name: String
  /// The release that it points to.
  let release: String
  /// When it was last moved.
  let daysAgo: Int
}

extension DemoPackage {
  /// The tags that a publisher pushes: each release and its build, the rolling tags of its lines,
  /// `latest` and the bare name of a track, and tags that are not versions.
  func tags() -> [DemoTag] {
    var tags: [DemoTag] = []
    var rolling: [String: (version: Version, tag: DemoTag)] = [:]
    for (release, daysAgo) in releases {
      tags.append(DemoTag(name: release, release: release, daysAgo: daysAgo))
      guard let version = Version(release), version.prerelease == nil, yanked[release] == nil
      else { continue }
      for name in DemoPackage.rollingNames(of: version) {
        if let known = rolling[name], known.version > version { continue }
        rolling[name] = (version, DemoTag(name: name, release: release, daysAgo: daysAgo))
      }
    }
    tags += rolling.values.map(\.tag).sorted { $0.name < $1.name }
    for (name, release) in moving {
      let daysAgo = releases.first { $0.key == release }?.value ?? 0
      tags.append(DemoTag(name: name, release: release, daysAgo: daysAgo))
    }
    return tags
  }

  /// `4.3`, `4` and `latest` for `4.3.2`; `slim-3.14`, `slim-3` and `slim` for `slim-3.14.7`.
  private static func rollingNames(of version: Version) -> [String] {
    let track = version.variant.map { $0 + "-" } ?? ""
    var names = [version.variant ?? "latest", "\(track)\(version.major)"]
    if let minor = version.minor, version.patch != nil {
      names.append("\(track)\(version.major).\(minor)")
    }
    return names
  }

  /// The OCI image index of a release, with one manifest per platform.
  func image(of release: String) -> JSONValue {
    let manifests = support.platforms.map { platform in
      JSONValue.object([
        ("mediaType", "application/vnd.oci.image.manifest.v1+json"),
        ("digest", .string("sha256:" + SHA256.hex(of: "\(name):\(release) \(platform)"))),
        ("size", 453),
        ("platform", platform.json),
      ])
    }
    return [
      "schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
      "manifests": .array(manifests), "artifactType": "application/vnd.sh.ocx.package.v1",
    ]
  }

  /// The publisher's readme.
  var readme: String {
    let contents = programs.map { "- **\($0)**" }.joined(separator: "\n")
    let links = upstream.map { "\n## Links\n\n- [Source](https://github.com/\($0))\n" } ?? ""
    return "# \(title)\n\n\(summary).\n\n## What is in it\n\n\(contents)\n\(links)"
  }
}

/// A platform in the form of an image index.
struct DemoPlatform {
  let system: String
  let architecture: String
  let library: String?

  var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("architecture", .string(architecture)), ("os", .string(system)),
    ]
    if let library { members.append(("os.features", JSONValue([library]))) }
    return .object(members)
  }
}

extension DemoPackage.PlatformSupport {
  var platforms: [DemoPlatform] {
    switch self {
    case .everywhere: Self.on(["darwin", "linux", "windows"])
    case .unix: Self.on(["darwin", "linux"])
    case .macOS: Self.on(["darwin"])
    case .any: [DemoPlatform(system: "any", architecture: "any", library: nil)]
    case .perLibrary:
      Self.on(["darwin"]) + Self.on(["linux"], library: "libc.glibc")
        + Self.on(["linux"], library: "libc.musl") + Self.on(["windows"])
    }
  }

  private static func on(_ systems: [String], library: String? = nil) -> [DemoPlatform] {
    systems.flatMap { system in
      ["amd64", "arm64"].map {
        DemoPlatform(system: system, architecture: $0, library: library)
      }
    }
  }
}
