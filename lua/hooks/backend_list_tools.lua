local host = require("host")
local program = require("program")

--- All tools, for `mise search`, completion and the picker of `mise use`. It can run during a completion, so
--- it must not print anything.
---@param _ctx BackendListToolsContext
---@return BackendListToolsResult
function PLUGIN:BackendListTools(_ctx)
  host.check()
  return { tools = program.tools(program.ask("list-tools", {}, true)) }
end
