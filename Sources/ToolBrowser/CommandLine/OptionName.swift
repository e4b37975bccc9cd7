/// Every option of the program; the raw value is its long name.
enum OptionName: String, CaseIterable, Sendable {
  case project, index, offline
  case noColor = "no-color"
  case color, help, version, json
  case all, variant
  case exitCode = "exit-code"
  case file, global, local, env, digest
  case dryRun = "dry-run"
  case to, keep
  case readOnly = "read-only"
  case ascii, theme
  case noMouse = "no-mouse"
  case plain, size, script
}
