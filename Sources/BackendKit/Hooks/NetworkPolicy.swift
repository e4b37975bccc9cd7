/// Whether the variables of OCX and mise forbid the network.
enum NetworkPolicy {
  /// The variable that forbids bringing the index up to date; nil where none does.
  static func forbiddingVariable(_ environment: Environment) -> String? {
    ["OCX_OFFLINE", "OCX_FROZEN", "MISE_OFFLINE"].first { name in
      environment[name].map(isTrue) ?? false
    }
  }

  /// As OCX reads it (contracts/ocx.md §5): any other text is its default, which is no.
  private static func isTrue(_ text: String) -> Bool {
    ["1", "y", "yes", "on", "true"].contains(text.lowercased())
  }
}
