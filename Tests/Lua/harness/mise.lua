--- mise around a plugin: its folders, the steps of an install, the links to versions, and what it makes
--- of the variables that a plugin gives.
local json = require("harness.json")
local shell = require("harness.shell")

-- Kept: a case that installs mise's modules here takes it away.
local popen = io.popen

local Mise = {}
Mise.__index = Mise

local HARNESS = shell.folder_of(arg[0])
local INTERPRETER = arg[-1] or "lua5.1"

--- A mise with its data and cache below `root`, and `plugin` linked as `name`. `env` is the environment
--- that it makes for hooks. `without`, where it is set, names what an older mise lacks: a module, or
--- `file.stat`.
function Mise.new(root, plugin, name, env)
  local self = Mise.at(root, root .. "/data", name, env)
  shell.must(shell.line({ "mkdir", "-p", self.data .. "/plugins" }))
  shell.must(shell.line({ "ln", "-s", plugin, self.plugin }))
  return self
end

--- A mise with the data folder `data`, and with what else it keeps below `root`. The plugin is the one
--- that is there.
function Mise.at(root, data, name, env)
  local self = setmetatable({ root = root, data = data, name = name, env = env, calls = 0 }, Mise)
  self.plugin = data .. "/plugins/" .. name
  shell.must(shell.line({ "mkdir", "-p", root .. "/scratch" }))
  return self
end

--- The same mise with its folders moved to another place.
function Mise:move(root)
  self.data, self.plugin = root .. self.data:sub(#self.root + 1), root .. self.plugin:sub(#self.root + 1)
  self.root = root
end

--- One hook, in a new state: {value} or {error, error_type}, and the log lines.
function Mise:hook(hook, ctx)
  return self:hooks({ { hook, ctx } })[1]
end

--- Several hooks beside each other, each in its own process: their results, in the order given.
function Mise:hooks(calls)
  local pipes, scratches, results = {}, {}, {}
  for place, call in ipairs(calls) do
    local line
    line, scratches[place] = self:prepare(call[1], call[2])
    -- Not sh's `&` and `wait`: where the caller came to us with SIGCHLD blocked, dash waits for ever.
    pipes[place] = assert(popen(line, "r"))
  end
  for place, scratch in ipairs(scratches) do
    pipes[place]:read("*a")
    pipes[place]:close()
    results[place] = json.decode(assert(shell.read(scratch .. "/result.json"), "the hook's process left no result"))
  end
  return results
end

--- The command line of a hook's process, and the folder where it leaves its result.
function Mise:prepare(hook, ctx)
  self.calls = self.calls + 1
  local scratch = ("%s/scratch/%d"):format(self.root, self.calls)
  local env = {}
  for key, value in pairs(self.env) do
    env[key] = value
  end
  local request = {
    plugin = self.plugin, hook = hook, ctx = ctx, env = env, scratch = scratch, without = json.array(self.without),
  }
  shell.write(scratch .. "/request.json", json.encode(request))
  -- The process of mise itself has another environment than its hooks: theirs must not come from it.
  local line = "cd " .. shell.quote(self.root)
    .. " && OCX_MISE_TUI=/nonexistent/of-the-process OCX_MISE_TUI_REQUEST=stale "
    .. shell.line({ INTERPRETER, HARNESS .. "/harness/host.lua", HARNESS, scratch .. "/request.json" })
  return line, scratch
end

--- heck's kebab case, by which mise names folders: words part at what is no letter or digit, and where
--- a lower-case letter meets an upper-case one; digits belong to the letter before them.
function Mise.kebab(short)
  local text = short:gsub("(%l%d*)(%u)", "%1-%2"):gsub("(%u%d*)(%u%l)", "%1-%2")
  text = text:gsub("[^%w\128-\255]+", "-"):gsub("^%-+", ""):gsub("%-+$", "")
  return text:lower()
end

function Mise:folder(tool)
  return self.data .. "/installs/" .. Mise.kebab(self.name .. ":" .. tool)
end

--- The folder name of a version or a request.
function Mise.place(version)
  return (version:gsub("[:/]", "-"))
end

function Mise:paths(tool, version)
  local kebab, place = Mise.kebab(self.name .. ":" .. tool), Mise.place(version)
  return {
    install = self:folder(tool) .. "/" .. place,
    download = self.data .. "/downloads/" .. kebab .. "/" .. place,
    cache = self.root .. "/cache/" .. kebab .. "/" .. place,
  }
end

function Mise:list(tool, options)
  return self:hook("list_versions", { tool = tool, options = options or {} })
end

--- What `mise search`, the picker and completion ask. These hooks have no environment of their own: what
--- mise was started with is theirs, its shims in front of PATH.
function Mise:search_hook(hook, ctx)
  local kept = self.env
  self.env = {}
  for key, value in pairs(kept) do
    self.env[key] = value
  end
  self.env.PATH = self.data .. "/shims:" .. kept.PATH
  local result = self:hook(hook, ctx)
  self.env = kept
  return result
end

function Mise:list_tools()
  return self:search_hook("list_tools", {})
end

function Mise:search_tools(query)
  return self:search_hook("search_tools", { query = query })
end

--- An install as mise does it: the old folder goes, empty ones and a marker come, the hook runs; what
--- fails leaves nothing behind.
function Mise:install(tool, version, options)
  return self:installs({ { tool, version, options } })[1]
end

--- Several installs beside each other, as mise runs them (eight at once, by default).
function Mise:installs(wanted)
  local calls = {}
  for place, item in ipairs(wanted) do
    local paths = self:paths(item[1], item[2])
    shell.remove(paths.install)
    shell.must(shell.line({ "mkdir", "-p", paths.install, paths.download, paths.cache }))
    shell.write(paths.cache .. "/incomplete", "")
    calls[place] = { "install", {
      tool = item[1], version = item[2], install_path = paths.install, download_path = paths.download,
      options = item[3] or {},
    } }
  end
  local results = self:hooks(calls)
  for place, item in ipairs(wanted) do
    self:settle(item[1], item[2], results[place].error)
  end
  return results
end

--- The end of an install: what failed leaves nothing behind, what worked is marked and linked.
function Mise:settle(tool, version, failed)
  local paths = self:paths(tool, version)
  shell.remove(paths.cache .. "/incomplete")
  if failed then
    shell.remove(paths.install)
    shell.must("rmdir " .. shell.quote(self:folder(tool)) .. " 2>&1 || :")
    return
  end
  shell.write(self:folder(tool) .. "/.mise.backend.toml", ("short = %q\n"):format(self.name .. ":" .. tool))
  shell.remove(paths.download)
  shell.must(shell.line({ "mkdir", "-p", paths.download }))
  self:link_versions(tool)
end

--- The versions that are installed: real folders, no links.
function Mise:installed(tool)
  local found = {}
  local output = shell.run("ls -1 " .. shell.quote(self:folder(tool)) .. " 2>&1 || :")
  for name in output:gmatch("[^\n]+") do
    local path = self:folder(tool) .. "/" .. name
    if shell.test("-d", path) and not shell.test("-L", path) then
      found[#found + 1] = name
    end
  end
  return found
end

--- The links `0`, `0.11` and `latest` beside the versions, relative as mise makes them.
function Mise:link_versions(tool)
  local folder = shell.quote(self:folder(tool))
  shell.must("cd " .. folder .. " && find . -maxdepth 1 -type l -exec rm -f {} +")
  for _, version in ipairs(self:installed(tool)) do
    local names, short = { "latest" }, version
    while short:find("%.") do
      short = short:match("^(.*)%.[^.]*$")
      names[#names + 1] = short
    end
    for _, name in ipairs(names) do
      shell.must(("cd %s && { [ -d %s ] && [ ! -L %s ] || ln -sfn %s %s; }"):format(
        folder, shell.quote(name), shell.quote(name), shell.quote("./" .. version), shell.quote(name)
      ))
    end
  end
end

function Mise:uninstall(tool, version)
  local paths = self:paths(tool, version)
  for _, path in pairs(paths) do
    shell.remove(path)
  end
  self:link_versions(tool)
end

function Mise:exec_env(tool, version, options)
  return self:hook("exec_env", {
    tool = tool, version = version, install_path = self:paths(tool, version).install, options = options or {},
  })
end

--- What mise makes of a plugin's variables: a key that comes again is joined, PATH's folders below the
--- install are those of the runtime link `request`, and go before the PATH that there is.
function Mise:environment(tool, version, request, vars)
  local install = self:paths(tool, version).install
  local alias = self:folder(tool) .. "/" .. Mise.place(request or version)
  local joined, result = {}, {}
  for _, item in ipairs(vars) do
    joined[item.key] = joined[item.key] and joined[item.key] .. ":" .. item.value or item.value
  end
  for key, value in pairs(self.env) do
    result[key] = value
  end
  for key, value in pairs(joined) do
    if key ~= "PATH" then
      result[key] = value
    end
  end
  local folders = {}
  for folder in (joined.PATH or alias .. "/bin"):gmatch("[^:]+") do
    if folder:sub(1, #install + 1) == install .. "/" then
      folder = alias .. folder:sub(#install + 1)
    end
    folders[#folders + 1] = folder
  end
  folders[#folders + 1] = self.env.PATH
  result.PATH = table.concat(folders, ":")
  return result
end

--- Runs a command line in such an environment.
function Mise.exec(environment, line)
  local words = { "env", "-i" }
  for key, value in pairs(environment) do
    words[#words + 1] = key .. "=" .. value
  end
  return shell.run(shell.line(words) .. " sh -c " .. shell.quote(line) .. " 2>&1")
end

return Mise
