--- The whole way on the real mise and the real ocx, over the registries of the stand-in served on
--- loopback: `lua5.1 Tests/Lua/real_walk.lua PROGRAM`. Says so where one of them is not there.
package.path = assert(arg[0]:match("^(.*)/[^/]+$")) .. "/?.lua"

local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local PROGRAM = assert(arg[1], "give the program ocx-mise-tui as the argument")
local STAND_IN = shell.folder_of(arg[0]) .. "/../StandIn"
local PORT = 45870
local TOOL = "ocx.sh/shellcheck/shellcheck"

local CONFIG = [[
[registries."ocx.sh"]
index = "file://%s/registry/indexes/ocx.sh"
trusted_hosts = ["127.0.0.0/8"]
]]

--- Starts the registries; they end with the pipe that is returned.
local function serve(folder)
  shell.must("python3 " .. shell.line({ STAND_IN .. "/make_registry.py", folder .. "/registry", "--port", PORT }))
  local ready = folder .. "/ready"
  shell.must("mkfifo " .. shell.quote(ready))
  local words = { "python3", STAND_IN .. "/serve_registry.py", folder .. "/registry" }
  local server = assert(io.popen("exec " .. shell.line(words) .. " >" .. shell.quote(ready), "w"))
  local pipe = assert(io.open(ready))
  assert(pipe:read("*l") == "ready", "the registries are not served")
  pipe:close()
  return server
end

--- A user of both, with everything below one folder.
local function user(folder)
  shell.write(folder .. "/ocx/config.toml", CONFIG:format(folder))
  shell.must(shell.line({ "mkdir", "-p", folder .. "/home", folder .. "/project" }))
  local environment = {
    PATH = os.getenv("PATH"), HOME = folder .. "/home", LANG = "C.UTF-8", OCX_HOME = folder .. "/ocx",
    OCX_INSECURE_REGISTRIES = ("127.0.0.1:%d,127.0.0.1:%d"):format(PORT, PORT + 1),
    OCX_NO_UPDATE_CHECK = "1", OCX_MISE_TUI = PROGRAM, MISE_YES = "1", NO_COLOR = "1",
    MISE_DATA_DIR = folder .. "/mise/data", MISE_CACHE_DIR = folder .. "/mise/cache",
    MISE_STATE_DIR = folder .. "/mise/state", MISE_CONFIG_DIR = folder .. "/mise/config",
    MISE_TRUSTED_CONFIG_PATHS = folder .. "/project", MISE_CEILING_PATHS = folder,
  }
  local words = { "env", "-i" }
  for key, value in pairs(environment) do
    words[#words + 1] = key .. "=" .. value
  end
  local prefix = "cd " .. shell.quote(folder .. "/project") .. " && " .. shell.line(words) .. " "
  return function(...)
    local output, status = shell.run(prefix .. shell.line({ ... }) .. " 2>" .. shell.quote(folder .. "/stderr"))
    assert(status == 0, table.concat({ ... }, " ") .. "\n" .. output .. (shell.read(folder .. "/stderr") or ""))
    return output
  end
end

local function walk(folder)
  local run = user(folder)
  run("mise", "plugin", "link", "ocx", fixture.plugin)
  suite.equal(run("mise", "ls-remote", "ocx:" .. TOOL), "0.9.0\n0.10.0\n0.11.0\n")
  shell.write(folder .. "/project/mise.toml", ('[tools]\n"ocx:%s" = "0.11"\n'):format(TOOL))
  run("mise", "install")
  local listed = json.decode(run("mise", "ls", "--json", "--current"))["ocx:" .. TOOL][1]
  suite.equal({ listed.version, listed.installed }, { "0.11.0", true })
  suite.contains(run("mise", "exec", "--", "shellcheck", "--version"), "version: 0.11.0\n")
  suite.contains(run("mise", "which", "shellcheck"), "/package/content/bin/shellcheck\n")
  run("ocx", "package", "uninstall", TOOL .. ":0.11.0")
  run("ocx", "clean")
  suite.contains(run("mise", "exec", "--", "shellcheck", "--version"), "version: 0.11.0\n")
  local receipt = json.decode(shell.read(listed.install_path .. "/receipt.json"))
  run("mise", "uninstall", "ocx:" .. TOOL .. "@0.11.0")
  run(PROGRAM, "gc")
  run("ocx", "clean")
  suite.equal(shell.test("-e", receipt.package_root), false)
end

for _, name in ipairs({ "mise", "ocx" }) do
  if select(2, shell.run("command -v " .. name .. " >/dev/null")) ~= 0 then
    suite.skip("the real mise and ocx", "no " .. name .. " on PATH")
    suite.finish()
  end
end
suite.case("the real mise and ocx: list, install, run, keep, uninstall, give back", function(folder)
  local server = serve(folder)
  local ok, trouble = pcall(walk, folder)
  server:close()
  assert(ok, trouble)
end)
suite.finish()
