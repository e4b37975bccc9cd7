local host = require("host")
local program = require("program")
local tool = require("tool")

--- The versions of a tool, oldest first: mise keeps this order.
---@param ctx BackendListVersionsContext
---@return BackendListVersionsResult
function PLUGIN:BackendListVersions(ctx)
  host.check()
  tool.check(ctx.tool)
  local answer = program.ask("list-versions", {
    tool = ctx.tool,
    options = ctx.options or {},
  })
  return { versions = program.texts(answer, "versions") }
end
