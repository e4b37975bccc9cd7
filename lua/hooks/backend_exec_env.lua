local host = require("host")
local receipt = require("receipt")
local tool = require("tool")

--- The environment of an installed version. mise needs it very often: it is read from the receipt of the
--- install, without starting a process.
---@param ctx BackendExecEnvContext
---@return BackendExecEnvResult
function PLUGIN:BackendExecEnv(ctx)
  host.check()
  tool.check(ctx.tool)
  return { env_vars = receipt.env_vars(ctx) }
end
