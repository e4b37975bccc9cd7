extension InstallContext {
  /// Whether a registry may be asked.
  var mayAsk: Bool { NetworkPolicy.allowsAsking(environment, offline: offline) }
}

/// Whether the variables of OCX and mise forbid the network.
package enum NetworkPolicy {
  /// The variable that forbids bringing the index up to date; nil if none does.
  package static func forbiddingVariable(_ environment: Environment) -> String? {
    ["OCX_OFFLINE", "OCX_FROZEN", "MISE_OFFLINE"].first(where: environment.isTrue)
  }

  /// Whether a registry may be asked: neither `--offline` nor a variable forbids it.
  static func allowsAsking(_ environment: Environment, offline: Bool) -> Bool {
    !offline && forbiddingVariable(environment) == nil
  }
}
