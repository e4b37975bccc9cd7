--- What an install takes from the store of ocx, what it gives back, and what is left where all that is gone.
local World = require("walk.world")
local shell = require("harness.shell")
local suite = require("harness.suite")

local SHELLCHECK, APP = World.shellcheck, World.app

local function runs(world, version)
  return world:shellcheck_version(version) == "0.11.0"
end

World.case("an install stands alone: no store, no ocx, no program, another home", function(world)
  world:installed(APP, "2.0.0")
  world:installed(SHELLCHECK, "0.11.0")
  world:leave_alone()
  suite.equal(world:exec(APP, "2.0.0", "app-ep 'a b' && app x && libtool", "2"),
    "app 2.0.0 from-ep a b\napp 2.0.0 x\nlibtool 3.1.0\n")
  suite.equal(world:shellcheck_version("0.11.0", "0.11"), "0.11.0")
end)

World.case("no path of the store, and none of the machine, is in an install", function(world)
  world:installed(APP, "2.0.0")
  local install = shell.quote(world.mise:paths(APP, "2.0.0").install)
  suite.equal(shell.run("find " .. install .. " -type l"), "")
  suite.equal(shell.run("grep -rlF " .. shell.quote(world.folder) .. " " .. install), "")
end)

World.case("nothing of the store holds an install, and cleaning it takes nothing from it", function(world)
  local receipt = world:installed(SHELLCHECK, "0.11.0")
  world:ocx("clean")
  suite.equal({ world:holds(receipt), runs(world, "0.11.0") }, { false, true })
  suite.equal(shell.run("find " .. shell.quote(world.home .. "/packages") .. " -name content"), "")
end)

World.case("a candidate that was there before us stays", function(world)
  world:ocx("package install " .. SHELLCHECK .. ":0.11.0")
  local receipt = world:installed(SHELLCHECK, "0.11.0")
  world.mise:uninstall(SHELLCHECK, "0.11.0")
  suite.equal(world:holds(receipt), true)
end)

World.case("a candidate is given back also where the install fails", function(world)
  world.env.OCX_STANDIN_FAULT = "package env: exit 65"
  suite.equal(world.mise:install(SHELLCHECK, "0.11.0").error_type, "string")
  suite.equal(shell.run("find " .. shell.quote(world.home .. "/symlinks") .. " -type l"), "")
end)

World.case("two installs at once: the same version again, and two tags of one digest", function(world)
  local results = world.mise:installs({
    { SHELLCHECK, "0.11.0" }, { SHELLCHECK, "0.11" }, { APP, "2.0.0" }, { APP, "2" },
  })
  for _, result in ipairs(results) do
    suite.equal(result.error, nil)
  end
  suite.equal({ runs(world, "0.11.0"), runs(world, "0.11") }, { true, true })
  for _, version in ipairs({ "2.0.0", "2" }) do
    suite.equal(world:exec(APP, version, "app-ep x"), "app 2.0.0 from-ep x\n")
  end
end)

World.case("an install that lost its content is named, and an install puts it right", function(world)
  world:installed(SHELLCHECK, "0.11.0")
  shell.remove(world.mise:paths(SHELLCHECK, "0.11.0").install .. "/content")
  suite.equal(
    world.mise:exec_env(SHELLCHECK, "0.11.0").error:match("\n(.*)$"),
    "mise install --force ocx:" .. SHELLCHECK .. "@0.11.0"
  )
  world:installed(SHELLCHECK, "0.11.0")
  suite.equal(runs(world, "0.11.0"), true)
end)

World.case("two tools whose folders collide are told apart", function(world)
  world:change("publish", "127.0.0.1:5000/a-b/c", "1.0.0")
  world:change("publish", "127.0.0.1:5000/a/b-c", "1.0.0")
  world:installed("127.0.0.1:5000/a-b/c", "1.0.0")
  local refused = world.mise:exec_env("127.0.0.1:5000/a/b-c", "1.0.0").error
  suite.contains(refused, "has the tool 127.0.0.1:5000/a-b/c, not 127.0.0.1:5000/a/b-c")
end)
