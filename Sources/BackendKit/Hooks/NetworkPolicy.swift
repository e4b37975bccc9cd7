extension Hooks.Context {
  /// Whether a registry may be asked.
  var mayAsk: Bool { !offline && NetworkPolicy.forbiddingVariable(environment) == nil }
}

/// Whether the variables of OCX and mise forbid the network.
public enum NetworkPolicy {
  /// The variable that forbids bringing the index up to date; nil where none does.
  public static func forbiddingVariable(_ environment: Environment) -> String? {
    ["OCX_OFFLINE", "OCX_FROZEN", "MISE_OFFLINE"].first(where: environment.isTrue)
  }
}
