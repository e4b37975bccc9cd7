extension InstallContext {
  /// Whether a registry may be contacted.
  var allowsNetwork: Bool { NetworkPolicy.allowsNetwork(environment, offline: offline) }
}

/// Whether the variables of OCX and mise disable network access.
package enum NetworkPolicy {
  /// The variable that prevents updates of the index; nil if none does.
  package static func forbiddingVariable(_ environment: Environment) -> String? {
    ["OCX_OFFLINE", "OCX_FROZEN", "MISE_OFFLINE"].first(where: environment.isTrue)
  }

  /// Whether a registry may be contacted: neither `--offline` nor a variable prevents it.
  static func allowsNetwork(_ environment: Environment, offline: Bool) -> Bool {
    !offline && forbiddingVariable(environment) == nil
  }
}
