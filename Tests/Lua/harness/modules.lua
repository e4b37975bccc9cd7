--- The modules that mise gives a plugin, behaving as mise's do (crates/vfox/src/lua_mod).
local json = require("harness.json")
local shell = require("harness.shell")

local M = {}

--- Errors of mise's own functions are userdata, with a stack trace in their text.
local function raise(text)
  local value = newproxy(true)
  getmetatable(value).__tostring = function()
    return "runtime error: " .. text .. "\nstack traceback:\n\t[C]: in ?"
  end
  error(value, 0)
end

local function guarded(work)
  return function(...)
    local ok, value = pcall(work, ...)
    if not ok then
      raise(tostring(value))
    end
    return value
  end
end

local function failing(name)
  return function()
    raise(name .. " is not there for this plugin: all network is ocx's")
  end
end

--- `sh -c -o errexit` in the environment that mise made and nothing else, without standard input.
local function exec(environment, scratch, ...)
  local count, command, options = select("#", ...), ...
  if count == 2 and type(options) ~= "table" then
    error("PANIC: the options of cmd.exec are no table")
  elseif count < 1 or count > 2 then
    raise("cmd.exec takes 1 or 2 arguments: (command) or (command, options)")
  end
  local words = { "env", "-i" }
  local merged = {}
  for key, value in pairs(environment) do
    merged[key] = value
  end
  for key, value in pairs(options and options.env or {}) do
    merged[key] = value
  end
  for key, value in pairs(merged) do
    words[#words + 1] = key .. "=" .. value
  end
  for _, word in ipairs({ "sh", "-c", "-o", "errexit", command }) do
    words[#words + 1] = word
  end
  local line = shell.line(words) .. " </dev/null >" .. shell.quote(scratch .. "/stdout")
    .. " 2>" .. shell.quote(scratch .. "/stderr")
  if options and options.cwd then
    line = "cd " .. shell.quote(options.cwd) .. " && " .. line
  end
  local _, status = shell.run(line)
  local output, errors = shell.read(scratch .. "/stdout"), shell.read(scratch .. "/stderr")
  if status ~= 0 then
    raise(("Command failed with status exit status: %d: %s"):format(status, errors))
  end
  return output
end

--- Whether a text is UTF-8, as a string of Rust has to be.
local function is_utf8(text)
  local rest = text:gsub("[%z\1-\127]+", "")
  local place = 1
  while place <= #rest do
    local stop
    for _, form in ipairs({
      "^[\194-\223][\128-\191]", "^\224[\160-\191][\128-\191]", "^[\225-\236\238\239][\128-\191][\128-\191]",
      "^\237[\128-\159][\128-\191]", "^\240[\144-\191][\128-\191][\128-\191]",
      "^[\241-\243][\128-\191][\128-\191][\128-\191]", "^\244[\128-\143][\128-\191][\128-\191]",
    }) do
      stop = stop or select(2, rest:find(form, place))
    end
    if not stop then
      return false
    end
    place = stop + 1
  end
  return true
end

--- What std::fs::symlink_metadata tells, by one process.
local function stat(path)
  local quoted = shell.quote(path)
  local kind = shell.must(("for kind in L f d e; do [ -$kind %s ] && echo $kind && break; done; :"):format(quoted))
  kind = kind:match("%a")
  return kind and { is_symlink = kind == "L", is_file = kind == "f", is_dir = kind == "d" }
end

local function file_module()
  return {
    read = guarded(function(path)
      local text = shell.read(path) or error(path .. ": No such file or directory (os error 2)", 0)
      return is_utf8(text) and text or error(path .. ": stream did not contain valid UTF-8", 0)
    end),
    -- Opening for reading follows links and works on folders: what std::fs::exists answers, without a
    -- process.
    exists = function(path)
      local handle = io.open(path, "rb")
      if handle then
        handle:close()
      end
      return handle ~= nil
    end,
    stat = stat,
    join_path = function(...)
      local parts = {}
      for _, part in ipairs({ ... }) do
        if part ~= "" then
          parts[#parts + 1] = tostring(part)
        end
      end
      return table.concat(parts, "/")
    end,
    symlink = guarded(function(target, path)
      shell.must(shell.line({ "ln", "-s", "--", target, path }))
    end),
    list = failing("file.list"),
    glob = failing("file.glob"),
    move = failing("file.move"),
  }
end

local function plain_find(text, part)
  return text:find(part, 1, true)
end

local strings = {
  split = function(text, separator)
    local parts, from = {}, 1
    while true do
      local start, stop = text:find(separator, from, true)
      if not start then
        parts[#parts + 1] = text:sub(from)
        return parts
      end
      parts[#parts + 1] = text:sub(from, start - 1)
      from = stop + 1
    end
  end,
  has_prefix = function(text, prefix)
    return text:sub(1, #prefix) == prefix
  end,
  has_suffix = function(text, suffix)
    return suffix == "" or text:sub(-#suffix) == suffix
  end,
  trim = function(text, suffix)
    while suffix ~= "" and text:sub(-#suffix) == suffix do
      text = text:sub(1, -#suffix - 1)
    end
    return text
  end,
  trim_space = function(text)
    return (text:gsub("^%s+", ""):gsub("%s+$", ""))
  end,
  contains = function(text, part)
    return plain_find(text, part) ~= nil
  end,
  join = function(items, separator)
    local parts = {}
    for place, item in ipairs(items) do
      parts[place] = tostring(item)
    end
    return table.concat(parts, separator)
  end,
}

local function semver_parts(text)
  local parts = {}
  for digits in text:gmatch("%d+") do
    parts[#parts + 1] = tonumber(digits)
  end
  return parts
end

--- Digits alone: no prerelease is before its release here, which is why nothing of ours uses it.
local function semver_compare(left, right)
  local first, second = semver_parts(left), semver_parts(right)
  for place = 1, math.max(#first, #second) do
    local a, b = first[place] or 0, second[place] or 0
    if a ~= b then
      return a < b and -1 or 1
    end
  end
  return 0
end

--- Log lines as {level, text}; `print` is info.
local function log_module(lines)
  local function at(level)
    return function(...)
      local parts = {}
      for place = 1, select("#", ...) do
        parts[place] = tostring((select(place, ...)))
      end
      lines[#lines + 1] = { level = level, message = table.concat(parts, "\t") }
    end
  end
  local module = {}
  for _, level in ipairs({ "trace", "debug", "info", "warn", "error" }) do
    module[level] = at(level)
  end
  return module
end

--- Puts the modules where `require` finds them, and mise's environment behind os.getenv.
---@param environment table<string, string> the environment that mise made
---@param scratch string a folder for the output of commands
---@param without? string[] what an older mise lacks: a module, or one function such as `file.stat`
---@return table[] lines what was logged
function M.install(environment, scratch, without)
  local lines = {}
  local log = log_module(lines)
  local modules = {
    cmd = {
      exec = function(...)
        return exec(environment, scratch, ...)
      end,
      stream = failing("cmd.stream"),
    },
    file = file_module(),
    json = {
      encode = guarded(json.encode),
      decode = guarded(function(text)
        return json.decode(text)
      end),
    },
    log = log,
    strings = strings,
    semver = { compare = semver_compare, parse = semver_parts },
    env = {
      setenv = failing("env.setenv"),
      getenv = function(key)
        return environment[key]
      end,
    },
    http = {},
    archiver = { decompress = failing("archiver.decompress") },
    html = { parse = failing("html.parse") },
  }
  for _, name in ipairs({ "get", "head", "download_file", "try_get", "try_head", "try_download_file" }) do
    modules.http[name] = failing("http." .. name)
  end
  for name, module in pairs(modules) do
    package.loaded[name] = module
  end
  for _, name in ipairs(without or {}) do
    local module, member = name:match("^(.-)%.(.*)$")
    if member then
      package.loaded[module][member] = nil
    else
      package.loaded[name] = nil
    end
  end
  os.getenv = function(key) -- luacheck: ignore 122
    return environment[key]
  end
  io.popen = failing("io.popen") -- luacheck: ignore 122
  os.execute = failing("os.execute") -- luacheck: ignore 122
  print = log.info -- luacheck: ignore 121
  return lines
end

return M
