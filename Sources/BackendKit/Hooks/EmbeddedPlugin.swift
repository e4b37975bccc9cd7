// Made by Tests/Tools/generate-embedded-plugin from lua/; not to be edited.
// swift-format-ignore-file

/// The Lua plugin that this program carries.
enum EmbeddedPlugin {
  /// One file: its path in the plugin's folder, its text, and whether it may be run.
  struct File: Sendable {
    let path: String
    let text: String
    let isExecutable: Bool
  }

  static let files: [File] = [
    File(path: "bin/list-all", text: "", isExecutable: true),
    File(path: "hooks/backend_exec_env.lua", text: ####"""
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

"""####, isExecutable: false),
    File(path: "hooks/backend_install.lua", text: ####"""
local host = require("host")
local program = require("program")
local tool = require("tool")

--- Installs one version into the folder that mise made for it.
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

"""####, isExecutable: false),
    File(path: "hooks/backend_list_tools.lua", text: ####"""
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

"""####, isExecutable: false),
    File(path: "hooks/backend_list_versions.lua", text: ####"""
local host = require("host")
local program = require("program")
local tool = require("tool")

--- The versions of a tool, oldest first: mise keeps the order that it is given.
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

"""####, isExecutable: false),
    File(path: "hooks/backend_search_tools.lua", text: ####"""
local host = require("host")
local program = require("program")

--- The tools that match a text, best first. Nothing may be printed here either.
---@param ctx BackendSearchToolsContext
---@return BackendListToolsResult
function PLUGIN:BackendSearchTools(ctx)
  host.check()
  local answer = program.ask("search-tools", { query = tostring(ctx.query or "") }, true)
  return { tools = program.tools(answer) }
end

"""####, isExecutable: false),
    File(path: "lib/failure.lua", text: ####"""
--- How a hook fails: one line of cause, one line of fix. mise shows the message first; level 0
--- keeps our file and line out of it.
local M = {}

-- More than any name or cause needs; whatever stands in a mise.toml may be longer.
local LONGEST = 600

-- What a terminal acts on beside the ASCII control characters, in UTF-8: the C1 controls, and the marks
-- that turn the direction of a line round.
local UNSEEN = {
  "\194[\128-\159]", "\216\156", "\226\128[\142\143\168-\174]", "\226\129[\166-\169]",
}

--- A text as one line of bounded length with nothing in it that a terminal would act on.
---@param text any
---@param longest? integer in bytes
---@return string
function M.line(text, longest)
  longest = longest or LONGEST
  local line = tostring(text):sub(1, 4 * LONGEST):gsub("%c+", " ")
  for _, pattern in ipairs(UNSEEN) do
    line = line:gsub(pattern, " ")
  end
  if #line > longest then
    -- Not within a character.
    line = line:sub(1, longest):gsub("[\192-\255][\128-\191]*$", "") .. "…"
  end
  return line
end

--- One word for sh, whatever is in it.
---@param text string
---@return string
function M.quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

--- The same for a hint that somebody may copy: bare where every shell takes it as it is.
---@param text string
---@return string
function M.word(text)
  return text:find("^[%w@%%+=:,./_-]+$") and text or M.quoted(text)
end

---@param cause string
---@param fix? string
function M.raise(cause, fix)
  local text = M.line(cause)
  if fix then
    text = text .. "\n" .. M.line(fix)
  end
  error(text, 0)
end

return M

"""####, isExecutable: false),
    File(path: "lib/host.lua", text: ####"""
--- What the hooks need of mise itself.
local cmd = require("cmd")
local failure = require("failure")
local file = require("file")

local M = {}

-- The oldest mise that the plugin was seen to work with.
local OLDEST = "2026.1.0"

local has_log, log = pcall(require, "log")

--- Log lines. A mise without the module for them still shows what is printed.
---@type LogModule
M.log = has_log and log or {
  info = print,
  warn = function(text)
    print("warning: " .. text)
  end,
}

--- The version of the mise on PATH, with a blank before it; nothing where it does not say.
---@return string
local function version()
  local ran, output = pcall(cmd.exec, "mise --version 2>&1 || :")
  local found = ran and output:match("%d%d%d%d%.%d+%.%d+")
  return found and " " .. found or ""
end

--- Refuses a mise that is too old. `file.stat` came in between, and tells.
function M.check()
  if not file.stat then
    failure.raise(
      ("mise%s is too old for this plugin, which needs %s"):format(version(), OLDEST),
      "mise self-update, or the way that mise was installed"
    )
  end
end

return M

"""####, isExecutable: false),
    File(path: "lib/program.lua", text: ####"""
--- The program behind the hooks: where it is, and one call of it.
local cmd = require("cmd")
local failure = require("failure")
local file = require("file")
local host = require("host")
local json = require("json")
local tool = require("tool")

local M = {}

local NAME = "ocx-mise-tui"
-- After the cause, in one line: mise says it again for every tool.
local INSTALL = ": put it on PATH, or name it in OCX_MISE_TUI; "
  .. "'" .. NAME .. " plugin install' binds the plugin to it"

---@param path string
---@return boolean
local function exists(path)
  -- A folder that may not be searched makes file.exists raise: nothing is found there.
  local asked, found = pcall(file.exists, path)
  return asked and found
end

--- Whether something that is no folder is there.
---@param path string
---@return boolean
local function is_there(path)
  return exists(path) and not exists(path .. "/.")
end

--- The path that `plugin install` bound this plugin to, whether or not something is there. A copy from
--- git has no such file.
---@return string?
local function bound()
  local was_read, text = pcall(file.read, file.join_path(RUNTIME.pluginDirPath, "program"))
  local path = was_read and text:gsub("\n$", "") or ""
  return path ~= "" and path or nil
end

--- Whether a folder holds shims. One of mise's would start mise, which asks its hooks, which would call
--- the shim again; where hooks have PATH as the user has it, its shims are on it.
---@param folder string
---@return boolean
local function holds_shims(folder)
  return folder:find("/shims/*$") ~= nil
end

--- The path of the program: what OCX_MISE_TUI names, else the one that this plugin is bound to, else
--- the first on PATH, where mise puts the tools that metadata.lua names in `depends`.
---@return string
function M.find()
  local named = os.getenv("OCX_MISE_TUI")
  if named and named ~= "" then
    if not is_there(named) then
      failure.raise(
        "there is no program at " .. named .. ", which OCX_MISE_TUI names",
        "name the one that is there, or unset OCX_MISE_TUI"
      )
    elseif holds_shims(named:match("^(.*)/") or "") then
      failure.raise(named .. ", which OCX_MISE_TUI names, is a shim", "name the program itself")
    end
    return named
  end
  local binding = bound()
  if binding and is_there(binding) then
    return binding
  end
  -- Absolute folders alone: `./bin` is that of a checkout which nobody may trust yet.
  for folder in (os.getenv("PATH") or ""):gmatch("[^:]+") do
    local path = file.join_path(folder, NAME)
    if folder:sub(1, 1) == "/" and not holds_shims(folder) and is_there(path) then
      return path
    end
  end
  local former = binding and ", which was " .. failure.line(binding, 200) or ""
  failure.raise("the plugin " .. tool.plugin() .. " does not find " .. NAME .. former .. INSTALL)
end

--- The last line that is a JSON object, the last line of all, and the status where it is not 0.
---
--- Standard error is in the output too, so that a program that breaks can be heard: mise keeps it only
--- when a command fails, and then loses standard output.
---@param output string
---@return table? answer, string? last, string? status
local function parted(output)
  local lines, status = {}, nil
  for line in output:gmatch("[^\r\n]+") do
    status = line:match("^exit status (%d+)$")
    lines[#lines + 1] = line
  end
  if status then
    lines[#lines] = nil
  end
  for place = #lines, 1, -1 do
    if lines[place]:sub(1, 1) == "{" then
      local decoded, answer = pcall(json.decode, lines[place])
      if decoded and type(answer) == "table" then
        return answer, lines[#lines], status
      end
    end
  end
  return nil, lines[#lines], status
end

--- What the program said on its way: nobody has seen it yet.
---@param notes any
local function tell(notes)
  for _, note in ipairs(type(notes) == "table" and notes or {}) do
    local say = note.level == "warn" and host.log.warn or host.log.info
    say(failure.line(note.message))
  end
end

---@param path string
---@param status string?
---@param said string?
local function raise_no_answer(path, status, said)
  local cause = path .. " gave no answer"
  if status then
    cause = cause .. " (exit status " .. status .. ")"
  end
  if said then
    cause = cause .. ": " .. said:sub(1, 300)
  end
  failure.raise(cause, "see whether it runs: " .. failure.word(path) .. " doctor")
end

--- Asks a hook of the program. A failure that it answers is raised with its cause and its fix.
---@param hook string
---@param request table
---@param is_silent? boolean whether nothing of its log is shown
---@return table answer
function M.ask(hook, request, is_silent)
  local path = M.find()
  request.plugin = tool.plugin()
  -- The line always ends with 0: from a command that fails, mise keeps only standard error.
  local line = 'printf %s "$OCX_MISE_TUI_REQUEST" | ' .. failure.quoted(path) .. " hook " .. hook
    .. " 2>&1 || printf '\\nexit status %s\\n' \"$?\""
  local ran, output = pcall(cmd.exec, line, { env = { OCX_MISE_TUI_REQUEST = json.encode(request) } })
  if not ran then
    raise_no_answer(path, nil, tostring(output):match("[^\r\n]+"))
  end
  local answer, last, status = parted(output)
  if not answer then
    raise_no_answer(path, status, last)
  end
  if not is_silent then
    tell(answer.log)
  end
  if type(answer.error) == "table" then
    local hint = answer.error.hint
    failure.raise(answer.error.message or "it failed", type(hint) == "string" and hint or nil)
  elseif status then
    raise_no_answer(path, status)
  end
  return answer
end

--- A list out of an answer, each item as `convert` has it; nil from it is an item of another kind.
---@generic T
---@param answer table
---@param key string
---@param convert fun(item: any): T?
---@return T[]
local function list(answer, key, convert)
  local found, items = answer[key], {}
  for place = 1, type(found) == "table" and #found or 0 do
    items[place] = convert(found[place])
  end
  if type(found) ~= "table" or #items ~= #found then
    failure.raise(
      NAME .. " and this plugin do not fit: its answer has no list '" .. key .. "'",
      "bring both to one version: " .. NAME .. " plugin install"
    )
  end
  return items
end

--- A list of texts out of an answer.
---@param answer table
---@param key string
---@return string[]
function M.texts(answer, key)
  return list(answer, key, function(item)
    return type(item) == "string" and item or nil
  end)
end

--- The tools of an answer. mise gets a text for each description, also where the index has none.
---@param answer table
---@return ListedTool[]
function M.tools(answer)
  return list(answer, "tools", function(item)
    if type(item) ~= "table" or type(item.name) ~= "string" then
      return nil
    end
    return { name = item.name, description = type(item.description) == "string" and item.description or "" }
  end)
end

return M

"""####, isExecutable: false),
    File(path: "lib/receipt.lua", text: ####"""
--- What an install left in its folder: `receipt.json`, written last. It holds the environment as mise is to
--- get it, with the folders of the install relative, so that nothing has to run. Its format and the order of
--- these checks are those of docs/receipt.md; Tests/Fixtures/receipts.json holds both readers to one table.
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
    ("%s is not wholly installed in %s: %s"):format(named(ctx), ctx.install_path, reason),
    tool.reinstall(ctx)
  )
end

--- Whether something is a list of which each element passes.
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

--- Whether something is the name of a package's folder in an install: nothing for the package itself, digits
--- of a digest for one that it needs.
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
      failure.raise(("the option %s of %s is no text"):format(name, named(ctx)), "fix the entry in mise.toml")
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

"""####, isExecutable: false),
    File(path: "lib/tool.lua", text: ####"""
--- The tool that mise asks about. Whatever stands in any mise.toml gets here, also from one that
--- nobody trusts: what is no name of a tool ends here, before any process is started.
local failure = require("failure")
local file = require("file")

local M = {}

-- What OCX takes is at most a registry and 255 bytes of repository.
local LONGEST = 512

--- Refuses what cannot be a tool's name. What it means is for the program to say.
---@param name any
function M.check(name)
  if
    type(name) ~= "string"
    or #name > LONGEST
    or not name:find("^[%w][%w._:/-]*$")
    or name:find("..", 1, true)
    or name:find("//", 1, true)
  then
    failure.raise(
      "'" .. failure.line(name, 100) .. "' is no name of a tool",
      "write it as registry/namespace/name, such as ocx.sh/shellcheck/shellcheck"
    )
  end
end

--- The name that mise knows this plugin by: the folder that it is linked as.
---@return string
function M.plugin()
  return tostring(RUNTIME.pluginDirPath):match("([^/\\]+)[/\\]*$") or "ocx"
end

--- The alias that mise keeps an install under, where it has one: `[tool_alias]` gives a tool another
--- folder, and only its alias leads there.
---@param install_path string
---@return string?
local function alias(install_path)
  local folder = tostring(install_path):match("^(.*)/[^/]+$")
  if not folder then
    return nil
  end
  local was_read, text = pcall(file.read, file.join_path(folder, ".mise.backend.toml"))
  local short = was_read and ("\n" .. text):match('\n%s*short%s*=%s*"([^"\\]+)"')
  -- A name with a colon is that of a backend: this tool's own, or one whose folder collides with it.
  return short and not short:find(":", 1, true) and short or nil
end

--- The command that installs a version anew.
---@param ctx { tool: string, version: string, install_path: string }
---@return string
function M.reinstall(ctx)
  local key = (alias(ctx.install_path) or M.plugin() .. ":" .. ctx.tool) .. "@" .. tostring(ctx.version)
  return "mise install --force " .. failure.word(key)
end

return M

"""####, isExecutable: false),
    File(path: "metadata.lua", text: ####"""
-- Read by mise before any hook.
PLUGIN = {
  name = "ocx",
  version = "0.1.0",
  description = "Installs tools from OCX registries, through ocx-mise-tui",
  author = "The authors of ocx-mise-tui",
  license = "MIT",
  homepage = "https://github.com/OWNER/ocx-mise-tui",
  -- Where a project has these, mise installs them first and puts them on the PATH of the hooks.
  depends = { "github:OWNER/ocx-mise-tui", "github:ocx-sh/ocx" },
  notes = {
    "Needs ocx-mise-tui: on PATH, named in OCX_MISE_TUI, or bound by 'ocx-mise-tui plugin install'.",
  },
}

"""####, isExecutable: false),
    File(path: "types/mise.lua", text: ####"""
---@meta
-- What mise gives a backend plugin and takes from it, for a Lua language server. mise reads none
-- of this.

---@class Plugin
---@field name string
---@field version string
---@field BackendListVersions fun(self: Plugin, ctx: BackendListVersionsContext): BackendListVersionsResult
---@field BackendInstall fun(self: Plugin, ctx: BackendInstallContext): BackendInstallResult
---@field BackendExecEnv fun(self: Plugin, ctx: BackendExecEnvContext): BackendExecEnvResult
---@field BackendListTools fun(self: Plugin, ctx: BackendListToolsContext): BackendListToolsResult
---@field BackendSearchTools fun(self: Plugin, ctx: BackendSearchToolsContext): BackendListToolsResult
PLUGIN = {}

---Userdata: fields by name alone, nothing to iterate over.
---@class Runtime
---@field osType "linux"|"darwin"|"windows"
---@field archType "amd64"|"arm64"
---@field envType "gnu"|"musl"|nil
---@field version string
---@field pluginDirPath string the plugin's folder below mise's `plugins/`, named as mise knows it
RUNTIME = {}

---An entry's options. Scalars come as text (`true` is "true", 3 is "3"); arrays and tables stay tables.
---@class Options
---@field builds? "true"|"false" whether build tags are listed
---@field digest? string the only content that is taken, `sha256:…`
---@field platform? string the platform to install for, `linux/arm64`
---@field [string] any

---@class BackendListVersionsContext
---@field tool string the key without the plugin's name: `ocx.sh/shellcheck/shellcheck`
---@field options Options

---@class BackendListVersionsResult
---@field versions string[] oldest first; mise keeps the order

---@class BackendInstallContext
---@field tool string
---@field version string what the list said, or the raw request where nothing matched
---@field install_path string an empty folder
---@field download_path string an empty folder
---@field options Options

---@class BackendInstallResult

---@class BackendExecEnvContext
---@field tool string
---@field version string
---@field install_path string
---@field options Options

---@class BackendExecEnvResult
---@field env_vars EnvVar[]

---A key that comes again is joined with `:`, in the order given.
---@class EnvVar
---@field key string
---@field value string

---Empty. Called by mise from 2026.9 on, as the hook for a search: older ones load both and call neither.
---Neither has an environment of hooks: os.getenv and cmd.exec see that of mise itself, shims on PATH.
---@class BackendListToolsContext

---@class BackendSearchToolsContext
---@field query string what was typed, without the prefix: `cma` of `mise search ocx:cma`

---@class BackendListToolsResult
---@field tools ListedTool[] best first

---@class ListedTool
---@field name string without the prefix: `ocx.sh/kitware/cmake`
---@field description string one line, or nothing

---docs/receipt.md
---@class Receipt
---@field format integer
---@field tool string
---@field requested_tool string
---@field default_registry? string
---@field version string
---@field identifier string
---@field digest string
---@field index_digest? string
---@field platform? string
---@field requested_platform? string
---@field ocx { version: string }
---@field env_vars { key: string, value: (string|{ package: string })[] }[]
---@field dependencies string[]
---@field time string

"""####, isExecutable: false),
    File(path: "types/modules.lua", text: ####"""
---@meta
-- The modules of mise that this plugin requires.

---@class CmdOptions
---@field cwd? string
---@field env? table<string, string> put over mise's environment

---By `sh -c -o errexit`, with no standard input; raises userdata on a status that is not 0.
---@class CmdModule
---@field exec fun(command: string, options?: CmdOptions): string

---@class FileModule
---@field read fun(path: string): string raises where the file cannot be read
---@field exists fun(path: string): boolean follows links; raises where it cannot be known
---@field stat? fun(path: string): table? not in mise before 2026.1
---@field join_path fun(...: string): string

---@class JsonModule
---@field encode fun(value: any): string
---@field decode fun(text: string): any raises on what is no JSON; null is a userdata

---Not in every mise of 2026.1: lib/host.lua does without.
---@class LogModule
---@field info fun(...: any)
---@field warn fun(...: any)

"""####, isExecutable: false),
  ]
}
