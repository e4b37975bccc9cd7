--- A user of the real ocx and the real mise, over the registries of the stand-in served on loopback:
--- all of it below one folder, and nothing of the machine's own but its programs.
local Mise = require("harness.mise")
local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local User = {}
User.__index = User

local STAND_IN = shell.folder_of(arg[0]) .. "/../StandIn"
local PROGRAM = assert(arg[1], "give the program ocx-mise-tui as the argument")

User.program = PROGRAM
User.shellcheck = "ocx.sh/shellcheck/shellcheck"
User.app = "ocx.sh/acme/app"

--- What a shell would run, were it ever given to one.
User.hostile = { "$(touch mark)", "`touch mark`", ";touch mark", "'; touch mark; '" }

--- Whether the stand-in takes the place of the real ocx; it works on the folder that is served.
User.stand_in = arg[2] == "stand-in"

local CONFIG = [[
[registries."ocx.sh"]
index = "file://%s/registry/indexes/ocx.sh"
trusted_hosts = ["127.0.0.0/8"]
]]

--- Serves registries made in `folder`: the server, which ends with the pipe to it, and its two ports.
local function serve(folder)
  local ready = folder .. "/ready"
  shell.must("mkfifo " .. shell.quote(ready))
  local words = { "python3", STAND_IN .. "/serve_registry.py", folder .. "/registry" }
  local server = assert(io.popen("exec " .. shell.line(words) .. " >" .. shell.quote(ready), "w"))
  local pipe = assert(io.open(ready))
  local said = pipe:read("*l")
  pipe:close()
  local public, private = (said or ""):match("^ready (%d+) (%d+)$")
  if not public then
    server:close()
    error("the registries are not served: " .. tostring(said))
  end
  return server, "127.0.0.1:" .. public, "127.0.0.1:" .. private
end

--- The variables of such a user.
function User:variables()
  local folder, path = self.folder, os.getenv("PATH")
  local env = {
    PATH = path, HOME = folder .. "/home", LANG = "C.UTF-8", NO_COLOR = "1",
    OCX_HOME = folder .. "/ocx", OCX_INSECURE_REGISTRIES = self.public .. "," .. self.private,
    OCX_NO_UPDATE_CHECK = "1", OCX_MISE_TUI = PROGRAM,
    MISE_DATA_DIR = folder .. "/mise/data", MISE_CACHE_DIR = folder .. "/mise/cache",
    MISE_STATE_DIR = folder .. "/mise/state", MISE_CONFIG_DIR = folder .. "/mise/config",
    MISE_SYSTEM_CONFIG_DIR = folder .. "/mise/system", MISE_TRUSTED_CONFIG_PATHS = folder .. "/project",
    MISE_CEILING_PATHS = folder, MISE_YES = "1",
    -- Without it, a mise before 2026.6 has no backends of plugins.
    MISE_EXPERIMENTAL = os.getenv("MISE_EXPERIMENTAL"),
  }
  if User.stand_in then
    shell.must(shell.line({ "mkdir", folder .. "/bin" }))
    shell.must(shell.line({ "ln", "-s", STAND_IN .. "/ocx", folder .. "/bin/ocx" }))
    env.PATH = folder .. "/bin:" .. path
    env.OCX_STANDIN_REGISTRY = folder .. "/registry"
    env.OCX_STANDIN_VERSION = os.getenv("OCX_STANDIN_VERSION")
  end
  return env
end

--- Runs a case with a user of its own; the registries end with it, however it ends.
function User.case(name, work)
  suite.case(name, function(folder)
    local self = setmetatable({ folder = folder, project = folder .. "/project" }, User)
    self.server, self.public, self.private = serve(folder)
    local ok, trouble = xpcall(function()
      shell.must(shell.line({ "mkdir", "-p", folder .. "/home", self.project }))
      shell.write(folder .. "/ocx/config.toml", CONFIG:format(folder))
      self.env = self:variables()
      work(self)
    end, debug.traceback)
    self:unplug()
    assert(ok, trouble)
  end)
end

--- Ends the registries: nothing answers there any more.
function User:unplug()
  if self.server then
    self.server:close()
    self.server = nil
  end
end

--- The variables that give ocx the credentials of the private registry.
function User:log_in()
  local name = "OCX_AUTH_" .. self.private:gsub("[^%w]", "_")
  self.env[name .. "_USER"], self.env[name .. "_TOKEN"] = "bob", "s3cret"
end

--- The same as docker keeps them.
function User:log_in_to_docker()
  local auths = { [self.private] = { auth = "Ym9iOnMzY3JldA==" } }
  shell.write(self.env.HOME .. "/.docker/config.json", json.encode({ auths = auths }))
end

--- A command of the user's in the project: its output, its status, and what it said beside.
function User:attempt(...)
  local words, said = { "env", "-i" }, self.folder .. "/said"
  for key, value in pairs(self.env) do
    words[#words + 1] = key .. "=" .. value
  end
  for _, word in ipairs({ ... }) do
    words[#words + 1] = word
  end
  local output, status = shell.run(
    "cd " .. shell.quote(self.project) .. " && " .. shell.line(words) .. " </dev/null 2>" .. shell.quote(said)
  )
  return output, status, shell.read(said) or ""
end

--- The same, which has to work: its output.
function User:run(...)
  local output, status, said = self:attempt(...)
  if status ~= 0 then
    error(("%s\nended with %s\n%s%s"):format(table.concat({ ... }, " "), tostring(status), output, said), 2)
  end
  return output
end

--- A `mise` to call, with a plugin linked: the real one, or with the stand-in the harness's, which has
--- a few commands of it.
function User:with_mise(plugin)
  if not User.stand_in then
    self:run("mise", "plugin", "link", "ocx", plugin)
    return
  end
  local words = { arg[-1] or "lua5.1", shell.folder_of(arg[0]) .. "/mise.lua" }
  shell.program(self.folder .. "/bin/mise", "#!/bin/sh\nexec " .. shell.line(words) .. ' "$@"\n')
  shell.must(shell.line({ "mkdir", "-p", self.env.MISE_DATA_DIR .. "/plugins" }))
  shell.must(shell.line({ "ln", "-s", plugin, self.env.MISE_DATA_DIR .. "/plugins/ocx" }))
end

--- Has ocx record all that the index publishes.
function User:sync()
  self.env.OCX_ALLOW_YANKED = "1"
  self:run("ocx", "index", "sync", "ocx.sh")
  self.env.OCX_ALLOW_YANKED = nil
end

--- mise's side by the harness, where there is no need of the real one.
function User:harness()
  return Mise.new(self.folder .. "/mise", fixture.plugin, "ocx", self.env)
end

--- Changes the registries that are served.
function User:change(...)
  shell.must("python3 " .. shell.line({ STAND_IN .. "/make_registry.py", self.folder .. "/registry", ... }))
end

--- A policy of ocx that asks for a signature that nobody gave. The log that it names is never asked.
function User:trust(scope)
  local path = self.env.OCX_HOME .. "/config.toml"
  shell.write(path, shell.read(path) .. ([=[

[trust.sigstore]
rekor_url = "https://127.0.0.1:1"
[[trust.policy]]
scope = %q
[trust.policy.keyless]
identity = "https://github.com/acme/x/.github/workflows/r.yml@refs/heads/main"
oidc_issuer = "https://token.actions.githubusercontent.com"
]=]):format(scope))
  return path
end

--- The receipt of an install.
function User.receipt(install_path)
  return json.decode(assert(shell.read(install_path .. "/receipt.json"), "no receipt in " .. install_path))
end

--- The project's mise.toml, with one tool.
function User:pin(key, version)
  shell.write(self.project .. "/mise.toml", ("[tools]\n%q = %q\n"):format(key, version))
end

--- Nothing that a hostile text would have run has run.
function User:untouched()
  suite.equal(shell.run("find " .. shell.quote(self.folder) .. " -name 'mark*'"), "")
end

return User
