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

local TOOLS = {
  { name = "ocx.sh/kitware/cmake", description = "Builds" },
  { name = "ocx.sh/acme/app", description = "" },
}

for hook, ask in pairs({
  ["list-tools"] = function(mise)
    return mise:list_tools()
  end,
  ["search-tools"] = function(mise)
    return mise:search_tools("cma")
  end,
}) do
  suite.case(hook .. " keeps names, descriptions and order, and says nothing", function(folder)
    local mise = fixture.mise(folder, {
      answer = { tools = { TOOLS[1], { name = TOOLS[2].name } }, log = { { level = "warn", message = "not now" } } },
      notes = "nor this\n",
    })
    local result = ask(mise)
    suite.equal({ result.error, result.value.tools, result.log }, { nil, TOOLS, {} })
    suite.equal(shell.read(folder .. "/fake/arguments"), "hook " .. hook .. " ")
    local query = hook == "search-tools" and "cma" or nil
    suite.equal(fixture.request(folder), { plugin = "ocx", query = query })
  end)

  suite.case(hook .. " never calls a shim of mise", function(folder)
    local mise = fixture.mise(folder, { answer = { tools = TOOLS } })
    fixture.fake(folder .. "/shim", folder .. "/mise/data/shims/ocx-mise-tui", { answer = { tools = {} } })
    suite.equal({ ask(mise).value.tools, shell.test("-e", folder .. "/shim/request") }, { TOOLS, false })
  end)

  suite.case(hook .. " may find nothing", function(folder)
    local result = ask(fixture.mise(folder, { answer = '{"tools":[]}\n' }))
    suite.equal(json.encode(result.value), '{"tools":[]}')
  end)

  suite.case(hook .. " passes over a description that is no text", function(folder)
    local mise = fixture.mise(folder, { answer = '{"tools":[{"name":"a/b","description":null}]}\n' })
    suite.equal(ask(mise).value.tools, { { name = "a/b", description = "" } })
  end)

  for name, answer in pairs({
    ["no list"] = "{}\n", ["a list of texts"] = '{"tools":["a/b"]}\n', ["null"] = '{"tools":null}\n',
    ["without names"] = '{"tools":[{"name":"a/b"},{"description":"x"}]}\n',
  }) do
    suite.case(hook .. " with " .. name .. " is an error, for mise then keeps what it had", function(folder)
      suite.contains(ask(fixture.mise(folder, { answer = answer })).error, "incompatible versions")
    end)
  end

  suite.case(hook .. " hands a failure on, and says nothing of its own", function(folder)
    local mise = fixture.mise(folder, {
      answer = { error = { code = "io_error", message = "the index cannot be read", hint = "look" } }, status = 74,
    })
    local result = ask(mise)
    suite.equal({ result.error, result.log }, { "the index cannot be read\nlook", {} })
  end)
end

suite.case("mise's cache of versions works: bin/list-all is there, empty and executable", function()
  local path = fixture.plugin .. "/bin/list-all"
  suite.equal({ shell.read(path), shell.test("-x", path) }, { "", true })
end)

suite.case("metadata names what mise requires", function()
  local state = setmetatable({}, { __index = _G })
  setfenv(assert(loadfile(fixture.plugin .. "/metadata.lua")), state)()
  suite.equal({ type(state.PLUGIN.name), type(state.PLUGIN.version) }, { "string", "string" })
end)
