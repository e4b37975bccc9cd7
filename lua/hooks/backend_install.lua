local host = require("host")
local program = require("program")
local tool = require("tool")

--- Installs one version into the folder that mise created for it.
---@param ctx BackendInstallContext
---@return BackendInstallResult
function PLUGIN:BackendInstall(ctx)
  host.check()
  tool.check(ctx.tool)
  program.ask("install", {
    tool = ctx.tool,
    version = ctx.version,
    install_path = ctx.install_path,
    download_path = ctx.download_path,
    options = ctx.options or {},
  })
  return {}
end
