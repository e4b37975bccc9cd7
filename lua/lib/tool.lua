--- The tool that mise asks about. Whatever stands in any mise.toml gets here, also from one that
--- nobody trusts: what is no name of a tool ends here, before any process is started.
local failure = require("failure")
local file = require("file")

local M = {}

-- What OCX takes is at most a registry and 255 bytes of repository.
local LONGEST = 512

--- Refuses what cannot be a tool's name. What it means is for the program to say.
---@param name any
function M.check(name)
  if
    type(name) ~= "string"
    or #name > LONGEST
    or not name:find("^[%w][%w._:/-]*$")
    or name:find("..", 1, true)
    or name:find("//", 1, true)
  then
    failure.raise(
      "'" .. failure.line(name, 100) .. "' is no name of a tool",
      "write it as registry/namespace/name, such as ocx.sh/shellcheck/shellcheck"
    )
  end
end

--- The name that mise knows this plugin by: the folder that it is linked as.
---@return string
function M.plugin()
  return tostring(RUNTIME.pluginDirPath):match("([^/\\]+)[/\\]*$") or "ocx"
end

--- The alias that mise keeps an install under, where it has one: `[tool_alias]` gives a tool another
--- folder, and only its alias leads there.
---@param install_path string
---@return string?
local function alias(install_path)
  local folder = tostring(install_path):match("^(.*)/[^/]+$")
  if not folder then
    return nil
  end
  local was_read, text = pcall(file.read, file.join_path(folder, ".mise.backend.toml"))
  local short = was_read and ("\n" .. text):match('\n%s*short%s*=%s*"([^"\\]+)"')
  -- A name with a colon is that of a backend: this tool's own, or one whose folder collides with it.
  return short and not short:find(":", 1, true) and short or nil
end

--- The command that installs a version anew.
---@param ctx { tool: string, version: string, install_path: string }
---@return string
function M.reinstall(ctx)
  local key = (alias(ctx.install_path) or M.plugin() .. ":" .. ctx.tool) .. "@" .. tostring(ctx.version)
  return "mise install --force " .. failure.word(key)
end

return M
