--- The environment of an install: from its receipt alone, and only where that fits.
local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local TOOL, VERSION = "ocx.sh/acme/app", "2.0.0"
local DIGEST, CONTENT = "sha256:" .. ("a"):rep(64), "sha256:" .. ("b"):rep(64)
local ABSENT = {}
local MEND = "mise install --force ocx:" .. TOOL .. "@" .. VERSION

--- An installed version with the content of its packages and a receipt, changed by `changes`.
local function installed(folder, changes)
  local mise = fixture.mise(folder)
  local install = mise:paths(TOOL, VERSION).install
  shell.must(shell.line({ "mkdir", "-p", install .. "/content", install .. "/dependencies/0123456789ab/content" }))
  local receipt = {
    format = 2, tool = TOOL, requested_tool = TOOL, version = VERSION, identifier = TOOL .. ":2.0.0@" .. DIGEST,
    digest = DIGEST, index_digest = CONTENT, ocx = { version = "0.5.8" }, time = "2026-11-23T23:00:00Z",
    dependencies = json.array({ "0123456789ab" }),
    env_vars = json.array({
      { key = "PATH", value = json.array({ { package = "" }, "/entrypoints" }) },
      { key = "PATH", value = json.array({ { package = "" }, "/content/bin" }) },
      { key = "PATH", value = json.array({ { package = "0123456789ab" }, "/content/bin" }) },
      { key = "APP_URL", value = json.array({ "http://h:80/a b" }) },
    }),
  }
  for key, value in pairs(changes or {}) do
    receipt[key] = value ~= ABSENT and value or nil
  end
  shell.write(install .. "/receipt.json", json.encode(receipt))
  return mise, install
end

local function variables(install)
  return {
    { key = "PATH", value = install .. "/entrypoints" },
    { key = "PATH", value = install .. "/content/bin" },
    { key = "PATH", value = install .. "/dependencies/0123456789ab/content/bin" },
    { key = "APP_URL", value = "http://h:80/a b" },
  }
end

suite.case("the variables come in the receipt's order", function(folder)
  local mise, install = installed(folder)
  suite.equal(mise:exec_env(TOOL, VERSION).value.env_vars, variables(install))
end)

suite.case("no process is started", function(folder)
  local mise = installed(folder)
  -- Without a PATH there is nothing that could be started: cmd.exec finds no sh, and no program.
  mise.env = { PATH = "/nonexistent" }
  suite.equal(#mise:exec_env(TOOL, VERSION).value.env_vars, 4)
end)

suite.case("the paths are those of the folder that mise asks for", function(folder)
  local mise, install = installed(folder)
  local moved = folder .. "/another home"
  shell.must(shell.line({ "mv", install, moved }))
  local ctx = { tool = TOOL, version = VERSION, install_path = moved, options = {} }
  suite.equal(mise:hook("exec_env", ctx).value.env_vars, variables(moved))
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
  return "the install of " .. TOOL .. "@" .. VERSION .. " has the " .. part
end

for name, given in pairs({
  ["another tool"] = {
    { tool = "ocx.sh/ac/me-app", requested_tool = "ac/me-app" }, {}, what("tool ocx.sh/ac/me-app, not " .. TOOL),
  },
  ["another version"] = { { version = "1.9.9" }, {}, what("version 1.9.9, not 2.0.0") },
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
  ["a format of later"] = { { format = 3 }, {}, "is not completely installed in " },
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
    suite.contains(mise:hook("exec_env", ctx).error, "the install of acme/app@2.0.0 has the tool ")
  end)
end

for name, value in pairs({ digest = { "sha256:0" }, platform = { os = "linux" } }) do
  suite.case("the option " .. name .. " has to be text", function(folder)
    local result = installed(folder):exec_env(TOOL, VERSION, { [name] = value })
    suite.contains(result.error, "the option " .. name .. " of ")
  end)
end

for name, given in pairs({
  ["without a receipt"] = { "rm receipt.json", "its receipt.json is missing" },
  ["with half a receipt"] = { "printf '{\"format\":2' >receipt.json", "its receipt.json cannot be read" },
  ["with a receipt of before"] = { "echo '{\"format\":1}' >receipt.json", "its receipt.json has format 1, not 2" },
  ["whose content is gone"] = { "rmdir content", "/content is missing" },
  ["whose dependencies are gone"] = { "rm -r dependencies", "/dependencies/0123456789ab/content is missing" },
}) do
  suite.case("an install " .. name .. " is refused, with its fix", function(folder)
    local mise, install = installed(folder)
    shell.must("cd " .. shell.quote(install) .. " && " .. given[1])
    local result = mise:exec_env(TOOL, VERSION)
    suite.contains(result.error, " is not completely installed in " .. install .. ": ")
    suite.contains(result.error, given[2])
    suite.equal(result.error:match("\n(.*)$"), MEND)
  end)
end

suite.case("the mend can be copied into a shell", function(folder)
  local mise = fixture.mise(folder)
  local result = mise:hook("exec_env", { tool = TOOL, version = "1 & 'x", install_path = folder, options = {} })
  suite.equal(result.error:match("\n(.*)$"), "mise install --force 'ocx:" .. TOOL .. "@1 & '\\''x'")
end)

-- The table that this reader and the one of the program are held to.
local TABLE = json.decode(shell.read(shell.folder_of(arg[0]) .. "/../Fixtures/receipts.json"))

--- The variables of a case for an install; 0 in the table is the install path.
local function expected(case, install)
  local result = {}
  for place, variable in ipairs(case.variables or TABLE.variables) do
    local texts = {}
    for _, part in ipairs(variable[2]) do
      texts[#texts + 1] = part == 0 and install or part
    end
    result[place] = { key = variable[1], value = table.concat(texts) }
  end
  return result
end

local function write_receipt(case, install)
  local receipt = {}
  for key, value in pairs(TABLE.receipt) do
    receipt[key] = value
  end
  for key, value in pairs(case.set or {}) do
    receipt[key] = value
  end
  for _, key in ipairs(case.remove or {}) do
    receipt[key] = nil
  end
  local path = install .. "/receipt.json"
  if case.kind == "pipe" then
    shell.must(shell.line({ "mkfifo", path }))
  elseif case.kind == "folder" then
    shell.must(shell.line({ "mkdir", path }))
  elseif case.text ~= json.null then
    local members = json.encode(receipt):sub(2, -2)
    local text = (case.around or "{…}"):gsub("…", function()
      return members
    end)
    if case.latin1 then
      text = text:gsub("é", "\233")
    end
    shell.write(path, (case.text or text) .. (" "):rep(case.padding or 0))
  end
  if case.kind == "link" then
    shell.must(shell.line({ "mv", path, install .. "/elsewhere" }))
    shell.must(shell.line({ "ln", "-s", "elsewhere", path }))
  end
end

suite.case("this reader agrees with the table of receipts", function(folder)
  local mise = fixture.mise(folder)
  suite.equal(#TABLE.cases > 100, true)
  for place, case in ipairs(TABLE.cases) do
    local install = folder .. "/" .. place
    shell.must(shell.line({ "mkdir", "-p", install .. "/content", install .. "/dependencies/0123456789ab/content" }))
    write_receipt(case, install)
    if case.gone then
      shell.must(shell.line({ "rm", "-r", install .. "/" .. case.gone }))
    end
    if case.file then
      shell.write(install .. "/" .. case.file, "")
    end
    local result = mise:hook("exec_env",
      { tool = TOOL, version = VERSION, install_path = install, options = case.options or {} })
    local kind = not result.error and "whole"
      or result.error:find(" is not completely installed in ", 1, true) and "damage"
      or result.error:find("the install of ", 1, true) and "misfit"
      or result.error
    suite.equal({ case.name, kind }, { case.name, case.expect })
    if kind == "whole" then
      suite.equal({ case.name, result.value.env_vars }, { case.name, expected(case, install) })
    end
  end
end)
