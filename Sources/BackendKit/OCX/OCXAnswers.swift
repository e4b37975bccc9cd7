/// What `ocx package install` did (docs/ocx.md §3).
package struct OCXInstall: Hashable, Sendable {
  /// What was installed, down to the manifest of the platform.
  package let identifier: Reference
  /// The candidate link, whose target is the package root; nil if the platform is not the
  /// host's.
  package let path: String?
}

/// The environment of a package and its dependencies, in ocx's order (`ocx package env`).
package struct OCXEnvironment: Hashable, Sendable {
  /// One step of building the environment; they are folded in order (`EnvironmentFold`).
  package struct Entry: Hashable, Sendable {
    /// How a value joins what stands there.
    package enum Kind: Hashable, Sendable {
      /// It moves to the front of a list of paths.
      case path
      /// It replaces what stands there.
      case constant
      /// It moves to the end of a list that this separates.
      case list(separator: String)
    }

    /// The name of the variable.
    package let key: String
    /// What this step adds.
    package let value: String
    /// How it joins.
    package let kind: Kind

    package init(key: String, value: String, kind: Kind) {
      self.key = key
      self.value = value
      self.kind = kind
    }
  }

  /// The steps, dependencies first.
  package let entries: [Entry]
  /// A program that a package declares.
  package struct Program: Hashable, Sendable {
    package let name: String
    /// The package, pinned; nil if the answer names none.
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

  /// The packages that the answer names, pinned.
  var packages: [Reference] { (binaries + entryPoints).compactMap(\.package) }
}

/// What became of one reference (`ocx package uninstall`).
package struct OCXRemoval: Hashable, Sendable {
  /// The reference as asked.
  package let package: String
  /// `removed`, `purged` or `absent`.
  package let status: String
  /// The link that was removed.
  package let path: String?

  /// Whether the link is gone; a status that we do not know is no success.
  var isGone: Bool { ["removed", "purged", "absent"].contains(status) }
}

/// What ocx says of itself and its host (`ocx about`).
package struct OCXAbout: Hashable, Sendable {
  /// Its version, as it spells it.
  package let version: String
  /// The default registry.
  package let registry: String
  /// Its home, `OCX_HOME`.
  package let home: String
  /// The platforms of the host.
  package let platforms: [String]
  /// What the host's C library makes it offer: `libc.glibc`.
  package let libc: [String]
}
