/// Which file a change goes to, in the words of `mise use` (docs/mise.md §7).
public enum WriteScope: Sendable, Hashable {
  /// What `mise use` without an option would write: the nearest folder's lowest file, the global
  /// file in the home folder, else a new `mise.toml`.
  case project
  /// `mise.local.toml` of the project's folder, or its `.mise.local.toml` where that is there.
  case local
  /// The user's own file: `~/.config/mise/config.toml` by default.
  case global
  /// `mise.NAME.toml` of the project's folder, or its `.mise.NAME.toml` where that is there.
  case environment(String)
  /// A file, or the lowest file of a folder.
  case file(String)
}
