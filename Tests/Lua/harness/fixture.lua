--- A plugin of ours in a mise of the harness, over a fake program that answers what a case gives it.
local Mise = require("harness.mise")
local json = require("harness.json")
local shell = require("harness.shell")

local M = {}

--- The plugin of this checkout, by an absolute path.
M.plugin = shell.folder_of(shell.folder_of(arg[0]) .. "/../../lua/metadata.lua")

-- The fake: keeps what it was asked, says on standard error what it is told to, answers, ends.
local FAKE = [[#!/bin/sh
folder=%s
printf '%%s ' "$@" >"$folder/arguments"
cat >"$folder/request"
env >"$folder/environment"
cat "$folder/notes" >&2
cat "$folder/answer"
exit "$(cat "$folder/status")"
]]

M.PATH = "/usr/local/bin:/usr/bin:/bin"

--- A fake program at `path`. `behaviour`: {answer, status, notes}; what it was asked is in its folder.
function M.fake(folder, path, behaviour)
  local answer = behaviour.answer or {}
  shell.write(folder .. "/answer", type(answer) == "table" and json.encode(answer) .. "\n" or answer)
  shell.write(folder .. "/status", tostring(behaviour.status or 0))
  shell.write(folder .. "/notes", behaviour.notes or "")
  shell.program(path, FAKE:format(shell.quote(folder)))
end

--- mise with our plugin as `name`, and the fake program on PATH.
function M.mise(folder, behaviour, name, env)
  if behaviour then
    M.fake(folder .. "/fake", folder .. "/bin/ocx-mise-tui", behaviour)
  end
  local environment = { PATH = folder .. "/bin:" .. M.PATH, HOME = folder .. "/home" }
  for key, value in pairs(env or {}) do
    environment[key] = value
  end
  return Mise.new(folder .. "/mise", M.plugin, name or "ocx", environment)
end

--- The request that the fake got, or nil where it was never run.
function M.request(folder)
  local text = shell.read(folder .. "/fake/request")
  return text and json.decode(text)
end

return M
