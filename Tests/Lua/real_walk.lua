--- The whole way on the real ocx and the real mise, over the registries of the stand-in served on
--- loopback: `lua5.1 Tests/Lua/real_walk.lua PROGRAM [stand-in]`. What is not on PATH is said and left
--- out; with `stand-in`, what needs no mise is walked with the stand-in for ocx. Needs python3.
package.path = assert(arg[0]:match("^(.*)/[^/]+$")) .. "/?.lua"

local User = require("real.user")
local shell = require("harness.shell")
local suite = require("harness.suite")

-- What the contracts are of: docs/ocx.md §4.
local OLDEST = { 0, 5, 8 }

--- What a program says in an environment with nothing of the user's in it; nil where it is not there.
local function says(...)
  local folder = shell.temporary()
  local words = { "env", "-i", "PATH=" .. os.getenv("PATH"), "HOME=" .. folder, "OCX_HOME=" .. folder, ... }
  local output, status = shell.run(shell.line(words) .. " </dev/null 2>&1")
  shell.remove(folder)
  return status == 0 and output or nil
end

--- Whether the `ocx` on PATH is OCX, and new enough: other programs have that name too.
local function has_ocx()
  local version = says("ocx", "version")
  local parts = { (version or ""):match("^(%d+)%.(%d+)%.(%d+)") }
  for place, least in ipairs(OLDEST) do
    local part = tonumber(parts[place])
    if not part or part < least then
      suite.skip("what needs the real ocx", "on PATH is no ocx of 0.5.8 or newer: " .. (version or "none"))
      return false
    elseif part > least then
      break
    end
  end
  return true
end

local function has_mise()
  if select(2, shell.run("command -v mise >/dev/null")) == 0 then
    return true
  end
  suite.skip("what needs the real mise", "there is none on PATH")
end

if User.stand_in then
  require("real.ocx_steps")
  require("real.project_steps")
elseif has_ocx() then
  require("real.ocx_steps")
  if has_mise() then
    require("real.mise_steps")
    require("real.project_steps")
  end
end
suite.finish()
