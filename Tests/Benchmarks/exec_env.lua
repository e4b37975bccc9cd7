--- Calls the exec-env hook COUNT times as mise does, in one state:
--- `lua5.1 exec_env.lua PLUGIN TOOL VERSION INSTALL_PATH COUNT`. Prints how many variables it gave.
local plugin, tool, version, install_path, count = unpack(arg)
local harness = arg[0]:match("^(.*)/Benchmarks/[^/]+$") .. "/Lua"
package.path = ("%s/?.lua;%s/lib/?.lua;%s/?.lua"):format(plugin, plugin, harness)
require("harness.modules").install({ PATH = "/nonexistent" }, "/nonexistent")

--- mise reads JSON natively, the harness in Lua: that each text is read once keeps the harness's
--- reader out of what is measured.
local json, read = require("json"), {}
local decode = json.decode
json.decode = function(text)
  read[text] = read[text] or decode(text)
  return read[text]
end

--- The hook may start nothing.
io.popen = function() -- luacheck: ignore 122
  error("exec-env starts a process", 0)
end

PLUGIN = {} -- luacheck: ignore 111
dofile(plugin .. "/hooks/backend_exec_env.lua")
local given = 0
for _ = 1, tonumber(count) do
  local ctx = { tool = tool, version = version, install_path = install_path, options = {} }
  given = #PLUGIN:BackendExecEnv(ctx).env_vars -- luacheck: ignore 113
end
io.write(given, "\n")
