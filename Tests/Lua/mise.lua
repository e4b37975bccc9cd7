--- A `mise` to call, for the examples of the documents: the harness, with as much of a command line as
--- they use. `lua5.1 Tests/Lua/mise.lua COMMAND …`, with MISE_DATA_DIR set. What mise would fetch from a
--- forge as `github:OWNER/NAME`, it takes from `$MISE_STANDIN_RELEASES/OWNER/NAME.tar.gz`.
package.path = assert(arg[0]:match("^(.*)/[^/]+$")) .. "/?.lua"

local Mise = require("harness.mise")
local configuration = require("standin.configuration")
local releases = require("standin.releases")
local shell = require("harness.shell")

local DATA = assert(os.getenv("MISE_DATA_DIR"), "give MISE_DATA_DIR")

local function fail(text)
  io.stderr:write("mise ERROR ", text, "\n")
  os.exit(1)
end

--- The variables of this process.
local function environment()
  local env = {}
  for line in shell.run("env"):gmatch("[^\n]+") do
    local key, value = line:match("^([%a_][%w_]*)=(.*)$")
    if key then
      env[key] = value
    end
  end
  return env
end

--- mise, with the environment that it makes for hooks: PATH without shims, and with the tools in front
--- that the plugin's `depends` names and the project has.
local function mise(tools)
  local env, folders = environment(), {}
  if shell.test("-e", DATA .. "/plugins/ocx/metadata.lua") then
    for name in (shell.read(DATA .. "/plugins/ocx/metadata.lua"):match("depends = (%b{})") or ""):gmatch('"([^"]+)"') do
      if tools[name] then
        folders[#folders + 1] = releases.bin(DATA, name)
      end
    end
  end
  for folder in env.PATH:gmatch("[^:]+") do
    if folder ~= DATA .. "/shims" then
      folders[#folders + 1] = folder
    end
  end
  env.PATH = table.concat(folders, ":")
  return Mise.at((os.getenv("HOME") or "") .. "/.cache/mise-standin", DATA, "ocx", env)
end

--- The part of a key after `ocx:`.
local function named(key)
  return key:match("^ocx:(.+)$")
end

--- The last of `versions` that a request means: the whole of it, or a beginning that ends at a `.`.
local function match(versions, request)
  for place = #versions, 1, -1 do
    local version = versions[place]
    if request == "latest" and version:find("^%d") or version == request
      or version:sub(1, #request + 1) == request .. "." then
      return version
    end
  end
end

--- What an entry stands for: what is installed, unless the newest is wanted; else what the plugin lists.
local function resolve(world, key, entry, is_newest)
  local tool = named(key)
  local here = not is_newest and match(world:installed(tool), entry.request)
  if here then
    return here
  end
  local listed = world:list(tool, entry.options)
  if listed.error then
    fail(("Failed to resolve %s@%s: %s"):format(key, entry.request, listed.error))
  end
  return match(listed.value.versions, entry.request) or entry.request
end

--- Plugins, then releases, which the plugin may need, then what the plugin installs.
local function install(loaded, wanted, is_forced, is_newest)
  for name, source in pairs(loaded.plugins) do
    if not shell.test("-e", DATA .. "/plugins/" .. name) then
      local url, branch = source:match("^(.-)#(.+)$")
      shell.must(shell.line({ "git", "clone", "--quiet", "--branch", branch, url, DATA .. "/plugins/" .. name }))
    end
  end
  for key in pairs(wanted) do
    if key:find("^github:") then
      releases.install(DATA, key)
    elseif not named(key) then
      fail("this stand-in has no backend for " .. key)
    end
  end
  local world = mise(loaded.tools)
  for key, entry in pairs(wanted) do
    if named(key) then
      if not shell.test("-e", world.plugin) then
        fail("ocx is not a valid plugin name")
      end
      local version = resolve(world, key, entry, is_newest)
      if is_forced or not match(world:installed(named(key)), version) then
        local result = world:install(named(key), version, entry.options)
        if result.error then
          fail(("Failed to install %s@%s: %s"):format(key, version, result.error))
        end
        print(("mise %s@%s ✓ installed"):format(key, version))
      end
    end
  end
end

--- TOOL@VERSION words as entries; all of the project's without any.
local function wanted(loaded, words)
  local entries = {}
  for _, word in ipairs(words) do
    local key, request = word:match("^(.+)@([^@]+)$")
    key = key or word
    entries[key] = { request = request or (loaded.tools[key] or {}).request or "latest",
      options = (loaded.tools[key] or {}).options or {} }
  end
  return next(entries) and entries or loaded.tools
end

local commands = {}

function commands.install(loaded, words, flags)
  install(loaded, wanted(loaded, words), flags["--force"], false)
end

function commands.upgrade(loaded, words)
  install(loaded, wanted(loaded, words), false, true)
end

function commands.use(loaded, words, flags)
  local entries = wanted(loaded, words)
  configuration.write(flags["-g"] and configuration.global() or loaded.target, entries)
  install(configuration.load(DATA), entries, false, true)
end

function commands.ls(loaded)
  local world = mise(loaded.tools)
  for key, entry in pairs(loaded.tools) do
    if named(key) then
      print(key, resolve(world, key, entry), entry.file, entry.request)
    end
  end
end

function commands.search(loaded, words)
  local found = mise(loaded.tools):search_tools(words[1])
  if found.error then
    fail(found.error)
  end
  for _, tool in ipairs(found.value.tools) do
    print("ocx:" .. tool.name, tool.description)
  end
end

function commands.uninstall(loaded, words, flags)
  local world = mise(loaded.tools)
  for _, word in ipairs(words) do
    local key, version = word:match("^(.+)@([^@]+)$")
    local tool = named(key or word)
    if not shell.test("-e", world.plugin) then
      fail("ocx is not a valid plugin name")
    end
    for _, here in ipairs(world:installed(tool)) do
      if flags["--all"] or here == version then
        world:uninstall(tool, here)
      end
    end
  end
end

function commands.exec(loaded, words)
  local world = mise(loaded.tools)
  world.env = environment()
  for key in pairs(loaded.tools) do
    if key:find("^github:") then
      world.env.PATH = releases.bin(DATA, key) .. ":" .. world.env.PATH
    end
  end
  for key, entry in pairs(loaded.tools) do
    if named(key) then
      local version = match(world:installed(named(key)), entry.request)
      local result = version and world:exec_env(named(key), version, entry.options)
      if not result or result.error then
        fail(("%s@%s: %s"):format(key, entry.request, result and result.error or "not installed"))
      end
      world.env = world:environment(named(key), version, entry.request, result.value.env_vars)
    end
  end
  local line = { "env", "-i" }
  for key, value in pairs(world.env) do
    line[#line + 1] = key .. "=" .. value
  end
  for _, word in ipairs(words) do
    line[#line + 1] = word
  end
  local ended = os.execute(shell.line(line))
  os.exit(ended == true and 0 or tonumber(ended) and (ended >= 256 and ended / 256 or ended) or 1)
end

function commands.trust(loaded)
  configuration.trust(DATA, loaded.target)
end

--- The harness keeps no lists.
function commands.cache() end

local function main()
  local words, flags, rest = {}, {}, nil
  local place = 1
  while place <= #arg do
    local word = arg[place]
    if rest then
      words[#words + 1] = word
    elseif word == "--" then
      rest = true
    elseif word == "--version" then
      print("2026.9.15 linux-x64 (2026-09-15)")
      return
    elseif word == "--cd" then
      place = place + 1
      configuration.directory = arg[place]
    elseif word:sub(1, 1) == "-" then
      flags[word] = true
    else
      words[#words + 1] = word
    end
    place = place + 1
  end
  local command = table.remove(words, 1)
  local work = commands[command or ""] or fail("this stand-in has no command " .. tostring(command))
  local loaded = configuration.load(DATA)
  if loaded.untrusted and command ~= "trust" and command ~= "cache" then
    fail("Config files in " .. loaded.untrusted .. " are not trusted.\nTrust them with `mise trust`.")
  end
  work(loaded, words, flags)
end

main()
