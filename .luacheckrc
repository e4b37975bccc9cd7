-- The plugin runs in mise's Lua 5.1 with two globals of mise's; so do the tests' stand-ins for it.
std = "lua51"
max_line_length = 120
self = false
files["lua"] = { globals = { "PLUGIN" }, read_globals = { "RUNTIME" } }
files["lua/types"] = { globals = { "PLUGIN", "RUNTIME" } }
