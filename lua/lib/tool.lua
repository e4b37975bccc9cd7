--- Names of tools from mise. They can come from any mise.toml, even one that is not trusted: invalid names
--- are rejected here, before any process is started.
local failure = require("failure")
local file = require("file")

local M = {}

-- OCX accepts at most a registry and 255 bytes of repository.
local LONGEST = 512

--- Rejects invalid names. The program resolves valid ones.
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
      "'" .. failure.line(name, 100) .. "' is not the name of a tool",
      "write it as registry/namespace/name, such as ocx.sh/shellcheck/shellcheck"
    )
  end
end

--- The name of this plugin in mise: that of its folder.
---@return string
function M.plugin()
  return tostring(RUNTIME.pluginDirPath):match("([^/\\]+)[/\\]*$") or "ocx"
end

--- The alias of an install in mise, if it has one: with `[tool_alias]` a tool has another folder, which is
--- only found by its alias.
---@param install_path string
---@return string?
local function alias(install_path)
  local folder = tostring(install_path):match("^(.*)/[^/]+$")
  if not folder then
    return nil
  end
  local was_read, text = pcall(file.read, file.join_path(folder, ".mise.backend.toml"))
  local short = was_read and ("\n" .. text):match('\n%s*short%s*=%s*"([^"\\]+)"')
  -- A name with a colon is not an alias: it is this tool's own, or one whose folder collides with it.
  return short and not short:find(":", 1, true) and short or nil
end

--- The command that reinstalls a version.
---@param ctx { tool: string, version: string, install_path: string }
---@return string
function M.reinstall(ctx)
  local key = (alias(ctx.install_path) or M.plugin() .. ":" .. ctx.tool) .. "@" .. tostring(ctx.version)
  return "mise install --force " .. failure.word(key)
end

return M
