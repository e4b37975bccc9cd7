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
