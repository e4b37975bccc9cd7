--- Functions of mise that the hooks need.
local cmd = require("cmd")
local failure = require("failure")
local file = require("file")

local M = {}

-- The oldest mise that the plugin was tested with.
local OLDEST = "2026.1.0"

local has_log, log = pcall(require, "log")

--- Log lines. A mise without the module for them still shows what is printed.
---@type LogModule
M.log = has_log and log or {
  info = print,
  warn = function(text)
    print("warning: " .. text)
  end,
}

--- The version of the mise on PATH, preceded by a space; empty if it is unknown.
---@return string
local function version()
  local ran, output = pcall(cmd.exec, "mise --version 2>&1 || :")
  local found = ran and output:match("%d%d%d%d%.%d+%.%d+")
  return found and " " .. found or ""
end

--- Rejects a mise that is too old: one without `file.stat`.
function M.check()
  if not file.stat then
    failure.raise(
      ("mise%s is too old for this plugin, which needs %s"):format(version(), OLDEST),
      "mise self-update, or your package manager"
    )
  end
end

return M
