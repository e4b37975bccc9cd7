/// The result of `ocx package install` (docs/ocx.md §3).
package struct OCXInstall: Hashable, Sendable {
  /// What was installed, with the digest of the platform's manifest.
  package let identifier: Reference
  /// The candidate link, which points to the package root; nil if the platform is not the host's.
  package let path: String?
}

/// The environment of a package and its dependencies, in ocx's order (`ocx package env`).
package struct OCXEnvironment: Hashable, Sendable {
  /// One step of building the environment; steps are applied in order (`EnvironmentFold`).
  package struct Entry: Hashable, Sendable {
    /// How a value is combined with the present one.
    package enum Kind: Hashable, Sendable {
      /// It is moved to the front of a list of paths.
      case path
      /// It replaces the present value.
      case constant
      /// It is added to the end of a list with this separator.
      case list(separator: String)
    }

    /// The name of the variable.
    package let key: String
    /// The value of this step.
    package let value: String
    /// How the value is combined.
    package let kind: Kind

    package init(key: String, value: String, kind: Kind) {
      self.key = key
      self.value = value
      self.kind = kind
    }
  }

  /// The steps, dependencies first.
  package let entries: [Entry]
  /// A program declared by a package.
  package struct Program: Hashable, Sendable {
    package let name: String
    /// The package, pinned; nil if the answer does not name it.
    package let package: Reference?

    package init(name: String, package: Reference?) {
      self.name = name
      self.package = package
    }
  }

  /// The programs of the package and its dependencies.
  package let binaries: [Program]
  /// The entry points of the package and its dependencies.
  package let entryPoints: [Program]

  package init(entries: [Entry], binaries: [Program] = [], entryPoints: [Program] = []) {
    self.entries = entries
    self.binaries = binaries
    self.entryPoints = entryPoints
  }

  /// The packages named in the answer, pinned.
  var packages: [Reference] { (binaries + entryPoints).compactMap(\.package) }
}

/// The result of removing one reference (`ocx package uninstall`).
package struct OCXRemoval: Hashable, Sendable {
  /// The reference, as requested.
  package let package: String
  /// `removed`, `purged` or `absent`.
  package let status: String
  /// The link that was removed.
  package let path: String?

  /// Whether the link is gone. An unknown status counts as a failure.
  var isGone: Bool { ["removed", "purged", "absent"].contains(status) }
}

/// Information about ocx and its host (`ocx about`).
package struct OCXAbout: Hashable, Sendable {
  /// Its version, as printed.
  package let version: String
  /// The default registry.
  package let registry: String
  /// Its home, `OCX_HOME`.
  package let home: String
  /// The platforms of the host.
  package let platforms: [String]
  /// The C libraries of the host: `libc.glibc`.
  package let libc: [String]
}
