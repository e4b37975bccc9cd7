--- The environment of an install: from its receipt alone, and only where that fits.
local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local TOOL, VERSION = "ocx.sh/acme/app", "2.0.0"
local DIGEST, CONTENT = "sha256:" .. ("a"):rep(64), "sha256:" .. ("b"):rep(64)
local ABSENT = {}
local MEND = "mise install --force ocx:" .. TOOL .. "@" .. VERSION

--- An installed version with a package in a store and a receipt, changed by `changes`.
local function installed(folder, changes)
  local mise = fixture.mise(folder)
  local install, store = mise:paths(TOOL, VERSION).install, folder .. "/store/package"
  shell.write(store .. "/metadata.json", "{}")
  shell.must(shell.line({ "mkdir", "-p", install }))
  shell.must(shell.line({ "ln", "-s", store, install .. "/package" }))
  local receipt = {
    format = 1, tool = TOOL, requested_tool = TOOL, version = VERSION, identifier = TOOL .. ":2.0.0@" .. DIGEST,
    digest = DIGEST, index_digest = CONTENT, package_root = store, install_path = install,
    env_vars = json.array({
      { key = "PATH", value = install .. "/package/entrypoints" },
      { key = "PATH", value = install .. "/package/content/bin" },
      { key = "PATH", value = "/store/lib/bin" },
      { key = "APP_URL", value = "http://h:80/a b" },
    }),
  }
  for key, value in pairs(changes or {}) do
    receipt[key] = value ~= ABSENT and value or nil
  end
  shell.write(install .. "/receipt.json", json.encode(receipt))
  return mise, install
end

suite.case("the variables come in the receipt's order", function(folder)
  local mise, install = installed(folder)
  suite.equal(mise:exec_env(TOOL, VERSION).value.env_vars, {
    { key = "PATH", value = install .. "/package/entrypoints" },
    { key = "PATH", value = install .. "/package/content/bin" },
    { key = "PATH", value = "/store/lib/bin" },
    { key = "APP_URL", value = "http://h:80/a b" },
  })
end)

suite.case("no process is started", function(folder)
  local mise = installed(folder)
  -- Without a PATH there is nothing that could be started: cmd.exec finds no sh, and no program.
  mise.env = { PATH = "/nonexistent" }
  suite.equal(#mise:exec_env(TOOL, VERSION).value.env_vars, 4)
end)

suite.case("a home with two names is one home", function(folder)
  local mise, install = installed(folder)
  shell.must(shell.line({ "ln", "-s", install, folder .. "/other-name" }))
  local ctx = { tool = TOOL, version = VERSION, install_path = folder .. "/other-name", options = {} }
  suite.equal(mise:hook("exec_env", ctx).value.env_vars[1].value, install .. "/package/entrypoints")
end)

suite.case("the mend of an alias names the alias", function(folder)
  local mise, install = installed(folder, { version = "1.9.9" })
  local installs = install:match("^(.*)/[^/]+$")
  for short, mend in pairs({
    ["app"] = "mise install --force app@" .. VERSION,
    ["ocx:ocx.sh/acme/app"] = MEND,
    ["ocx:ocx.sh/ac/me-app"] = MEND,
    ["a'b"] = "mise install --force 'a'\\''b@" .. VERSION .. "'",
  }) do
    shell.write(installs .. "/.mise.backend.toml", ('explicit_backend = true\nshort = "%s"\n'):format(short))
    suite.equal({ short, mise:exec_env(TOOL, VERSION).error:match("\n(.*)$") }, { short, mend })
  end
end)

for name, given in pairs({
  ["the tool as it was asked for"] = { { tool = TOOL, requested_tool = "acme/app" }, {}, "acme/app" },
  ["the tool with its registry"] = { { requested_tool = "acme/app" }, {}, TOOL },
  ["the digest of the manifest"] = { {}, { digest = DIGEST } },
  ["the digest of the tag"] = { {}, { digest = CONTENT } },
  ["the platform"] = { { requested_platform = "linux/arm64" }, { platform = "linux/arm64" } },
  ["options of mise's own"] = { {}, { postinstall = "true", os = { "linux" } } },
}) do
  suite.case("a receipt fits by " .. name, function(folder)
    local mise, install = installed(folder, given[1])
    local result = mise:hook("exec_env",
      { tool = given[3] or TOOL, version = VERSION, install_path = install, options = given[2] })
    suite.equal({ result.error, #(result.value or { env_vars = {} }).env_vars }, { nil, 4 })
  end)
end

local function what(part)
  return "what is installed as " .. TOOL .. "@" .. VERSION .. " has the " .. part
end

for name, given in pairs({
  ["another tool"] = {
    { tool = "ocx.sh/ac/me-app", requested_tool = "ac/me-app" }, {}, what("tool ocx.sh/ac/me-app, not " .. TOOL),
  },
  ["another version"] = { { version = "1.9.9" }, {}, what("version 1.9.9, not 2.0.0") },
  ["another folder"] = { { install_path = "/elsewhere" }, {}, what("install path /elsewhere, not ") },
  ["another digest"] = { {}, { digest = "sha256:0" }, what("digest " .. CONTENT .. ", not sha256:0") },
  ["another digest, and none of the tag"] = {
    { index_digest = ABSENT }, { digest = "sha256:0" }, what("digest " .. DIGEST .. ", not sha256:0"),
  },
  ["a platform where none was asked for"] = {
    { requested_platform = "linux/arm64" }, {}, what("platform linux/arm64, not of the host"),
  },
  ["no platform where one is asked for"] = {
    {}, { platform = "linux/arm64" }, what("platform of the host, not linux/arm64"),
  },
  ["another platform"] = {
    { requested_platform = "linux/amd64" }, { platform = "linux/arm64" }, what("platform linux/amd64, not linux/arm64"),
  },
  ["a format of later"] = { { format = 2 }, {}, "is no receipt that this plugin can read" },
  ["no variables"] = { { env_vars = json.null }, {}, "is no receipt that this plugin can read" },
}) do
  suite.case("a receipt of " .. name .. " is refused, with its mend", function(folder)
    local mise = installed(folder, given[1])
    local result = mise:exec_env(TOOL, VERSION, given[2])
    suite.contains(result.error, given[3])
    suite.equal({ result.error:match("\n(.*)$"), result.error_type }, { MEND, "string" })
  end)
end

for name, given in pairs({
  ["the registry that a variable names"] = { { tool = "corp.example/acme/app", default_registry = "corp.example" } },
  ["the registry that a variable names now"] = { { tool = "corp.example/acme/app" } },
}) do
  suite.case("a short name fits by " .. name, function(folder)
    given[1].requested_tool = "acme/app"
    local mise, install = installed(folder, given[1])
    mise.env.OCX_DEFAULT_REGISTRY = "corp.example"
    local ctx = { tool = "acme/app", version = VERSION, install_path = install, options = {} }
    suite.equal(mise:hook("exec_env", ctx).error, nil)
  end)
end

for name, given in pairs({
  ["another default registry than now"] = { { requested_tool = "acme/app" }, "corp.example" },
  ["a default registry that was a variable's"] = {
    { requested_tool = "acme/app", tool = "corp.example/acme/app", default_registry = "corp.example" }, "",
  },
}) do
  suite.case("a short name does not fit with " .. name, function(folder)
    local mise, install = installed(folder, given[1])
    mise.env.OCX_DEFAULT_REGISTRY = given[2]
    local ctx = { tool = "acme/app", version = VERSION, install_path = install, options = {} }
    suite.contains(mise:hook("exec_env", ctx).error, "what is installed as acme/app@2.0.0 has the tool ")
  end)
end

for name, value in pairs({ digest = { "sha256:0" }, platform = { os = "linux" } }) do
  suite.case("the option " .. name .. " has to be text", function(folder)
    local result = installed(folder):exec_env(TOOL, VERSION, { [name] = value })
    suite.contains(result.error, "the option " .. name .. " of ")
  end)
end

suite.case("variables that are no list are refused", function(folder)
  local result = installed(folder, { env_vars = { a = 1 } }):exec_env(TOOL, VERSION)
  suite.contains(result.error, "is no receipt that this plugin can read")
end)

for name, vars in pairs({
  ["a number"] = { 1 }, ["no value"] = { { key = "A" } }, ["a number for a value"] = { { key = "A", value = 1 } },
  ["no key"] = { { value = "a" } },
}) do
  suite.case("variables with " .. name .. " in them are refused, with their mend", function(folder)
    local result = installed(folder, { env_vars = json.array(vars) }):exec_env(TOOL, VERSION)
    suite.contains(result.error, "is no receipt that this plugin can read")
    suite.equal(result.error:match("\n(.*)$"), MEND)
  end)
end

for name, break_it in pairs({
  ["without a receipt"] = { "rm receipt.json", "is not wholly installed in" },
  ["with half a receipt"] = { "printf '{\"format\":1' >receipt.json", "is no receipt that this plugin can read" },
  ["with a receipt that is no object"] = { "echo 1 >receipt.json", "is no receipt that this plugin can read" },
  ["with an empty receipt"] = { ": >receipt.json", "is no receipt that this plugin can read" },
  ["whose package is gone"] = { 'rm -r "$(readlink package)"', "is gone from the store of ocx: " },
  ["whose package is half there"] = { "rm package/metadata.json", "is gone from the store of ocx: " },
  ["without the link"] = { "rm package", "is gone from the store of ocx: " },
}) do
  suite.case("an install " .. name .. " is refused, with its mend", function(folder)
    local mise, install = installed(folder)
    shell.must("cd " .. shell.quote(install) .. " && " .. break_it[1])
    local result = mise:exec_env(TOOL, VERSION)
    suite.contains(result.error, break_it[2])
    suite.equal(result.error:match("\n(.*)$"), MEND)
  end)
end

suite.case("the mend can be copied into a shell", function(folder)
  local mise = fixture.mise(folder)
  local result = mise:hook("exec_env", { tool = TOOL, version = "1 & 'x", install_path = folder, options = {} })
  suite.equal(result.error:match("\n(.*)$"), "mise install --force 'ocx:" .. TOOL .. "@1 & '\\''x'")
end)
