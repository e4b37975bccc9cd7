--- The hooks as mise calls them, over a program that answers what it should.
local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local TOOL = "ocx.sh/shellcheck/shellcheck"

suite.case("the list keeps the order of the program", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "slim-2.0.0", "1.9.0", "1.10.0", "1.2.0+b" } } })
  suite.equal(mise:list(TOOL).value.versions, { "slim-2.0.0", "1.9.0", "1.10.0", "1.2.0+b" })
end)

suite.case("an empty list is one where the program says so", function(folder)
  suite.equal(json.encode(fixture.mise(folder, { answer = '{"versions":[]}\n' }):list(TOOL).value), '{"versions":[]}')
end)

suite.case("an install hands on all that mise says", function(folder)
  local mise = fixture.mise(folder, { answer = { identifier = "x", package = "/store/x" } })
  local digest = "sha256:" .. ("a"):rep(64)
  suite.equal(mise:install(TOOL, "ref:" .. digest, { digest = digest, platform = "linux/arm64" }).error, nil)
  local paths = mise:paths(TOOL, "ref:" .. digest)
  suite.equal(fixture.request(folder), {
    tool = TOOL, version = "ref:" .. digest, install_path = paths.install, download_path = paths.download,
    options = { digest = digest, platform = "linux/arm64" }, plugin = "ocx",
  })
  suite.equal(shell.read(folder .. "/fake/arguments"), "hook install ")
end)

suite.case("options that are not there are an object in the request", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = {} } })
  mise:hook("list_versions", { tool = TOOL })
  suite.contains(shell.read(folder .. "/fake/request"), '"options":{}')
end)

suite.case("the plugin works under another name, and says that name", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "1.0.0" } } }, "tools")
  suite.equal(mise:list(TOOL).value.versions, { "1.0.0" })
  suite.equal(fixture.request(folder).plugin, "tools")
  suite.contains(mise:exec_env(TOOL, "1.0.0").error, "mise install --force tools:" .. TOOL .. "@1.0.0")
end)

suite.case("mise's cache of versions works: bin/list-all is there, empty and executable", function()
  local path = fixture.plugin .. "/bin/list-all"
  suite.equal({ shell.read(path), shell.test("-x", path) }, { "", true })
end)

suite.case("metadata names what mise requires", function()
  local state = setmetatable({}, { __index = _G })
  setfenv(assert(loadfile(fixture.plugin .. "/metadata.lua")), state)()
  suite.equal({ type(state.PLUGIN.name), type(state.PLUGIN.version) }, { "string", "string" })
end)
