--- Calls the exec-env hook COUNT times as mise does, in one state:
--- `lua5.1 exec_env.lua PLUGIN TOOL VERSION INSTALL_PATH COUNT`. Prints the number of variables.
local plugin, tool, version, install_path, count = unpack(arg)
local harness = arg[0]:match("^(.*)/Benchmarks/[^/]+$") .. "/Lua"
package.path = ("%s/?.lua;%s/lib/?.lua;%s/?.lua"):format(plugin, plugin, harness)
require("harness.modules").install({ PATH = "/nonexistent" }, "/nonexistent")

--- mise parses JSON and reads file status natively, the harness in Lua and with a process. Its results are
--- cached, so that the harness is not measured.
local json, read = require("json"), {}
local decode = json.decode
json.decode = function(text)
  read[text] = read[text] or decode(text)
  return read[text]
end
local file, seen = require("file"), {}
local stat = file.stat
file.stat = function(path)
  seen[path] = seen[path] or stat(path)
  return seen[path]
end

--- The hook must not start a process.
io.popen = function() -- luacheck: ignore 122
  error("exec-env starts a process", 0)
end

PLUGIN = {} -- luacheck: ignore 111
dofile(plugin .. "/hooks/backend_exec_env.lua")
local variables = 0
for _ = 1, tonumber(count) do
  local ctx = { tool = tool, version = version, install_path = install_path, options = {} }
  variables = #PLUGIN:BackendExecEnv(ctx).env_vars -- luacheck: ignore 113
end
io.write(variables, "\n")
