--- Who keeps what alive in the store of ocx, and who gives it back.
local World = require("walk.world")
local shell = require("harness.shell")
local suite = require("harness.suite")

local SHELLCHECK, APP = World.shellcheck, World.app

local function runs(world, version)
  return world:shellcheck_version(version) == "0.11.0"
end

World.case("what mise uses outlives what the user does with candidates", function(world)
  local receipt = world:installed(SHELLCHECK, "0.11.0")
  world:ocx("package uninstall " .. SHELLCHECK .. ":0.11.0")
  world:ocx("clean")
  suite.equal({ World.holds(receipt), runs(world, "0.11.0") }, { true, true })
  world.mise:uninstall(SHELLCHECK, "0.11.0")
  world:ocx("clean")
  suite.equal(World.holds(receipt), false)
end)

World.case("a candidate that was there before us stays", function(world)
  world:ocx("package install " .. SHELLCHECK .. ":0.11.0")
  local receipt = world:installed(SHELLCHECK, "0.11.0")
  world.mise:uninstall(SHELLCHECK, "0.11.0")
  world:gc()
  world:ocx("clean")
  suite.equal(World.holds(receipt), true)
end)

World.case("an install gives back the candidates of installs that are gone", function(world)
  local receipt = world:installed(SHELLCHECK, "0.10.0")
  world.mise:uninstall(SHELLCHECK, "0.10.0")
  world:installed(SHELLCHECK, "0.11.0")
  world:ocx("clean")
  suite.equal({ World.holds(receipt), runs(world, "0.11.0") }, { false, true })
end)

World.case("nothing is given back that another install uses", function(world)
  local receipt = world:installed(SHELLCHECK, "0.11.0")
  world:installed(SHELLCHECK, "0.11")
  world.mise:uninstall(SHELLCHECK, "0.11")
  world:gc()
  world:ocx("clean")
  suite.equal({ World.holds(receipt), runs(world, "0.11.0") }, { true, true })
end)

World.case("an install over a dangling reference of an earlier one works", function(world)
  world:installed(SHELLCHECK, "0.11.0")
  world.mise:uninstall(SHELLCHECK, "0.11.0")
  local receipt = world:installed(SHELLCHECK, "0.11.0")
  world:ocx("package uninstall " .. SHELLCHECK .. ":0.11.0")
  world:ocx("clean")
  suite.equal({ World.holds(receipt), runs(world, "0.11.0") }, { true, true })
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

World.case("a store that somebody cleared is named, and an install mends it", function(world)
  world:installed(SHELLCHECK, "0.11.0")
  shell.remove(world.home .. "/packages")
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
