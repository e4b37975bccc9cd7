/// What `ocx package install` did (docs/ocx.md §3).
public struct OCXInstall: Hashable, Sendable {
  /// What was installed, down to the manifest of the platform.
  public let identifier: Reference
  /// The candidate link, whose target is the package root; nil where the platform is not the
  /// host's.
  public let path: String?
}

/// Where a package is (`ocx package which`).
public struct OCXLocation: Hashable, Sendable {
  /// The package root, or the link that was asked for.
  public let path: String
  /// `package` or `shim`.
  public let kind: String
}

/// The environment of a package and its dependencies, in ocx's order (`ocx package env`).
public struct OCXEnvironment: Hashable, Sendable {
  /// One step of building the environment; they are folded in order (`EnvironmentFold`).
  public struct Entry: Hashable, Sendable {
    /// How a value joins what stands there.
    public enum Kind: Hashable, Sendable {
      /// It moves to the front of a list of paths.
      case path
      /// It replaces what stands there.
      case constant
      /// It moves to the end of a list that this separates.
      case list(separator: String)
    }

    /// The name of the variable.
    public let key: String
    /// What this step adds.
    public let value: String
    /// How it joins.
    public let kind: Kind

    /// A step of parts.
    public init(key: String, value: String, kind: Kind) {
      self.key = key
      self.value = value
      self.kind = kind
    }
  }

  /// The steps, dependencies first.
  public let entries: [Entry]
  /// A program that a package declares.
  public struct Program: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The package, pinned; nil where the answer names none.
    public let package: Reference?

    /// A program of parts.
    public init(name: String, package: Reference?) {
      self.name = name
      self.package = package
    }
  }

  /// The programs of the package and its dependencies.
  public let binaries: [Program]
  /// The entry points of the package and its dependencies.
  public let entryPoints: [Program]

  /// An environment of parts.
  public init(entries: [Entry], binaries: [Program] = [], entryPoints: [Program] = []) {
    self.entries = entries
    self.binaries = binaries
    self.entryPoints = entryPoints
  }

  /// The packages that the answer names, pinned.
  var packages: [Reference] { (binaries + entryPoints).compactMap(\.package) }
}

/// What stands behind a reference (`ocx package inspect`).
public struct OCXInspection: Hashable, Sendable {
  /// The content for one platform.
  public struct Candidate: Hashable, Sendable {
    /// Its manifest.
    public let digest: Digest
    /// As ocx spells it: `linux/amd64+libc.glibc`.
    public let platform: String
    /// The size of the manifest in bytes.
    public let size: Int64
  }

  /// The reference as asked.
  public let name: String
  /// What it stands for: the dispatch object, or the manifest where it was resolved.
  public let pinned: Digest
  /// The platforms on offer; empty where it was resolved to one.
  public let candidates: [Candidate]
}

/// What became of one reference (`ocx package uninstall`).
public struct OCXRemoval: Hashable, Sendable {
  /// The reference as asked.
  public let package: String
  /// `removed`, `purged` or `absent`.
  public let status: String
  /// The link that was removed.
  public let path: String?
}

/// What ocx says of itself and its host (`ocx about`).
public struct OCXAbout: Hashable, Sendable {
  /// Its version, as it spells it.
  public let version: String
  /// The default registry.
  public let registry: String
  /// Its home, `OCX_HOME`.
  public let home: String
  /// The platforms of the host.
  public let platforms: [String]
  /// What the host's C library makes it offer: `libc.glibc`.
  public let libc: [String]
}
