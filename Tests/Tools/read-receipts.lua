--- Which of the receipts that are named on standard input the plugin's reader takes, one line each:
--- `whole` or `damage`. For a comparison with the reader in Swift.
---
---     find … | lua5.1 Tests/Tools/read-receipts.lua
local top = arg[0]:match("^(.*)/Tests/Tools/[^/]*$") or "."
package.path = ("%s/lua/lib/?.lua;%s/Tests/Lua/?.lua"):format(top, top)

local path
package.preload.json = function()
  return require("harness.json")
end
package.preload.file = function()
  return {
    join_path = function(...)
      return table.concat({ ... }, "/")
    end,
    exists = function()
      return true
    end,
    stat = function()
      return { is_file = true }
    end,
    read = function()
      local handle = assert(io.open(path, "rb"))
      local text = handle:read("*a")
      handle:close()
      return text
    end,
  }
end
package.preload.tool = function()
  return {
    reinstall = function()
      return "mise install"
    end,
  }
end
local DAMAGE = "is not wholly installed"
local receipt = require("receipt")

for line in io.lines() do
  path = line
  local ctx = { tool = "ocx.sh/acme/app", version = "2.0.0", install_path = "/i", options = {} }
  local _, message = pcall(receipt.env_vars, ctx)
  local is_damage = type(message) ~= "table" and tostring(message):find(DAMAGE, 1, true)
  print(is_damage and "damage" or "whole")
end
