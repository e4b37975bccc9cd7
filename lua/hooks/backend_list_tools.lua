local host = require("host")
local program = require("program")

--- The tools that there are, for `mise search`, completion and the picker of `mise use`. mise asks in the
--- middle of a completion: nothing may be printed.
---@param _ctx BackendListToolsContext
---@return BackendListToolsResult
function PLUGIN:BackendListTools(_ctx)
  host.check()
  return { tools = program.tools(program.ask("list-tools", {}, true)) }
end
