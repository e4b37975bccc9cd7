--- What goes wrong on the way, and what is said then.
local World = require("walk.world")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local SHELLCHECK, APP = World.shellcheck, World.app

--- Both lines of an error, which must be two.
local function parts(result)
  suite.equal({ result.error_type, select(2, (result.error or ""):gsub("\n", "")) }, { "string", 1 })
  return result.error:match("^(.*)\n(.*)$")
end

World.case("an unreachable registry is an error, and never an empty list", function(world)
  world:change("down", "ocx.sh")
  local cause = parts(world.mise:list(SHELLCHECK))
  suite.contains(cause, "ocx.sh")
end)

World.case("a stale list beats none, and says that it is stale", function(world)
  world.mise:list(SHELLCHECK)
  world:change("down", "ocx.sh")
  -- The last update was more than an hour ago: what remembers it is older.
  shell.must("find " .. shell.quote(world.folder .. "/home") .. " " .. shell.quote(world.home)
    .. " -type f -exec touch -d '3 hours ago' {} +")
  local result = world.mise:list(SHELLCHECK)
  suite.equal(result.value.versions, { "0.9.0", "0.10.0", "0.11.0" })
  suite.equal(result.log[1] and result.log[1].level, "warn")
end)

World.case("a yanked version is refused, and a safe one is named", function(world)
  world.mise:list(APP)
  local _, mend = parts(world.mise:install(APP, "1.1.0"))
  suite.contains(mend, "1.1.1")
end)

World.case("a version that is not there brings its neighbours", function(world)
  world.mise:list(SHELLCHECK)
  local cause, mend = parts(world.mise:install(SHELLCHECK, "0.11.9"))
  suite.contains(cause, "0.11.9")
  suite.contains(mend, "0.11.0")
end)

World.case("a version for other platforms is told from one that is not there", function(world)
  local tool = "ocx.sh/acme/foreign"
  world.mise:list(tool)
  suite.contains(table.concat({ parts(world.mise:install(tool, "1.0.0")) }, " "), "platform")
end)

World.case("another digest than the option's is refused, before and after", function(world)
  local receipt = world:installed(SHELLCHECK, "0.10.0")
  local cause = parts(world.mise:install(SHELLCHECK, "0.11.0", { digest = receipt.index_digest }))
  suite.contains(cause, receipt.index_digest)
  suite.equal(shell.test("-e", world.mise:paths(SHELLCHECK, "0.11.0").install), false)
  local mine = world:installed(SHELLCHECK, "0.11.0")
  world:environment(SHELLCHECK, "0.11.0", nil, { digest = mine.index_digest })
  local refused, mend = parts(world.mise:exec_env(SHELLCHECK, "0.11.0", { digest = receipt.index_digest }))
  suite.contains(refused, receipt.index_digest)
  suite.equal(mend, "mise install --force ocx:" .. SHELLCHECK .. "@0.11.0")
end)

World.case("a tag that moved does not get past the option digest", function(world)
  local receipt = world:installed(SHELLCHECK, "0.11")
  world:change("publish", SHELLCHECK, "0.11.1")
  world:ocx("index update " .. SHELLCHECK)
  local answer = world.mise:install(SHELLCHECK, "0.11", { digest = receipt.index_digest })
  suite.equal(answer.error_type, "string")
end)

World.case("without ocx the error says where it was looked for", function(world)
  shell.remove(world.folder .. "/bin/ocx")
  suite.contains(table.concat({ parts(world.mise:install(SHELLCHECK, "0.11.0")) }, " "), "ocx")
end)

World.case("an ocx that is too old is refused by its version", function(world)
  world.env.OCX_STANDIN_VERSION = "0.5.7"
  suite.contains(table.concat({ parts(world.mise:install(SHELLCHECK, "0.11.0")) }, " "), "0.5.8")
end)

--- A policy that covers a scope.
local function trust(world, scope)
  shell.write(world.home .. "/config.toml", ('[[trust.policy]]\nscope = %q\n[trust.policy.keyless]\n'
    .. 'identity = "somebody"\noidc_issuer = "https://issuer.example"\n'):format(scope))
end

World.case("a package that nobody signed is refused by the policy, and never said to be missing", function(world)
  trust(world, "ocx.sh/shellcheck/*")
  local cause, mend = parts(world.mise:install(SHELLCHECK, "0.11.0"))
  suite.contains(cause, "ocx rejects " .. SHELLCHECK .. ":0.11.0: it has no signature")
  suite.contains(cause, 'the policy for "ocx.sh/shellcheck/*" in ' .. world.home .. "/config.toml")
  suite.contains(mend, "sign")
  world:change("sign", SHELLCHECK, "0.11.0", "another", "https://issuer.example")
  suite.contains(parts(world.mise:install(SHELLCHECK, "0.11.0")), "names: somebody")
  world:change("sigstore", "log", "off")
  world:change("sign", SHELLCHECK, "0.11.0", "somebody", "https://issuer.example")
  suite.contains(parts(world.mise:install(SHELLCHECK, "0.11.0")), "transparency log does not answer")
  world:change("sigstore", "log", "on")
  world:installed(SHELLCHECK, "0.11.0")
end)

World.case("a dependency that is refused is the one that is named", function(world)
  trust(world, "127.0.0.1:5000/contrib/lib")
  local cause = parts(world.mise:install(APP, "2.0.0"))
  suite.contains(cause, "ocx rejects 127.0.0.1:5000/contrib/lib@sha256:")
  suite.contains(cause, "a dependency of " .. APP .. ":2.0.0")
end)

World.case("a policy that is turned off is a warning in mise's log", function(world)
  trust(world, "ocx.sh/shellcheck/*")
  world.env.OCX_NO_VERIFY = "1"
  local result, told = world.mise:install(SHELLCHECK, "0.11.0"), false
  suite.equal(result.error, nil)
  for _, entry in ipairs(result.log) do
    told = told or entry.level == "warn" and entry.message:find("signature verification skipped", 1, true) ~= nil
  end
  suite.equal(told, true)
end)

World.case("an ocx that answers in a new shape is newer than the program, and installs nothing", function(world)
  world.env.OCX_STANDIN_VERSION = "0.9.1"
  local shapes = { "about", "index list", "package install", "package env" }
  world.env.OCX_STANDIN_FAULT = table.concat(shapes, ": strange; ") .. ": strange"
  local cause, mend = parts(world.mise:install(SHELLCHECK, "0.11.0"))
  suite.contains(cause, "0.9.1, newer than this program knows")
  suite.contains(mend, "OCX_MISE_OCX")
  for _, call in ipairs(world:calls()) do
    suite.equal({ call, call:find("package install", 1, true) }, { call, nil })
  end
  -- Where the first shapes are known, what was installed is given back.
  world.env.OCX_STANDIN_FAULT = "package env: strange"
  suite.contains(parts(world.mise:install(SHELLCHECK, "0.11.0")), "newer than this program knows")
  suite.equal(shell.run("find " .. shell.quote(world.home .. "/symlinks") .. " -type l"), "")
  world.env.OCX_STANDIN_FAULT = nil
  world:installed(SHELLCHECK, "0.11.0")
end)

for fault, works in pairs({
  ["package install: exit 75 x1"] = true,
  ["*: noise"] = true,
  ["*: colour"] = true,
  ["package env: clean"] = true,
  ["*: bare; package install: exit 69"] = false,
  ["package install: exit 74"] = false,
  ["package install: exit 77"] = false,
  ["package install: exit 78"] = false,
  ["package install: half"] = false,
  ["package install: empty"] = false,
  ["package install: garbage"] = false,
  ["package install: die"] = false,
  ["package env: half"] = false,
  ["package env: exit 65"] = false,
  ["package env: garbage"] = false,
}) do
  World.case(("an ocx with the fault %q"):format(fault), function(world)
    world.env.OCX_STANDIN_FAULT = fault
    local result = world.mise:install(SHELLCHECK, "0.11.0")
    suite.equal({ fault, result.error == nil }, { fault, works })
    if not works then
      suite.equal({ result.error_type, result.error:find("\27", 1, true) }, { "string", nil })
      suite.equal(shell.test("-e", world.mise:folder(SHELLCHECK)), false)
      -- What went wrong once is in nobody's way the next time.
      world.env.OCX_STANDIN_FAULT = nil
      world:installed(SHELLCHECK, "0.11.0")
    end
    world.env.OCX_STANDIN_FAULT = nil
    suite.equal(world:shellcheck_version("0.11.0"), "0.11.0")
  end)
end

World.case("hostile versions and options run nothing and write nowhere else", function(world)
  for _, text in ipairs({
    "$(touch mark)", "`touch mark`", "'; touch mark; '", "a\ntouch mark", "../../mark", "-x", "",
  }) do
    for _, given in ipairs({ { text }, { "0.11.0", { digest = text } }, { "0.11.0", { platform = text } } }) do
      local paths = world.mise:paths(SHELLCHECK, "safe")
      shell.must(shell.line({ "mkdir", "-p", paths.install, paths.download }))
      local ctx = {
        tool = SHELLCHECK, version = given[1], install_path = paths.install, download_path = paths.download,
        options = given[2] or {},
      }
      suite.equal({ json.encode(ctx), world.mise:hook("install", ctx).error_type }, { json.encode(ctx), "string" })
      suite.equal(world.mise:hook("exec_env", ctx).error_type, "string")
    end
  end
  suite.equal(shell.run("find " .. shell.quote(world.folder) .. " -name 'mark*'"), "")
end)
