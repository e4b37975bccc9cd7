--- What needs ocx alone, the real one or the stand-in: mise's side is the harness.
local User = require("real.user")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local SHELLCHECK, APP = User.shellcheck, User.app

--- An install that has to work: its receipt.
local function installed(mise, tool, version)
  suite.equal(mise:install(tool, version).error, nil)
  return User.receipt(mise:paths(tool, version).install)
end

--- What a command line prints in the environment of an install.
local function printed(mise, tool, version, line)
  local result = mise:exec_env(tool, version)
  suite.equal(result.error, nil)
  local environment = mise:environment(tool, version, nil, result.value.env_vars)
  return (mise.exec(environment, "{ " .. line .. "; } 2>/dev/null"))
end

local function runs(mise, version, answer)
  suite.contains(printed(mise, SHELLCHECK, version, "shellcheck --version"), "\nversion: " .. answer .. "\n")
end

User.case("ocx: list, install, run, also after a clean", function(user)
  local mise = user:harness()
  suite.equal(mise:list(SHELLCHECK).value.versions, { "0.9.0", "0.10.0", "0.11.0" })
  installed(mise, SHELLCHECK, "0.11.0")
  runs(mise, "0.11.0", "0.11.0")
  user:run("ocx", "clean")
  runs(mise, "0.11.0", "0.11.0")
end)

User.case("ocx: search and completion, from the index that ocx made", function(user)
  local mise = user:harness()
  user.env.OCX_ALLOW_YANKED = "1"
  user:run("ocx", "index", "sync", "ocx.sh")
  user:unplug()
  for _, result in ipairs({ mise:search_tools("shellch"), mise:search_tools(SHELLCHECK) }) do
    suite.equal({ result.error, result.log, result.value.tools[1].name }, { nil, {}, SHELLCHECK })
  end
  local listed = {}
  for _, item in ipairs(mise:list_tools().value.tools) do
    listed[item.name] = true
  end
  suite.equal({ listed[SHELLCHECK], listed[APP] }, { true, true })
end)

User.case("ocx: a dependency and an entry point, also with nothing to reach", function(user)
  local mise = user:harness()
  installed(mise, APP, "2.0.0")
  suite.equal(printed(mise, APP, "2.0.0", 'echo "$APP_URL $GODEBUG"'), "http://h:80/a b madvdontneed=1,gctrace=0\n")
  user:unplug()
  for _ = 1, 2 do
    suite.equal(printed(mise, APP, "2.0.0", "app-ep 'a b' && libtool"), "app 2.0.0 from-ep a b\nlibtool 3.1.0\n")
    mise.env.OCX_OFFLINE = "1"
  end
end)

for way, log_in in pairs({ ["its variables"] = User.log_in, ["docker's file"] = User.log_in_to_docker }) do
  User.case("ocx: a private registry, by " .. way, function(user)
    local mise, tool = user:harness(), user.private .. "/priv/tool"
    suite.contains(mise:install(tool, "1.2.3").error, "ocx login " .. user.private)
    log_in(user)
    suite.equal(mise:list(tool).value.versions, { "1.2.3" })
    installed(mise, tool, "1.2.3")
    suite.equal(printed(mise, tool, "1.2.3", "tool"), "tool 1.2.3\n")
  end)
end

User.case("ocx: a variant, and a version that was yanked", function(user)
  local mise = user:harness()
  suite.equal(mise:list(APP).value.versions, { "slim-2.0.0", "1.0.0", "1.1.1", "2.0.0" })
  installed(mise, APP, "slim-2.0.0")
  suite.equal(printed(mise, APP, "slim-2.0.0", "app x"), "app slim-2.0.0 x\n")
  suite.contains(mise:install(APP, "1.1.0").error, "1.1.1")
end)

User.case("ocx: a digest as the version", function(user)
  local mise = user:harness()
  mise:list(SHELLCHECK)
  local receipt = installed(mise, SHELLCHECK, "0.10.0")
  for _, digest in ipairs({ receipt.index_digest, receipt.digest }) do
    installed(mise, SHELLCHECK, "ref:" .. digest)
    runs(mise, "ref:" .. digest, "0.10.0")
  end
end)

User.case("ocx: a package that nobody signed is refused by the policy that asks", function(user)
  local mise = user:harness()
  local path = user:trust(SHELLCHECK)
  for _, version in ipairs({ "0.11.0", "0.10.0" }) do
    local said = mise:install(SHELLCHECK, version).error
    -- It has no signature, or its registry cannot hold any: the one that is served here is simple.
    suite.contains(said, ("ocx rejects %s:%s: it"):format(SHELLCHECK, version))
    suite.contains(said, path)
  end
  user.env.OCX_NO_VERIFY = "1"
  suite.contains(user:run(User.program, "doctor"), "OCX_NO_VERIFY")
  local result, told = mise:install(SHELLCHECK, "0.11.0"), false
  suite.equal(result.error, nil)
  for _, entry in ipairs(result.log) do
    told = told or entry.level == "warn" and entry.message:find("verification skipped", 1, true) ~= nil
  end
  suite.equal(told, true)
end)

--- The manifest of a version for another platform than this host's, and that platform.
local function foreign(user, tool, version)
  local command = { User.program, "versions", tool, "--all", "--json" }
  for _, row in ipairs(json.decode(user:run(unpack(command))).versions) do
    if row.version == version then
      local path = ("%s/index/ocx.sh/p/%s/o/sha256/%s.json"):format(
        user.env.OCX_HOME, tool:match("/(.*)"), row.digest:match(":(.*)"))
      local manifest = json.decode(assert(shell.read(path))).manifests[1]
      return manifest.digest, row.platforms[1]
    end
  end
end

User.case("ocx: the manifest of another platform, only where it is asked for", function(user)
  local mise, tool = user:harness(), "ocx.sh/acme/foreign"
  user:run("ocx", "index", "update", tool)
  local digest, platform = foreign(user, tool, "1.0.0")
  suite.contains(mise:install(tool, "ref:" .. digest).error, "only for " .. platform)
  suite.contains(mise:install(tool, "1.0.0", { digest = digest }).error, "only for " .. platform)
  suite.equal(mise:install(tool, "ref:" .. digest, { platform = platform }).error, nil)
end)

User.case("ocx: offline, a digest that is not in the store", function(user)
  local mise = user:harness()
  mise:list(SHELLCHECK)
  local versions = json.decode(user:run(User.program, "versions", SHELLCHECK, "--json")).versions
  user.env.OCX_OFFLINE = "1"
  suite.contains(mise:install(SHELLCHECK, "ref:" .. versions[1].digest).error, "not in the store")
end)

User.case("ocx: what its publisher may delete is hidden, and installed by name", function(user)
  local mise = user:harness()
  user:change("ephemeral", SHELLCHECK, "0.11.0")
  suite.equal(mise:list(SHELLCHECK).value.versions, { "0.9.0", "0.10.0" })
  suite.contains(user:run(User.program, "versions", SHELLCHECK, "--all"), "ephemeral")
  installed(mise, SHELLCHECK, "0.11.0")
  runs(mise, "0.11.0", "0.11.0")
end)

User.case("ocx: a plain registry, and a build tag in mise's spelling", function(user)
  local mise, hello, ripgrep = user:harness(), user.public .. "/acme/hello", "ocx.sh/burntsushi/ripgrep"
  suite.equal(mise:list(hello).value.versions, { "1.0.0", "1.1.0", "2.0.0" })
  installed(mise, hello, "1.1.0")
  suite.equal(printed(mise, hello, "1.1.0", "hello you"), "hello 1.1.0 you\n")
  installed(mise, ripgrep, "13.0.0+20260101")
  suite.equal(printed(mise, ripgrep, "13.0.0+20260101", "rg x"), "ripgrep 13.0.0 x\n")
end)

User.case("ocx: the plugin that the program carries", function(user)
  local mise = user:harness()
  shell.remove(mise.plugin)
  user:run(User.program, "plugin", "install")
  user.env.OCX_MISE_TUI = nil
  suite.equal(mise:list(SHELLCHECK).value.versions, { "0.9.0", "0.10.0", "0.11.0" })
  installed(mise, SHELLCHECK, "0.11.0")
  runs(mise, "0.11.0", "0.11.0")
end)

User.case("ocx: hostile names and versions run nothing", function(user)
  local mise = user:harness()
  for _, text in ipairs(User.hostile) do
    suite.equal(mise:list("x" .. text).error_type, "string")
    suite.equal(mise:install(SHELLCHECK, "0.11.0", { digest = text }).error_type, "string")
  end
  user:untouched()
end)
