--- The harness itself: where it is not what mise is, the other suites prove nothing.
local Mise = require("harness.mise")
local fixture = require("harness.fixture")
local json = require("harness.json")
local modules = require("harness.modules")
local shell = require("harness.shell")
local suite = require("harness.suite")

local kept = { loaded = {}, getenv = os.getenv, execute = os.execute, print = print }
local function with_modules(folder, environment, work)
  local names = { "cmd", "file", "json", "log", "strings", "semver", "env", "http", "archiver", "html" }
  local lines = modules.install(environment, folder)
  local ok, trouble = pcall(work, lines)
  for _, name in ipairs(names) do
    package.loaded[name] = kept.loaded[name]
  end
  os.getenv, os.execute, print = kept.getenv, kept.execute, kept.print -- luacheck: ignore 121 122
  assert(ok, trouble)
end

suite.case("cmd.exec runs in the environment that it is given, and no other", function(folder)
  with_modules(folder, { PATH = fixture.PATH, GIVEN = "a b\n'c'" }, function()
    local cmd = require("cmd")
    suite.equal(cmd.exec('printf "%s|%s|%s" "$GIVEN" "$MORE" "$HOME"', { env = { MORE = "$(x)" } }), "a b\n'c'|$(x)|")
    suite.equal(cmd.exec("cat"), "")
    suite.equal(cmd.exec("echo out; echo err >&2"), "out\n")
    suite.equal(cmd.exec("pwd", { cwd = "/" }), "/\n")
  end)
end)

suite.case("cmd.exec raises userdata that has lost standard output", function(folder)
  with_modules(folder, { PATH = fixture.PATH }, function()
    local cmd = require("cmd")
    local ok, trouble = pcall(cmd.exec, "echo out; echo err >&2; false; echo after")
    suite.equal({ ok, type(trouble) }, { false, "userdata" })
    suite.equal(
      tostring(trouble):match("^[^\n]*\n"),
      "runtime error: Command failed with status exit status: 1: err\n"
    )
    suite.equal(pcall(cmd.exec, "true", "no table"), false)
  end)
end)

suite.case("json keeps null, empty arrays and every character", function()
  suite.equal(json.decode("null") == nil, false)
  suite.equal(json.encode(json.decode('{"a":[],"b":{},"c":null,"d":[1,2.5,-3e2],"e":true}')),
    '{"a":[],"b":{},"c":null,"d":[1,2.5,-300],"e":true}')
  suite.equal(json.decode([["\ud83d\ude00 \u00e9 \" \\ \/ \n tab\t"]]), "😀 é \" \\ / \n tab\t")
  for _, text in ipairs({ "", "{", '{"a"', '{"a":1,}', "[1,]", '"open', "tru", "1 2", "nul", "'a'" }) do
    suite.equal({ text, (pcall(json.decode, text)) }, { text, false })
  end
  local hostile = "\1\27[31m\"\\\n\127$(touch x)`'"
  suite.equal(json.decode(json.encode(hostile)), hostile)
end)

suite.case("file and log behave as mise's do", function(folder)
  with_modules(folder, { PATH = fixture.PATH }, function(lines)
    local file, log, strings = require("file"), require("log"), require("strings")
    shell.write(folder .. "/there", "text")
    shell.must("ln -s nowhere " .. shell.quote(folder .. "/dangling"))
    suite.equal(
      { file.exists(folder .. "/there"), file.exists(folder), file.exists(folder .. "/dangling") },
      { true, true, false }
    )
    suite.equal(file.read(folder .. "/there"), "text")
    local ok, trouble = pcall(file.read, folder .. "/absent")
    suite.equal({ ok, type(trouble) }, { false, "userdata" })
    suite.equal(file.join_path("/a", "", "b"), "/a/b")
    suite.equal(strings.split("a,b,", ","), { "a", "b", "" })
    log.warn("one", 2)
    print("three")
    suite.equal(lines, { { level = "warn", message = "one\t2" }, { level = "info", message = "three" } })
  end)
end)

suite.case("folders are named as mise names them", function()
  for tool, expected in pairs({
    ["ocx:ocx.sh/shellcheck/shellcheck"] = "ocx-ocx-sh-shellcheck-shellcheck",
    ["ocx:localhost:5000/ns/pkg"] = "ocx-localhost-5000-ns-pkg",
    ["ocx:a-b/c"] = "ocx-a-b-c",
  }) do
    suite.equal({ tool, Mise.kebab(tool) }, { tool, expected })
  end
end)

suite.case("folders are named as recorded", function()
  local recorded = shell.read(fixture.plugin .. "/../Tests/Fixtures/recordings/install-directories.json")
  local wrong = {}
  local count = 0
  for tool, expected in pairs(json.decode(recorded).install_directories) do
    local found = Mise.kebab("ocx:" .. tool)
    count = count + 1
    if found ~= expected then
      wrong[#wrong + 1] = ("%s: %s, not %s"):format(tool, found, expected)
    end
  end
  suite.equal({ count > 100, wrong }, { true, {} })
end)

suite.case("an install that fails leaves no folder, one that works is linked by its prefixes", function(folder)
  local mise = fixture.mise(folder, { answer = { error = { code = "not_found", message = "no" } }, status = 79 })
  suite.contains(mise:install("ocx.sh/a/b", "1.2.3").error, "no")
  suite.equal(shell.test("-e", mise:folder("ocx.sh/a/b")), false)
  fixture.fake(folder .. "/fake", folder .. "/bin/ocx-mise-tui", { answer = {} })
  suite.equal(mise:install("ocx.sh/a/b", "1.2.3").error, nil)
  suite.equal(mise:installed("ocx.sh/a/b"), { "1.2.3" })
  for _, name in ipairs({ "1", "1.2", "latest" }) do
    suite.equal(shell.run("readlink " .. shell.quote(mise:folder("ocx.sh/a/b") .. "/" .. name)), "./1.2.3\n")
  end
  mise:uninstall("ocx.sh/a/b", "1.2.3")
  suite.equal(mise:installed("ocx.sh/a/b"), {})
end)

suite.case("variables are folded as mise folds them", function(folder)
  local mise = fixture.mise(folder)
  local install = mise:paths("ocx.sh/a/b", "1.2.3").install
  local environment = mise:environment("ocx.sh/a/b", "1.2.3", "1", {
    { key = "PATH", value = install .. "/package/bin" },
    { key = "PATH", value = "/elsewhere/bin" },
    { key = "MANPATH", value = "/a" },
    { key = "MANPATH", value = "/b:/c" },
    { key = "A_HOME", value = install .. "/package" },
  })
  suite.equal(
    { environment.PATH, environment.MANPATH, environment.A_HOME },
    {
      mise:folder("ocx.sh/a/b") .. "/1/package/bin:/elsewhere/bin:" .. mise.env.PATH,
      "/a:/b:/c",
      install .. "/package",
    }
  )
end)
