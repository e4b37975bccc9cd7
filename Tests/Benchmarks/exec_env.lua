--- Calls the exec-env hook COUNT times as mise does, each with its files loaded anew, in one state:
--- `lua5.1 exec_env.lua PLUGIN TOOL VERSION INSTALL_PATH COUNT`. Prints how many variables it gave.
local plugin, tool, version, install_path, count = unpack(arg)
local harness = arg[0]:match("^(.*)/Benchmarks/[^/]+$") .. "/Lua"
package.path = ("%s/?.lua;%s/lib/?.lua;%s/?.lua"):format(plugin, plugin, harness)
require("harness.modules").install({ PATH = "/nonexistent" }, "/nonexistent")

--- The hook may start nothing.
io.popen = function()
  error("exec-env starts a process", 0)
end

PLUGIN = {} -- luacheck: ignore 111
local given = 0
for _ = 1, tonumber(count) do
  for _, name in ipairs({ "failure", "program", "receipt", "tool" }) do
    package.loaded[name] = nil
  end
  dofile(plugin .. "/hooks/backend_exec_env.lua")
  local ctx = { tool = tool, version = version, install_path = install_path, options = {} }
  given = #PLUGIN:BackendExecEnv(ctx).env_vars -- luacheck: ignore 113
end
io.write(given, "\n")
