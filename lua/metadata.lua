-- Read by mise before any hook.
PLUGIN = {
  name = "ocx",
  version = "0.1.0",
  description = "Installs tools from OCX registries, through ocx-mise-tui",
  author = "The authors of ocx-mise-tui",
  license = "MIT",
  notes = {
    "Needs ocx-mise-tui: on PATH, named in OCX_MISE_TUI, or bound by 'ocx-mise-tui plugin install'.",
  },
}
