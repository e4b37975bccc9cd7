--- What an install left beside its link into the store: `receipt.json`, written last. It holds the
--- environment as mise is to get it, so that nothing has to run. Its format and the order of these
--- checks are those of docs/receipt.md.
local failure = require("failure")
local file = require("file")
local json = require("json")
local tool = require("tool")

local M = {}

local FORMAT = 1

---@param ctx BackendExecEnvContext
---@return string
local function named(ctx)
  return ctx.tool .. "@" .. tostring(ctx.version)
end

--- Whether the link of an install folder leads to a whole package.
---@param install_path any
---@return boolean
local function holds_package(install_path)
  -- What may not be looked into makes file.exists raise: nothing can be run from there.
  local asked, exists = pcall(file.exists, file.join_path(tostring(install_path), "package", "metadata.json"))
  return asked and exists
end

---@param list any
---@return boolean
local function are_variables(list)
  if type(list) ~= "table" or (#list == 0 and next(list) ~= nil) then
    return false
  end
  for _, item in ipairs(list) do
    if type(item) ~= "table" or type(item.key) ~= "string" or type(item.value) ~= "string" then
      return false
    end
  end
  return true
end

--- The receipt of a whole install.
---@param ctx BackendExecEnvContext
---@return Receipt
local function read(ctx)
  local path = file.join_path(ctx.install_path, "receipt.json")
  local was_read, text = pcall(file.read, path)
  if not was_read then
    failure.raise(
      named(ctx) .. " is not wholly installed in " .. ctx.install_path .. ": its receipt.json cannot be read",
      tool.reinstall(ctx)
    )
  end
  local decoded, receipt = pcall(json.decode, text)
  if
    not decoded
    or type(receipt) ~= "table"
    or receipt.format ~= FORMAT
    or not are_variables(receipt.env_vars)
  then
    failure.raise(path .. " is no receipt that this plugin can read", tool.reinstall(ctx))
  end
  return receipt
end

---@param ctx BackendExecEnvContext
---@param part string
---@param installed any
---@param asked any
local function raise_misfit(ctx, part, installed, asked)
  failure.raise(
    ("what is installed as %s has the %s %s, not %s"):format(
      named(ctx),
      part,
      tostring(installed),
      tostring(asked)
    ),
    tool.reinstall(ctx)
  )
end

--- Whether a receipt is that of a tool. A name without a registry means what the default registry makes of
--- it, and a variable can name another one in this project than at the install.
---@param receipt Receipt
---@param name string
---@return boolean
local function is_of(receipt, name)
  if name == receipt.tool then
    return true
  end
  local default = os.getenv("OCX_DEFAULT_REGISTRY")
  if default and default ~= "" then
    return default .. "/" .. name == receipt.tool
  end
  return name == receipt.requested_tool and receipt.default_registry == nil
end

--- Whether the receipt fits what is asked for: mise's folder names collide, and options are no part
--- of them.
---@param ctx BackendExecEnvContext
---@param receipt Receipt
local function check(ctx, receipt)
  local options = ctx.options or {}
  for _, name in ipairs({ "digest", "platform" }) do
    if options[name] ~= nil and type(options[name]) ~= "string" then
      failure.raise(("the option %s of %s is no text"):format(name, named(ctx)), "mend the entry in mise.toml")
    end
  end
  if not is_of(receipt, ctx.tool) then
    raise_misfit(ctx, "tool", receipt.tool, ctx.tool)
  end
  if ctx.version ~= receipt.version then
    raise_misfit(ctx, "version", receipt.version, ctx.version)
  end
  if ctx.install_path ~= receipt.install_path and not holds_package(receipt.install_path) then
    raise_misfit(ctx, "install path", receipt.install_path, ctx.install_path)
  end
  if options.digest ~= nil and options.digest ~= receipt.digest and options.digest ~= receipt.index_digest then
    raise_misfit(ctx, "digest", receipt.index_digest or receipt.digest, options.digest)
  end
  if options.platform ~= receipt.requested_platform then
    raise_misfit(ctx, "platform", receipt.requested_platform or "of the host", options.platform or "of the host")
  end
end

--- The variables of an install in the receipt's order, each with text for key and value.
---@param ctx BackendExecEnvContext
---@return EnvVar[]
function M.env_vars(ctx)
  local receipt = read(ctx)
  check(ctx, receipt)
  if not holds_package(ctx.install_path) then
    failure.raise(
      ("the package of %s is gone from the store of ocx: %s"):format(named(ctx), tostring(receipt.package_root)),
      tool.reinstall(ctx)
    )
  end
  return receipt.env_vars
end

return M
