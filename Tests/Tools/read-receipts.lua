--- Reads the receipts whose paths are on standard input with the plugin's parser, and prints `whole` or
--- `damage` for each. For a comparison with the parser in Swift.
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
local json = require("harness.json")
local receipt = require("receipt")

--- A context that matches the receipt, so that it can be refused only because of damage.
local function context(text)
  local decoded, value = pcall(json.decode, text)
  local own = decoded and type(value) == "table" and value or {}
  return {
    tool = own.tool, version = own.version, install_path = "/i", options = { platform = own.requested_platform },
  }
end

for line in io.lines() do
  path = line
  local ctx = context(require("file").read())
  ctx.tool = ctx.tool or "ocx.sh/acme/app"
  print(pcall(receipt.env_vars, ctx) and "whole" or "damage")
end
