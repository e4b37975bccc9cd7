/// Every command of the program; the raw value is what one types, words apart by a space.
enum CommandName: String, CaseIterable, Sendable {
  /// No command at all: the browser.
  case browse = ""
  case demo
  case registries
  case packages
  case versions
  case show
  case pins
  case outdated
  case pin
  case unpin
  case upgrade
  case undo
  case install
  case refresh
  case pluginInstall = "plugin install"
  case pluginUninstall = "plugin uninstall"
  case pluginPath = "plugin path"
  case gc
  case doctor
  case hookListVersions = "hook list-versions"
  case hookInstall = "hook install"
  case hookExecEnv = "hook exec-env"
  case completions
  case manual
  case help
}
