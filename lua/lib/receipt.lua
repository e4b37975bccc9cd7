--- The `receipt.json` of an install, which is written last. It contains the environment for mise, with
--- relative folders, so that no process has to run. Its format and the order of these checks are documented
--- in docs/receipt.md; Tests/Fixtures/receipts.json tests both readers.
local failure = require("failure")
local file = require("file")
local json = require("json")
local tool = require("tool")

local M = {}

local FORMAT = 2

-- More than any receipt holds.
local LONGEST = 4 * 1024 * 1024

local REQUIRED = { "tool", "requested_tool", "version", "identifier", "digest", "time" }
local OPTIONAL = { "default_registry", "index_digest", "platform", "requested_platform" }

---@param ctx BackendExecEnvContext
---@return string
local function named(ctx)
  return ctx.tool .. "@" .. tostring(ctx.version)
end

---@param ctx BackendExecEnvContext
---@param reason string
local function raise_damage(ctx, reason)
  failure.raise(
    ("%s is not completely installed in %s: %s"):format(named(ctx), ctx.install_path, reason),
    tool.reinstall(ctx)
  )
end

--- Whether a value is a list whose elements all pass.
---@param list any
---@param passes fun(item: any): boolean
---@return boolean
local function is_list(list, passes)
  if type(list) ~= "table" then
    return false
  end
  local count = 0
  for _ in pairs(list) do
    count = count + 1
  end
  for place = 1, count do
    if not passes(list[place]) then
      return false
    end
  end
  return true
end

--- Whether a value is the name of a package's folder in an install: empty for the package itself, digits of
--- a digest for a dependency.
---@param name any
---@return boolean
local function is_folder(name)
  return type(name) == "string"
    and (name == "" or (#name >= 12 and #name <= 128 and not name:find("[^0-9a-f]")))
end

---@param part any
---@return boolean
local function is_part(part)
  return type(part) == "string" or (type(part) == "table" and is_folder(part.package))
end

---@param variable any
---@return boolean
local function is_variable(variable)
  return type(variable) == "table" and type(variable.key) == "string" and is_list(variable.value, is_part)
end

---@param receipt table
---@return boolean
local function is_receipt(receipt)
  for _, key in ipairs(REQUIRED) do
    if type(receipt[key]) ~= "string" then
      return false
    end
  end
  for _, key in ipairs(OPTIONAL) do
    if receipt[key] ~= nil and type(receipt[key]) ~= "string" then
      return false
    end
  end
  return type(receipt.ocx) == "table"
    and type(receipt.ocx.version) == "string"
    and is_list(receipt.env_vars, is_variable)
    and is_list(receipt.dependencies, function(name)
      return is_folder(name) and name ~= ""
    end)
end

--- The receipt of an install folder.
---@param ctx BackendExecEnvContext
---@return Receipt
local function read(ctx)
  local path = file.join_path(ctx.install_path, "receipt.json")
  -- What may not be looked into makes file.stat raise: nothing can be run from there.
  local asked, found = pcall(file.stat, path)
  if not (asked and found) then
    raise_damage(ctx, "its receipt.json is missing")
  end
  -- A pipe in its place would be waited for.
  if found.is_file == false then
    raise_damage(ctx, "its receipt.json cannot be read")
  end
  local was_read, text = pcall(file.read, path)
  local decoded, receipt = pcall(json.decode, was_read and #text <= LONGEST and text or "")
  if not decoded or type(receipt) ~= "table" then
    raise_damage(ctx, "its receipt.json cannot be read")
  end
  if type(receipt.format) == "number" and receipt.format ~= FORMAT then
    raise_damage(ctx, ("its receipt.json has format %s, not %d"):format(receipt.format, FORMAT))
  end
  if receipt.format ~= FORMAT or not is_receipt(receipt) then
    raise_damage(ctx, "its receipt.json cannot be read")
  end
  return receipt
end

--- The path of a package's folder in an install.
---@param install_path string
---@param name string
---@return string
local function folder(install_path, name)
  return name == "" and install_path or file.join_path(install_path, "dependencies", name)
end

---@param ctx BackendExecEnvContext
---@param receipt Receipt
local function check_content(ctx, receipt)
  local names = { "" }
  for _, name in ipairs(receipt.dependencies) do
    names[#names + 1] = name
  end
  for _, name in ipairs(names) do
    local content = file.join_path(folder(ctx.install_path, name), "content")
    -- Only a folder has a name within it.
    local asked, exists = pcall(file.exists, content .. "/.")
    if not (asked and exists) then
      raise_damage(ctx, content .. " is missing")
    end
  end
end

---@param ctx BackendExecEnvContext
---@param part string
---@param installed any
---@param asked any
local function raise_misfit(ctx, part, installed, asked)
  failure.raise(
    ("the install of %s has the %s %s, not %s"):format(
      named(ctx),
      part,
      tostring(installed),
      tostring(asked)
    ),
    tool.reinstall(ctx)
  )
end

--- Whether a receipt is for a tool. A name without a registry refers to the default registry, which can
--- differ between the time of the install and now.
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

--- Checks the receipt against the request: the folder names of mise can collide, and do not include
--- options.
---@param ctx BackendExecEnvContext
---@param receipt Receipt
local function check(ctx, receipt)
  local options = ctx.options or {}
  for _, name in ipairs({ "digest", "platform" }) do
    if options[name] ~= nil and type(options[name]) ~= "string" then
      failure.raise(("the option %s of %s is not a text"):format(name, named(ctx)), "fix the entry in mise.toml")
    end
  end
  if not is_of(receipt, ctx.tool) then
    raise_misfit(ctx, "tool", receipt.tool, ctx.tool)
  end
  if ctx.version ~= receipt.version then
    raise_misfit(ctx, "version", receipt.version, ctx.version)
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
  check_content(ctx, receipt)
  check(ctx, receipt)
  local variables = {}
  for place, variable in ipairs(receipt.env_vars) do
    local texts = {}
    for _, part in ipairs(variable.value) do
      texts[#texts + 1] = type(part) == "string" and part or folder(ctx.install_path, part.package)
    end
    variables[place] = { key = variable.key, value = table.concat(texts) }
  end
  return variables
end

return M
