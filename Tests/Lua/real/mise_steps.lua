--- What needs the real mise as well: the commands of docs/real-programs.md, with our plugin in it.
local User = require("real.user")
local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local SHELLCHECK, APP = User.shellcheck, User.app

--- A case with our plugin linked.
local function case(name, work)
  User.case("mise: " .. name, function(user)
    user:run("mise", "plugin", "link", "ocx", fixture.plugin)
    work(user)
  end)
end

--- Pins one version and installs it: what mise has of it.
local function installed(user, key, request)
  user:pin(key, request)
  user:run("mise", "install")
  local entry = json.decode(user:run("mise", "ls", "--json", "--current"))[key][1]
  suite.equal(entry.installed, true)
  return entry
end

local function executes(user, words, answer)
  suite.equal(user:run("mise", "exec", "--", unpack(words)), answer)
end

local function runs(user, version)
  suite.contains(user:run("mise", "exec", "--", "shellcheck", "--version"), "\nversion: " .. version .. "\n")
end

case("list, install, run, uninstall", function(user)
  suite.equal(user:run("mise", "ls-remote", "ocx:" .. SHELLCHECK), "0.9.0\n0.10.0\n0.11.0\n")
  local entry = installed(user, "ocx:" .. SHELLCHECK, "0.11")
  suite.equal(entry.version, "0.11.0")
  runs(user, "0.11.0")
  suite.contains(user:run("mise", "which", "shellcheck"), "/content/bin/shellcheck\n")
  user:run("ocx", "clean")
  runs(user, "0.11.0")
  user:run("mise", "uninstall", "ocx:" .. SHELLCHECK .. "@0.11.0")
  suite.equal(shell.test("-e", entry.install_path), false)
end)

case("use writes the pin, and the links of the request lead to it", function(user)
  user:run("mise", "use", "ocx:" .. SHELLCHECK .. "@0.11")
  suite.contains(shell.read(user.project .. "/mise.toml"), ('"ocx:%s" = "0.11"'):format(SHELLCHECK))
  runs(user, "0.11.0")
  local found = user:run("mise", "which", "shellcheck"):match("^(.-)\n$")
  suite.contains(user:run(found, "--version"), "\nversion: 0.11.0\n")
end)

case("a dependency and an entry point, also with nothing to reach", function(user)
  suite.equal(installed(user, "ocx:" .. APP, "2").version, "2.0.0")
  suite.contains(user:run("mise", "which", "app-ep"), "/entrypoints/app-ep\n")
  executes(user, { "printenv", "APP_URL" }, "http://h:80/a b\n")
  executes(user, { "printenv", "GODEBUG" }, "madvdontneed=1,gctrace=0\n")
  user:unplug()
  for _ = 1, 2 do
    executes(user, { "app-ep", "a b" }, "app 2.0.0 from-ep a b\n")
    executes(user, { "libtool" }, "libtool 3.1.0\n")
    user.env.MISE_OFFLINE, user.env.OCX_OFFLINE = "1", "1"
  end
end)

for way, log_in in pairs({ ["its variables"] = User.log_in, ["docker's file"] = User.log_in_to_docker }) do
  case("a private registry, by " .. way, function(user)
    local key = "ocx:" .. user.private .. "/priv/tool"
    local output, status, said = user:attempt("mise", "install", key .. "@1.2.3")
    suite.equal(status == 0, false)
    suite.contains(output .. said, "ocx login " .. user.private)
    log_in(user)
    installed(user, key, "1.2.3")
    executes(user, { "tool" }, "tool 1.2.3\n")
  end)
end

case("a variant is a version of its own", function(user)
  suite.equal(installed(user, "ocx:" .. APP, "slim-2").version, "slim-2.0.0")
  executes(user, { "app", "x" }, "app slim-2.0.0 x\n")
end)

case("a digest as the version", function(user)
  local receipt = User.receipt(installed(user, "ocx:" .. SHELLCHECK, "0.10.0").install_path)
  user:run("mise", "uninstall", "ocx:" .. SHELLCHECK .. "@0.10.0")
  local entry = installed(user, "ocx:" .. SHELLCHECK, "ref:" .. receipt.index_digest)
  suite.equal(User.receipt(entry.install_path).digest, receipt.digest)
  runs(user, "0.10.0")
end)

case("an upgrade", function(user)
  local old = installed(user, "ocx:" .. SHELLCHECK, "0.10")
  user:pin("ocx:" .. SHELLCHECK, "0")
  runs(user, "0.10.0")
  user:run("mise", "upgrade")
  runs(user, "0.11.0")
  user:run("mise", "prune")
  -- mise may keep what an upgrade replaced for a day.
  if shell.test("-e", old.install_path .. "/receipt.json") then
    user:run("mise", "uninstall", "ocx:" .. SHELLCHECK .. "@0.10.0")
  end
  runs(user, "0.11.0")
end)

--- Whether mise has a command.
local function has(user, ...)
  local words = { "mise", ... }
  words[#words + 1] = "--help"
  return select(2, user:attempt(unpack(words))) == 0
end

case("the data folder alone, restored below another home", function(user)
  installed(user, "ocx:" .. APP, "2")
  local there = user.folder .. "/another home"
  local data = user.env.MISE_DATA_DIR or user.env.HOME .. "/.local/share/mise"
  shell.must(shell.line({ "mkdir", "-p", there .. "/.local/share" }))
  shell.must(shell.line({ "cp", "-a", data, there .. "/.local/share/mise" }))
  user:unplug()
  for _, gone in ipairs({ data, user.folder .. "/ocx", user.env.HOME }) do
    shell.remove(gone)
  end
  for _, name in ipairs({ "MISE_DATA_DIR", "MISE_CACHE_DIR", "MISE_STATE_DIR", "OCX_HOME", "OCX_MISE_TUI" }) do
    user.env[name] = nil
  end
  user.env.HOME = there
  suite.equal(select(2, user:attempt("mise", "install")), 0)
  executes(user, { "app-ep", "a b" }, "app 2.0.0 from-ep a b\n")
  executes(user, { "libtool" }, "libtool 3.1.0\n")
end)

case("an image of the tools", function(user)
  if not has(user, "oci", "build") then
    suite.skip("an image of the tools", "this mise has no oci build")
    return
  end
  installed(user, "ocx:" .. APP, "2")
  user.env.MISE_EXPERIMENTAL = "1"
  local output, status, said = user:attempt("mise", "oci", "build", "--from", "scratch", "-o", user.folder .. "/image")
  if status ~= 0 then
    suite.skip("an image of the tools", "mise oci build ended with " .. status .. ": " .. output .. said)
    return
  end
  suite.equal(said:find("dangling", 1, true), nil)
  local layers = shell.must("for file in " .. shell.quote(user.folder .. "/image")
    .. "/blobs/sha256/*; do tar -tvf \"$file\" 2>/dev/null; done; :")
  suite.contains(layers, "/content/bin/app\n")
  for target in layers:gmatch(" %-> ([^\n]*)") do
    suite.equal({ target, target:sub(1, 1) == "/" }, { target, false })
  end
end)

case("mise x, a task's tools, a tool stub, install-into", function(user)
  local key = "ocx:" .. SHELLCHECK
  suite.contains(user:run("mise", "x", key .. "@0.11", "--", "shellcheck", "--version"), "\nversion: 0.11.0\n")
  shell.write(user.project .. "/mise.toml",
    ('[tasks.check]\nrun = "shellcheck --version"\ntools = { %q = "0.10" }\n'):format(key))
  suite.contains(user:run("mise", "run", "check"), "\nversion: 0.10.0\n")
  local stub = user.project .. "/stub"
  shell.program(
    stub,
    ('#!/usr/bin/env -S mise tool-stub\ntool = %q\nversion = "0.9"\nbin = "shellcheck"\n'):format(key)
  )
  if has(user, "tool-stub") then
    suite.contains(user:run("mise", "tool-stub", stub, "--version"), "\nversion: 0.9.0\n")
  end
  if has(user, "install-into") then
    local there = user.folder .. "/into"
    user:run("mise", "install-into", key .. "@0.11.0", there)
    suite.contains(user:run(there .. "/content/bin/shellcheck", "--version"), "\nversion: 0.11.0\n")
  end
end)

case("the plugin under another name", function(user)
  user:run("mise", "plugin", "link", "tools", fixture.plugin)
  suite.equal(user:run("mise", "ls-remote", "tools:" .. SHELLCHECK), "0.9.0\n0.10.0\n0.11.0\n")
  installed(user, "tools:" .. SHELLCHECK, "0.11.0")
  runs(user, "0.11.0")
end)

User.case("mise: the plugin that the program carries", function(user)
  user:run(User.program, "plugin", "install")
  user.env.OCX_MISE_TUI = nil
  suite.contains("\n" .. user:run("mise", "plugins", "ls"), "\nocx")
  suite.equal(user:run("mise", "ls-remote", "ocx:" .. SHELLCHECK), "0.9.0\n0.10.0\n0.11.0\n")
  installed(user, "ocx:" .. SHELLCHECK, "0.11")
  runs(user, "0.11.0")
end)

--- Whether mise asks plugins what there is: since 2026.9.
local function searches_plugins(user)
  local year, month = user:run("mise", "--version"):match("(%d%d%d%d)%.(%d+)%.")
  return (tonumber(year) or 0) * 12 + (tonumber(month) or 0) >= 2026 * 12 + 9
end

case("search offers what the index has, by name and description", function(user)
  if not searches_plugins(user) then
    return suite.skip("mise search", "mise is older than 2026.9")
  end
  user.env.OCX_ALLOW_YANKED = "1"
  user:run("ocx", "index", "sync", "ocx.sh")
  user.env.OCX_ALLOW_YANKED = nil
  for _, query in ipairs({ "shellcheck", "ocx:shellch", "ocx:" .. SHELLCHECK }) do
    local output, status, said = user:attempt("mise", "search", query)
    suite.contains(output, "ocx:" .. SHELLCHECK)
    suite.equal({ status, said:find("ocx-mise-tui", 1, true) }, { 0, nil })
  end
end)

case("a hostile name in a file that nobody trusts runs nothing", function(user)
  user.env.MISE_TRUSTED_CONFIG_PATHS, user.env.MISE_YES = nil, nil
  for _, text in ipairs(User.hostile) do
    user:pin("ocx:x" .. text, "1")
    -- Whether mise calls that a failure is its own affair.
    user:attempt("mise", "ls")
    suite.equal((user:attempt("mise", "ls-remote", "ocx:x" .. text)), "")
  end
  user:untouched()
end)
