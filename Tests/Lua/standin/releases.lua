--- `github:OWNER/NAME` from a folder of archives, unpacked as mise does it, with a shim for each program.
local Mise = require("harness.mise")
local shell = require("harness.shell")

local M = {}

local function folder(data, key)
  return data .. "/installs/" .. Mise.kebab(key) .. "/latest"
end

--- The folder of its programs: `bin`, else the root of what was unpacked.
function M.bin(data, key)
  local root = folder(data, key)
  return shell.test("-d", root .. "/bin") and root .. "/bin" or root
end

function M.install(data, key)
  local root = folder(data, key)
  if shell.test("-d", root) then
    return
  end
  local archives = assert(os.getenv("MISE_STANDIN_RELEASES"), "give MISE_STANDIN_RELEASES")
  local archive = archives .. "/" .. key:match("^github:(.+)$") .. ".tar.gz"
  shell.must(shell.line({ "mkdir", "-p", root, data .. "/shims" }))
  shell.must(shell.line({ "tar", "-xzf", archive, "-C", root }))
  local bin = M.bin(data, key)
  for name in shell.must("ls -1 " .. shell.quote(bin)):gmatch("[^\n]+") do
    shell.program(data .. "/shims/" .. name,
      "#!/bin/sh\nexec " .. shell.quote(bin .. "/" .. name) .. ' "$@"\n')
  end
end

return M
