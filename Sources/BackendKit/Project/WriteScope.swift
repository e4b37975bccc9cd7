/// Which file a change is written to; the cases match the options of `mise use` (docs/mise.md §7).
public enum WriteScope: Sendable, Hashable {
  /// What `mise use` without an option would write: the lowest file of the nearest folder, the
  /// global file if that is the home folder, otherwise a new `mise.toml`.
  case project
  /// `mise.local.toml` of the project's folder, or its `.mise.local.toml` if that exists.
  case local
  /// The user's configuration: `~/.config/mise/config.toml` by default.
  case global
  /// `mise.NAME.toml` of the project's folder, or its `.mise.NAME.toml` if that exists.
  case environment(String)
  /// A file, or the lowest file of a folder.
  case file(String)
}
