--- A user with registries, a stand-in ocx, the program and our plugin, each below one folder.
local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local World = {}
World.__index = World

local STAND_IN = shell.folder_of(arg[0]) .. "/../StandIn"
local PROGRAM = assert(arg[1], "give the program ocx-mise-tui as the argument")

World.shellcheck = "ocx.sh/shellcheck/shellcheck"
World.app = "ocx.sh/acme/app"
World.private = "127.0.0.1:5001/priv/tool"

-- Made once: every case gets a copy.
local template

local function registries()
  if not template then
    template = shell.temporary()
    shell.must("python3 " .. shell.line({ STAND_IN .. "/make_registry.py", template .. "/registry" }))
  end
  return template .. "/registry"
end

--- Runs a case in a world of its own.
function World.case(name, work)
  suite.case(name, function(folder)
    local self = setmetatable({ folder = folder, home = folder .. "/ocx", log = folder .. "/calls" }, World)
    shell.must(shell.line({ "cp", "-R", registries(), folder .. "/registry" }))
    shell.must(shell.line({ "mkdir", "-p", folder .. "/bin", folder .. "/home" }))
    shell.must(shell.line({ "ln", "-s", STAND_IN .. "/ocx", folder .. "/bin/ocx" }))
    self.mise = fixture.mise(folder, nil, "ocx", {
      OCX_HOME = self.home, OCX_STANDIN_REGISTRY = folder .. "/registry", OCX_STANDIN_LOG = self.log,
      OCX_STANDIN_VERSION = os.getenv("OCX_STANDIN_VERSION"), OCX_MISE_TUI = PROGRAM,
      MISE_DATA_DIR = folder .. "/mise/data",
    })
    self.env = self.mise.env
    work(self)
  end)
end

--- Removes what all cases shared.
function World.close()
  if template then
    shell.remove(template)
  end
end

--- Changes the registries.
function World:change(...)
  shell.must("python3 " .. shell.line({ STAND_IN .. "/make_registry.py", self.folder .. "/registry", ... }))
end

--- A line of sh in the user's environment: its output, and its status.
function World:run(line)
  return self.mise.exec(self.env, line)
end

--- The stand-in's answer to a call of the user's own.
function World:ocx(arguments)
  local output, status = self:run("ocx --format json --color never " .. arguments .. " 2>/dev/null")
  return output:find("%S") and json.decode(output) or nil, status
end

--- The calls of ocx so far, as command lines; then none.
function World:calls()
  local lines = {}
  for line in (shell.read(self.log) or ""):gmatch("[^\n]+") do
    local words = json.decode(line).argv
    lines[#lines + 1] = table.concat(words, " ")
  end
  shell.remove(self.log)
  return lines
end

--- An install that has to work; the receipt of it.
function World:installed(tool, version, options)
  local result = self.mise:install(tool, version, options)
  suite.equal(result.error, nil)
  return json.decode(shell.read(self.mise:paths(tool, version).install .. "/receipt.json"))
end

--- The environment of an install, as `mise exec` would have it.
function World:environment(tool, version, request, options)
  local result = self.mise:exec_env(tool, version, options)
  suite.equal(result.error, nil)
  return self.mise:environment(tool, version, request, result.value.env_vars)
end

--- What a command line prints there.
function World:exec(tool, version, line, request)
  return (self.mise.exec(self:environment(tool, version, request), line))
end

--- What shellcheck says of itself there; the machine may have one of its own.
function World:shellcheck_version(version, request)
  local output = self:exec(World.shellcheck, version, "shellcheck --version", request)
  return output:match("^ShellCheck %- shell script analysis tool\nversion: ([%d.]+)\n$") or output
end

--- Whether something holds the package of a receipt against `ocx clean`.
function World:holds(receipt)
  return shell.run("find " .. shell.quote(self.home .. "/symlinks") .. " -type l -name " ..
    shell.quote((receipt.identifier:match(":([^:@]+)@"))) .. " 2>/dev/null") ~= ""
end

--- Takes the store, ocx and the program away, and moves mise's data folder below another home.
function World:leave_alone()
  for _, gone in ipairs({ self.home, self.folder .. "/bin", self.folder .. "/registry" }) do
    shell.remove(gone)
  end
  local there = self.folder .. "/another home"
  shell.must(shell.line({ "mkdir", there }))
  shell.must(shell.line({ "mv", self.folder .. "/mise", there .. "/mise" }))
  self.mise:move(there .. "/mise")
  self.env.OCX_MISE_TUI = nil
  self.env.HOME = there
end

--- The program itself, called by the user: what it prints, and its status.
function World:program(...)
  return self:run(shell.line({ PROGRAM, ... }))
end

return World
