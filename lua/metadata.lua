-- Read by mise before any hook.
PLUGIN = {
  name = "ocx",
  version = "0.1.0",
  description = "Installs tools from OCX registries, through ocx-mise-tui",
  author = "The authors of ocx-mise-tui",
  license = "MIT",
  homepage = "https://github.com/OWNER/ocx-mise-tui",
  -- If a project has these, mise installs them first and adds them to the PATH of the hooks.
  depends = { "github:OWNER/ocx-mise-tui", "github:ocx-sh/ocx" },
  notes = {
    "Needs ocx-mise-tui: on PATH, set in OCX_MISE_TUI, or bound by 'ocx-mise-tui plugin install'.",
  },
}
