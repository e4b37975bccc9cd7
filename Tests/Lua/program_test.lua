--- Where the program is found, how it is called, and what its answers become.
local fixture = require("harness.fixture")
local shell = require("harness.shell")
local suite = require("harness.suite")

local TOOL = "ocx.sh/shellcheck/shellcheck"

local function versions_of(result)
  return result.value and result.value.versions or result.error
end

--- A program that answers with its own name.
local function place(folder, path, name)
  fixture.fake(folder .. "/" .. name, path, { answer = { versions = { name } } })
end

--- A copy of the plugin that is bound to a path, in a mise.
local function bound(folder, path, behaviour)
  local plugin = folder .. "/plugin"
  shell.must(shell.line({ "cp", "-R", fixture.plugin, plugin }))
  shell.write(plugin .. "/program", path .. "\n")
  local mise = fixture.mise(folder, behaviour)
  shell.must(shell.line({ "ln", "-sfn", plugin, mise.plugin }))
  return mise
end

suite.case("OCX_MISE_TUI goes before the plugin's own program, and that before PATH", function(folder)
  local mise = bound(folder, folder .. "/bound/program")
  place(folder, folder .. "/bin/ocx-mise-tui", "path")
  suite.equal(versions_of(mise:list(TOOL)), { "path" })
  place(folder, folder .. "/bound/program", "bound")
  suite.equal(versions_of(mise:list(TOOL)), { "bound" })
  place(folder, folder .. "/named/program", "named")
  mise.env.OCX_MISE_TUI = folder .. "/named/program"
  suite.equal(versions_of(mise:list(TOOL)), { "named" })
  mise.env.OCX_MISE_TUI = ""
  suite.equal(versions_of(mise:list(TOOL)), { "bound" })
end)

for name, path in pairs({ ["is gone"] = "/gone", ["is a folder"] = "/bin", ["is nothing"] = "" }) do
  suite.case("a binding whose program " .. name .. " is passed over", function(folder)
    local mise = bound(folder, path == "" and "" or folder .. path, { answer = { versions = { "path" } } })
    suite.equal(versions_of(mise:list(TOOL)), { "path" })
  end)
end

suite.case("a binding may hold any character", function(folder)
  local path = folder .. "/a $(touch marker) 'b'\n/program"
  place(folder, path, "bound")
  suite.equal(versions_of(bound(folder, path):list(TOOL)), { "bound" })
  suite.equal(shell.run("find " .. shell.quote(folder) .. " -name marker"), "")
end)

suite.case("a tool that mise puts on PATH for its hooks is found", function(folder)
  local tool = folder .. "/mise/data/installs/github-owner-ocx-mise-tui/1.2.0"
  place(folder, tool .. "/ocx-mise-tui", "of mise")
  local mise = bound(folder, folder .. "/gone")
  mise.env.PATH = tool .. ":" .. mise.env.PATH
  suite.equal(versions_of(mise:list(TOOL)), { "of mise" })
end)

suite.case("a shim is never called", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "path" } } })
  local shims = folder .. "/mise/data/shims"
  fixture.fake(folder .. "/shim", shims .. "/ocx-mise-tui", { answer = { versions = { "shim" } } })
  for _, folders in ipairs({ shims, shims .. "/", shims .. "//" }) do
    mise.env.PATH = folders .. ":" .. folder .. "/bin:" .. fixture.PATH
    suite.equal(versions_of(mise:list(TOOL)), { "path" })
  end
  mise.env.OCX_MISE_TUI = shims .. "/ocx-mise-tui"
  suite.contains(mise:list(TOOL).error, "is a shim\nset it to the program itself")
  suite.equal(shell.test("-e", folder .. "/shim/request"), false)
end)

suite.case("a mise without a module for logs shows them all the same", function(folder)
  local mise = fixture.mise(folder, {
    answer = { versions = {}, log = { { level = "warn", message = "one" }, { level = "info", message = "two" } } },
  })
  mise.without = { "log" }
  local result = mise:list(TOOL)
  suite.equal({ result.error, result.log }, { nil, {
    { level = "info", message = "warning: one" }, { level = "info", message = "two" },
  } })
end)

for said, version in pairs({ ["2025.10.13 linux-x64 (2025-10-20)"] = " 2025.10.13", ["nothing"] = "" }) do
  suite.case("a mise that is too old is named, where it says " .. said, function(folder)
    local mise = fixture.mise(folder, { answer = { versions = {} } })
    shell.program(folder .. "/bin/mise", "#!/bin/sh\necho '" .. said .. "'\n")
    mise.without = { "file.stat" }
    for _, result in ipairs({ mise:list(TOOL), mise:install(TOOL, "1.0.0"), mise:exec_env(TOOL, "1.0.0") }) do
      suite.equal(result.error, "mise" .. version .. " is too old for this plugin, which needs 2026.1.0\n"
        .. "mise self-update, or your package manager")
    end
    suite.equal(fixture.request(folder), nil)
  end)
end

suite.case("what a checkout puts on PATH by a relative folder is not run", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "absolute" } } })
  fixture.fake(folder .. "/hostile", folder .. "/mise/bin/ocx-mise-tui", { answer = { versions = { "hostile" } } })
  mise.env.PATH = "./bin:bin:" .. mise.env.PATH
  suite.equal(versions_of(mise:list(TOOL)), { "absolute" })
  suite.equal(shell.test("-e", folder .. "/hostile/request"), false)
end)

suite.case("a folder of the program's name is not the program", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "next" } } })
  shell.must(shell.line({ "mkdir", "-p", folder .. "/first/ocx-mise-tui" }))
  mise.env.PATH = folder .. "/first:" .. mise.env.PATH
  suite.equal(versions_of(mise:list(TOOL)), { "next" })
end)

-- One line, since mise repeats it for every tool.
suite.case("without a program one line says how to get one", function(folder)
  suite.equal(fixture.mise(folder):list(TOOL).error,
    "the plugin ocx does not find ocx-mise-tui: put it on PATH, or set OCX_MISE_TUI to it; "
      .. "'ocx-mise-tui plugin install' binds the plugin to it")
end)

suite.case("where the program that it was bound to is gone, the line says which that was", function(folder)
  local mise = fixture.mise(folder)
  shell.remove(mise.plugin)
  shell.must(shell.line({ "cp", "-R", fixture.plugin, mise.plugin }))
  shell.write(mise.plugin .. "/program", "/gone/bin/ocx-mise-tui\n")
  suite.equal(mise:list(TOOL).error,
    "the plugin ocx does not find ocx-mise-tui, which was /gone/bin/ocx-mise-tui: put it on PATH, or set "
      .. "OCX_MISE_TUI to it; 'ocx-mise-tui plugin install' binds the plugin to it")
end)

suite.case("an OCX_MISE_TUI that leads nowhere is no reason to take another program", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = {} } }, "ocx", { OCX_MISE_TUI = "/nowhere/program" })
  suite.equal(mise:list(TOOL).error,
    "OCX_MISE_TUI is set to /nowhere/program, which is not a program\n"
      .. "set OCX_MISE_TUI to the program, or unset it")
end)

for _, name in ipairs({
  "a b", "a'b", 'a"b', "a$(touch marker)b", "a`touch marker`b", "a;touch marker;b", "-a", "a\nb",
}) do
  suite.case(("the program's path may be %q"):format(name), function(folder)
    local path = folder .. "/" .. name .. "/ocx-mise-tui"
    place(folder, path, "answers")
    local mise = fixture.mise(folder, nil, "ocx", { OCX_MISE_TUI = path })
    suite.equal(versions_of(mise:list(TOOL)), { "answers" })
    suite.equal(shell.run("find " .. shell.quote(folder) .. " -name marker"), "")
  end)
end

suite.case("the request is JSON on standard input, and nothing of it is an argument", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = {} } })
  mise:list(TOOL, { builds = "true", postinstall = "echo $HOME", os = { "linux", "macos" } })
  suite.equal(shell.read(folder .. "/fake/arguments"), "hook list-versions ")
  suite.equal(fixture.request(folder), {
    tool = TOOL, plugin = "ocx",
    options = { builds = "true", postinstall = "echo $HOME", os = { "linux", "macos" } },
  })
end)

suite.case("the environment of the user reaches the program", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = {} } }, "ocx",
    { OCX_AUTH_ghcr_io_TOKEN = "t o'k\"en", DOCKER_CONFIG = "/docker" })
  mise:list(TOOL)
  local environment = shell.read(folder .. "/fake/environment")
  suite.contains(environment, "OCX_AUTH_ghcr_io_TOKEN=t o'k\"en\n")
  suite.contains(environment, "DOCKER_CONFIG=/docker\n")
end)

suite.case("what the program says on the way becomes log lines", function(folder)
  local mise = fixture.mise(folder, {
    notes = "warning: the index is 2 days old\n",
    answer = { versions = { "1.0.0" }, log = {
      { level = "warn", message = "the index is \27[31m2 days old" }, { level = "info", message = "asking ocx.sh" },
    } },
  })
  local result = mise:list(TOOL)
  suite.equal({ result.value.versions, result.log }, { { "1.0.0" }, {
    { level = "warn", message = "the index is  [31m2 days old" },
    { level = "info", message = "asking ocx.sh" },
  } })
end)

suite.case("a failure is its cause, then its mend, with no trace of ours", function(folder)
  local mise = fixture.mise(folder, { status = 79, notes = "warning: stale\n", answer = {
    log = { { level = "warn", message = "stale" } },
    error = { code = "not_found", message = "ocx.sh/a/b has no version 9", hint = "near matches: 8.0.0" },
  } })
  for _, hook in ipairs({ "list", "install" }) do
    local result = mise[hook](mise, TOOL, hook == "install" and "9" or nil)
    suite.equal({ result.error, result.error_type, result.log }, {
      "ocx.sh/a/b has no version 9\nnear matches: 8.0.0", "string", { { level = "warn", message = "stale" } },
    })
  end
end)

suite.case("a failure need not have a mend", function(folder)
  local mise = fixture.mise(folder, { status = 75, answer = '{"error":{"code":"x","message":"later","hint":null}}\n' })
  suite.equal(mise:list(TOOL).error, "later")
end)

for name, given in pairs({
  ["nothing"] = { "", 0, "" },
  ["nothing and a status"] = { "", 139, " (exit status 139)" },
  ["no JSON"] = { "<html>502</html>\n", 0, ": <html>502</html>" },
  ["half of an answer"] = { '{"versions":["1.0.0","1.', 0, ': {"versions":["1.0.0","1.' },
  ["half of an answer and a status"] = { '{"versions":["1.0', 74, ' (exit status 74): {"versions":["1.0' },
  ["another kind of JSON"] = { "[1]\n", 0, ": [1]" },
  ["a crash"] = { "Fatal error: \27[1mindex\n", 132, " (exit status 132): Fatal error:  [1mindex" },
}) do
  suite.case("an answer that is " .. name .. " is an error, and never an empty list", function(folder)
    local mise = fixture.mise(folder, { answer = given[1], status = given[2] })
    local path = folder .. "/bin/ocx-mise-tui"
    suite.equal(mise:list(TOOL).error,
      path .. " gave no answer" .. given[3] .. "\ncheck whether it runs: " .. path .. " doctor")
  end)
end

suite.case("notes that are none are shown as they are", function(folder)
  local log = '["one",{"level":"warn","message":"two"},3]'
  local mise = fixture.mise(folder, { answer = '{"versions":["1"],"log":' .. log .. "}\n" })
  local result = mise:list(TOOL)
  suite.equal(result.error, nil)
  suite.equal(result.log, {
    { level = "info", message = "one" }, { level = "warn", message = "two" }, { level = "info", message = "3" },
  })
end)

for name, answer in pairs({
  ["no list"] = "{}\n", ["null"] = '{"versions":null}\n', ["text"] = '{"versions":"1.0.0"}\n',
  ["a list of numbers"] = '{"versions":[1,2]}\n', ["a list with null in it"] = '{"versions":["1",null]}\n',
  ["a list with a gap"] = '{"versions":["1","2",3,"4"]}\n',
  ["a long list with a gap"] = '{"versions":["1","2","3","4",5,"6","7","8"]}\n',
}) do
  suite.case("versions that are " .. name .. " are an error", function(folder)
    suite.contains(fixture.mise(folder, { answer = answer }):list(TOOL).error, "incompatible versions")
  end)
end

suite.case("what a program says as it breaks is heard", function(folder)
  local mise = fixture.mise(folder, { notes = "first\nFatal error: \27[1mindex\n", answer = "", status = 132 })
  local path = folder .. "/bin/ocx-mise-tui"
  suite.contains(mise:list(TOOL).error, path .. " gave no answer (exit status 132): Fatal error:  [1mindex\n")
end)

suite.case("an answer with a status that is not 0 is not believed", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "1.0.0" } }, status = 1 })
  suite.contains(mise:list(TOOL).error, "gave no answer (exit status 1)")
end)

suite.case("a program that cannot be run says why", function(folder)
  shell.write(folder .. "/bin/ocx-mise-tui", "#!/nonexistent/interpreter\n")
  local mise = fixture.mise(folder)
  suite.contains(mise:list(TOOL).error, "gave no answer (exit status 126)")
  suite.equal(#mise:list(TOOL).log, 0)
end)
