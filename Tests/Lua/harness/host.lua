--- One call of one hook, in a state of its own, as mise makes it: `lua5.1 host.lua HARNESS REQUEST`.
---
--- The request is JSON: {plugin, hook, ctx, env, scratch}; the result goes to scratch/result.json.
local harness, request_path = arg[1], arg[2]
package.path = harness .. "/?.lua"

local json = require("harness.json")
local shell = require("harness.shell")
local modules = require("harness.modules")

local request = json.decode(shell.read(request_path))
local plugin = request.plugin

local HOOKS = {
  list_versions = { file = "backend_list_versions", name = "BackendListVersions" },
  install = { file = "backend_install", name = "BackendInstall" },
  exec_env = { file = "backend_exec_env", name = "BackendExecEnv" },
  list_tools = { file = "backend_list_tools", name = "BackendListTools" },
  search_tools = { file = "backend_search_tools", name = "BackendSearchTools" },
}

--- mise's conversion of what a hook returned: another shape is an error.
local function converted(hook, value)
  assert(type(value) == "table", "error converting Lua " .. type(value) .. ": expected table")
  if hook == "list_versions" then
    for _, version in ipairs(value.versions) do
      assert(type(version) == "string", "error converting Lua value to String")
    end
    return { versions = json.array(value.versions) }
  elseif hook == "list_tools" or hook == "search_tools" then
    local tools = json.array()
    for place, item in ipairs(value.tools) do
      assert(type(item.name) == "string", "error converting Lua value to String")
      assert(type(item.description) == "string", "error converting Lua value to String")
      tools[place] = { name = item.name, description = item.description }
    end
    return { tools = tools }
  elseif hook == "exec_env" then
    local vars = json.array()
    for place, item in ipairs(value.env_vars) do
      assert(type(item.key) == "string" and type(item.value) == "string", "error converting Lua table to EnvKey")
      vars[place] = { key = item.key, value = item.value }
    end
    return { env_vars = vars }
  end
  return {}
end

--- RUNTIME is userdata: fields by name, nothing to iterate over.
local function runtime()
  local fields = { osType = "linux", archType = "amd64", envType = "gnu", version = "0.6.0", pluginDirPath = plugin }
  local value = newproxy(true)
  getmetatable(value).__index = fields
  return value
end

local function call(hook)
  package.path = plugin .. "/?.lua;" .. plugin .. "/hooks/?.lua;" .. plugin .. "/lib/?.lua"
  package.cpath = ""
  debug = nil -- luacheck: ignore 121
  require("metadata")
  RUNTIME = runtime() -- luacheck: ignore 111
  OS_TYPE, ARCH_TYPE = "linux", "amd64" -- luacheck: ignore 111
  -- Every hook file runs when the plugin is loaded, and the one that is called once more.
  for _, other in pairs(HOOKS) do
    dofile(plugin .. "/hooks/" .. other.file .. ".lua")
  end
  require("hooks/" .. HOOKS[hook].file)
  return converted(hook, PLUGIN[HOOKS[hook].name](PLUGIN, request.ctx)) -- luacheck: ignore 113
end

local lines = modules.install(request.env, request.scratch, request.without)
local ok, value = pcall(call, request.hook)
local result = { log = json.array(lines) }
if ok then
  result.value = value
else
  result.error = tostring(value)
  result.error_type = type(value)
end
shell.write(request.scratch .. "/result.json", json.encode(result))
