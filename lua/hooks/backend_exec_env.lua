local host = require("host")
local receipt = require("receipt")
local tool = require("tool")

--- The environment of an installed version. mise asks for it at every turn: it comes from the
--- receipt of the install alone, and no process is started.
---@param ctx BackendExecEnvContext
---@return BackendExecEnvResult
function PLUGIN:BackendExecEnv(ctx)
  host.check()
  tool.check(ctx.tool)
  return { env_vars = receipt.env_vars(ctx) }
end
