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

--- The environment of an installed version. mise needs it very often: it is read from the receipt of the
--- install, without starting a process.
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

"""####, isExecutable: false),
    File(path: "hooks/backend_list_tools.lua", text: ####"""
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

"""####, isExecutable: false),
    File(path: "hooks/backend_list_versions.lua", text: ####"""
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

"""####, isExecutable: false),
    File(path: "hooks/backend_search_tools.lua", text: ####"""
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

"""####, isExecutable: false),
    File(path: "lib/failure.lua", text: ####"""
--- Failures of hooks: one line with the cause, one line with the hint. mise shows the message first;
--- level 0 omits this file and line from it.
local M = {}

-- Longer than any real name or cause; the text of a mise.toml can be longer.
local LONGEST = 600

-- What a terminal interprets in addition to the ASCII control characters, in UTF-8: the C1 controls, and
-- the characters that change the direction of text.
local UNSEEN = {
  "\194[\128-\159]", "\216\156", "\226\128[\142\143\168-\174]", "\226\129[\166-\169]",
}

--- The text as one line of bounded length without characters that a terminal interprets.
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
    -- Not in the middle of a character.
    line = line:sub(1, longest):gsub("[\192-\255][\128-\191]*$", "") .. "…"
  end
  return line
end

--- Any text as one word of sh.
---@param text string
---@return string
function M.quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

--- The same for hints that can be copied: without quotes if no shell needs them.
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
--- Functions of mise that the hooks need.
local cmd = require("cmd")
local failure = require("failure")
local file = require("file")

local M = {}

-- The oldest mise that the plugin was tested with.
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

--- The version of the mise on PATH, preceded by a space; empty if it is unknown.
---@return string
local function version()
  local ran, output = pcall(cmd.exec, "mise --version 2>&1 || :")
  local found = ran and output:match("%d%d%d%d%.%d+%.%d+")
  return found and " " .. found or ""
end

--- Rejects a mise that is too old: one without `file.stat`.
function M.check()
  if not file.stat then
    failure.raise(
      ("mise%s is too old for this plugin, which needs %s"):format(version(), OLDEST),
      "mise self-update, or your package manager"
    )
  end
end

return M

"""####, isExecutable: false),
    File(path: "lib/program.lua", text: ####"""
--- The program that the hooks call: finding and calling it.
local cmd = require("cmd")
local failure = require("failure")
local file = require("file")
local host = require("host")
local json = require("json")
local tool = require("tool")

local M = {}

local NAME = "ocx-mise-tui"
-- On the same line as the cause, since mise repeats it for every tool.
local INSTALL = ": put it on PATH, or set OCX_MISE_TUI to it; "
  .. "'" .. NAME .. " plugin install' binds the plugin to it"

---@param path string
---@return boolean
local function exists(path)
  -- file.exists raises for a folder without search permission: nothing is found there.
  local asked, found = pcall(file.exists, path)
  return asked and found
end

--- Whether the path exists and is not a folder.
---@param path string
---@return boolean
local function is_there(path)
  return exists(path) and not exists(path .. "/.")
end

--- The path that `plugin install` bound this plugin to, whether it exists or not. A clone from git has no
--- such file.
---@return string?
local function bound()
  local was_read, text = pcall(file.read, file.join_path(RUNTIME.pluginDirPath, "program"))
  local path = was_read and text:gsub("\n$", "") or ""
  return path ~= "" and path or nil
end

--- Whether a folder contains shims. A shim of mise would start mise, which runs its hooks, which would
--- call the shim again; some hooks run with the user's PATH, which includes the shims.
---@param folder string
---@return boolean
local function holds_shims(folder)
  return folder:find("/shims/*$") ~= nil
end

--- The path of the program: the value of OCX_MISE_TUI, otherwise the one that this plugin is bound to,
--- otherwise the first on PATH, to which mise adds the tools in `depends` of metadata.lua.
---@return string
function M.find()
  local named = os.getenv("OCX_MISE_TUI")
  if named and named ~= "" then
    if not is_there(named) then
      failure.raise(
        "OCX_MISE_TUI is set to " .. named .. ", which is not a program",
        "set OCX_MISE_TUI to the program, or unset it"
      )
    elseif holds_shims(named:match("^(.*)/") or "") then
      failure.raise("OCX_MISE_TUI is set to " .. named .. ", which is a shim", "set it to the program itself")
    end
    return named
  end
  local binding = bound()
  if binding and is_there(binding) then
    return binding
  end
  -- Only absolute folders: `./bin` may belong to a checkout that is not trusted yet.
  for folder in (os.getenv("PATH") or ""):gmatch("[^:]+") do
    local path = file.join_path(folder, NAME)
    if folder:sub(1, 1) == "/" and not holds_shims(folder) and is_there(path) then
      return path
    end
  end
  local former = binding and ", which was " .. failure.line(binding, 200) or ""
  failure.raise("the plugin " .. tool.plugin() .. " does not find " .. NAME .. former .. INSTALL)
end

--- The last line that is a JSON object, the last line of all, and the status if it is not 0.
---
--- The output includes standard error, so that the messages of a crash are not lost: mise returns it only
--- if a command fails, and then without standard output.
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

--- Logs the notes in an answer, which have not been shown yet.
---@param notes any
local function tell(notes)
  for _, note in ipairs(type(notes) == "table" and notes or {}) do
    local has_fields = type(note) == "table"
    local say = has_fields and note.level == "warn" and host.log.warn or host.log.info
    say(failure.line(has_fields and note.message or note))
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
  failure.raise(cause, "check whether it runs: " .. failure.word(path) .. " doctor")
end

--- Calls a hook of the program. A failure in its answer is raised with its cause and hint.
---@param hook string
---@param request table
---@param is_silent? boolean whether to suppress its log
---@return table answer
function M.ask(hook, request, is_silent)
  local path = M.find()
  request.plugin = tool.plugin()
  -- The command always exits with 0: if a command fails, mise returns only its standard error.
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

--- A list in an answer, with its items converted; `convert` returns nil for an invalid item.
---@generic T
---@param answer table
---@param key string
---@param convert fun(item: any): T?
---@return T[]
local function list(answer, key, convert)
  local found, items = answer[key], {}
  local is_valid = type(found) == "table"
  for place = 1, is_valid and #found or 0 do
    items[place] = convert(found[place])
    -- Not by the length at the end, which Lua does not define for a list with a gap.
    is_valid = is_valid and items[place] ~= nil
  end
  if not is_valid then
    failure.raise(
      NAME .. " and this plugin have incompatible versions: its answer has no list '" .. key .. "'",
      "install the same version of both: " .. NAME .. " plugin install"
    )
  end
  return items
end

--- A list of texts in an answer.
---@param answer table
---@param key string
---@return string[]
function M.texts(answer, key)
  return list(answer, key, function(item)
    return type(item) == "string" and item or nil
  end)
end

--- The tools in an answer. Each has a description for mise, even if the index has none.
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

"""####, isExecutable: false),
    File(path: "lib/tool.lua", text: ####"""
--- Names of tools from mise. They can come from any mise.toml, even one that is not trusted: invalid names
--- are rejected here, before any process is started.
local failure = require("failure")
local file = require("file")

local M = {}

-- OCX accepts at most a registry and 255 bytes of repository.
local LONGEST = 512

--- Rejects invalid names. The program resolves valid ones.
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
      "'" .. failure.line(name, 100) .. "' is not the name of a tool",
      "write it as registry/namespace/name, such as ocx.sh/shellcheck/shellcheck"
    )
  end
end

--- The name of this plugin in mise: that of its folder.
---@return string
function M.plugin()
  return tostring(RUNTIME.pluginDirPath):match("([^/\\]+)[/\\]*$") or "ocx"
end

--- The alias of an install in mise, if it has one: with `[tool_alias]` a tool has another folder, which is
--- only found by its alias.
---@param install_path string
---@return string?
local function alias(install_path)
  local folder = tostring(install_path):match("^(.*)/[^/]+$")
  if not folder then
    return nil
  end
  local was_read, text = pcall(file.read, file.join_path(folder, ".mise.backend.toml"))
  local short = was_read and ("\n" .. text):match('\n%s*short%s*=%s*"([^"\\]+)"')
  -- A name with a colon is not an alias: it is this tool's own, or one whose folder collides with it.
  return short and not short:find(":", 1, true) and short or nil
end

--- The command that reinstalls a version.
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
  -- If a project has these, mise installs them first and adds them to the PATH of the hooks.
  depends = { "github:OWNER/ocx-mise-tui", "github:ocx-sh/ocx" },
  notes = {
    "Needs ocx-mise-tui: on PATH, set in OCX_MISE_TUI, or bound by 'ocx-mise-tui plugin install'.",
  },
}

"""####, isExecutable: false),
    File(path: "types/mise.lua", text: ####"""
---@meta
-- The interface between mise and a backend plugin, for a Lua language server. mise does not read
-- this file.

---@class Plugin
---@field name string
---@field version string
---@field BackendListVersions fun(self: Plugin, ctx: BackendListVersionsContext): BackendListVersionsResult
---@field BackendInstall fun(self: Plugin, ctx: BackendInstallContext): BackendInstallResult
---@field BackendExecEnv fun(self: Plugin, ctx: BackendExecEnvContext): BackendExecEnvResult
---@field BackendListTools fun(self: Plugin, ctx: BackendListToolsContext): BackendListToolsResult
---@field BackendSearchTools fun(self: Plugin, ctx: BackendSearchToolsContext): BackendListToolsResult
PLUGIN = {}

---Userdata: fields are accessed by name and cannot be iterated over.
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
---@field digest? string the only content that is accepted, `sha256:…`
---@field platform? string the platform to install for, `linux/arm64`
---@field [string] any

---@class BackendListVersionsContext
---@field tool string the key without the plugin's name: `ocx.sh/shellcheck/shellcheck`
---@field options Options

---@class BackendListVersionsResult
---@field versions string[] oldest first; mise keeps the order

---@class BackendInstallContext
---@field tool string
---@field version string a listed version, or the raw request if none matched
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

---Values of a repeated key are joined with `:`, in the given order.
---@class EnvVar
---@field key string
---@field value string

---Empty. Called by mise 2026.9 or later, like the hook for searches; older ones load both but call neither.
---Both run with the environment of mise itself, including shims on PATH.
---@class BackendListToolsContext

---@class BackendSearchToolsContext
---@field query string what was typed, without the prefix: `cma` of `mise search ocx:cma`

---@class BackendListToolsResult
---@field tools ListedTool[] best first

---@class ListedTool
---@field name string without the prefix: `ocx.sh/kitware/cmake`
---@field description string one line, or empty

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
---@field env? table<string, string> added to mise's environment

---Runs `sh -c -o errexit` without standard input; raises userdata if the status is not 0.
---@class CmdModule
---@field exec fun(command: string, options?: CmdOptions): string

---@class FileModule
---@field read fun(path: string): string raises if the file cannot be read
---@field exists fun(path: string): boolean follows links; raises if that is unknown
---@field stat? fun(path: string): table? not in mise before 2026.1
---@field join_path fun(...: string): string

---@class JsonModule
---@field encode fun(value: any): string
---@field decode fun(text: string): any raises on invalid JSON; null is a userdata

---Missing in some versions 2026.1 of mise: lib/host.lua handles that.
---@class LogModule
---@field info fun(...: any)
---@field warn fun(...: any)

"""####, isExecutable: false),
  ]
}
