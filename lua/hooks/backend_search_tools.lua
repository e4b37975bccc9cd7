local host = require("host")
local program = require("program")

--- The tools that match a text, best first. It must not print anything either.
---@param ctx BackendSearchToolsContext
---@return BackendListToolsResult
function PLUGIN:BackendSearchTools(ctx)
  host.check()
  local answer = program.ask("search-tools", { query = tostring(ctx.query or "") }, true)
  return { tools = program.tools(answer) }
end
