--- Installs that stand alone: with dependencies that have entry points, on other file systems, for other users.
local World = require("walk.world")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local APP = World.app

--- Prints its name, its arguments, and what its package's environment holds.
local function program(name)
  return ('printf "%s"; for word in "$@"; do printf " <%%s>" "$word"; done; echo " $FLAGS $SECRET"'):format(name)
end

local function package(name, more)
  local declared = {
    name = "ocx.sh/t/" .. name, version = "1.0.0", programs = { [name] = program(name) },
    env = json.array({
      { key = "FLAGS", type = "list", separator = ",", value = name },
      { key = "SECRET", type = "constant", value = "of-" .. name, visibility = "private" },
    }),
  }
  for key, value in pairs(more) do
    declared[key] = value
  end
  return declared
end

--- A package with public and private dependencies, each with entry points, and a dependency below both.
local function publish(world)
  local file = world.folder .. "/packages.json"
  shell.write(file, json.encode({ packages = json.array({
    package("deep", { entrypoints = { ["deep-ep"] = { command = "deep", args = json.array({ "a b", "*" }) } } }),
    package("priv", {
      dependencies = json.array({ { package = "ocx.sh/t/deep", visibility = "private" } }),
      entrypoints = { ["priv-ep"] = { command = "deep-ep", args = json.array({ "'" }) } },
    }),
    package("pub", {
      dependencies = json.array({ { package = "ocx.sh/t/deep", visibility = "private" } }),
      entrypoints = { ["pub-ep"] = { command = "pub", args = json.array({ "$${x}" }) } },
    }),
    package("top", {
      dependencies = json.array({
        { package = "ocx.sh/t/pub", visibility = "public" }, { package = "ocx.sh/t/priv", visibility = "private" },
      }),
      entrypoints = {
        ["top-ep"] = { command = "top", args = json.array({ "" }) }, ["top-priv"] = { command = "priv-ep" },
        ["top-host"] = { command = "machine" }, ["top-bad"] = { args = json.array({ "${nope}" }) },
      },
    }),
  }) }))
  world:change("packages", file)
end

World.case("every kind of entry point runs in an install that stands alone", function(world)
  publish(world)
  world:installed("ocx.sh/t/top", "1.0.0")
  world:leave_alone()
  local function prints(line)
    return world:exec("ocx.sh/t/top", "1.0.0", line .. " 2>&1")
  end
  suite.equal(prints("top-ep x"), "top <> <x> pub,top,priv of-top\n")
  suite.equal(prints("pub-ep 'c d'"), "pub <${x}> <c d> pub,top,deep of-pub\n")
  suite.equal(prints("top-priv x"), "deep <a b> <*> <'> <x> pub,top,priv,deep of-deep\n")
  suite.equal(prints("top-bad; echo $?"),
    "top-bad: its argument has the unknown placeholder '${nope}'\n65\n")
  suite.equal(prints("top-host; echo $?"), "top-host: machine is not on PATH\n127\n")
  shell.program(world.folder .. "/tools/machine", "#!/bin/sh\necho of the machine \"$@\"\n")
  suite.equal(prints("PATH=$PATH:" .. shell.quote(world.folder .. "/tools") .. " top-host x"), "of the machine x\n")
end)

--- A folder below `top` for this case, or nil where none can be made.
local function folder_below(top)
  local made, status = shell.run("mktemp -d " .. shell.quote(top .. "/ocx-mise-tui.XXXXXX") .. " 2>&1")
  return status == 0 and made:match("^(.-)\n*$") or nil
end

--- Whether two folders are on one file system.
local function same_file_system(one, other)
  return shell.run(shell.line({ "stat", "-c", "%d", one })) == shell.run(shell.line({ "stat", "-c", "%d", other }))
end

World.case("a store in another file system", function(world)
  local there = folder_below("/dev/shm")
  if not there or same_file_system(there, world.folder) then
    suite.skip("a store in another file system", "/dev/shm is none")
    return
  end
  world.home, world.env.OCX_HOME = there, there
  local result = world.mise:install(APP, "2.0.0")
  shell.remove(there)
  suite.equal(result.error, nil)
  suite.equal(world:exec(APP, "2.0.0", "app-ep x && libtool"), "app 2.0.0 from-ep x\nlibtool 3.1.0\n")
end)

World.case("a store that cannot be written to", function(world)
  if shell.run("id -u") == "0\n" then
    suite.skip("a store that cannot be written to", "root can write everywhere")
    return
  end
  world:ocx("package install " .. APP .. ":2.0.0")
  local store = shell.quote(world.home .. "/packages")
  shell.must("chmod -R a-w " .. store)
  local result = world.mise:install(APP, "2.0.0")
  shell.must("chmod -R u+w " .. store)
  suite.equal(result.error, nil)
  suite.equal(world:exec(APP, "2.0.0", "app-ep x && libtool"), "app 2.0.0 from-ep x\nlibtool 3.1.0\n")
end)

World.case("another user, who may read mise's folder alone", function(world)
  if shell.run("id -u") ~= "0\n" or select(2, shell.run("command -v setpriv >/dev/null")) ~= 0 then
    suite.skip("another user, who may read mise's folder alone", "it takes root and setpriv")
    return
  end
  world:installed(APP, "2.0.0")
  shell.must("chmod 755 " .. shell.quote(world.folder) .. " && chmod 700 " .. shell.quote(world.home))
  local environment = world:environment(APP, "2.0.0")
  suite.equal(
    world.mise.exec(environment, "exec setpriv --reuid=65534 --regid=65534 --clear-groups sh -c 'app-ep x && libtool'"),
    "app 2.0.0 from-ep x\nlibtool 3.1.0\n"
  )
end)

World.case("hard links can be turned off, and a setting that cannot be read is told", function(world)
  local file = world.folder .. "/packages.json"
  shell.write(file, json.encode({ packages = json.array({
    package("big", { files = { ["share/big"] = { size = 300000 } } }),
  }) }))
  world:change("packages", file)
  local config = world.folder .. "/home/.config/ocx-mise-tui/config.toml"
  local function links(version)
    local path = world.mise:paths("ocx.sh/t/big", version).install .. "/content/share/big"
    return tonumber((shell.must(shell.line({ "stat", "-c", "%h", path }))))
  end
  world:installed("ocx.sh/t/big", "1.0.0")
  local usual = links("1.0.0")
  world.env.OCX_MISE_TUI_HARD_LINKS = "0"
  world:installed("ocx.sh/t/big", "1.0")
  suite.equal(links("1.0"), 1)
  world.env.OCX_MISE_TUI_HARD_LINKS = nil
  shell.write(config, "hard_links = false\n")
  world:installed("ocx.sh/t/big", "1")
  suite.equal(links("1"), 1)
  shell.write(config, "hard_links = no\n")
  local result = world.mise:install("ocx.sh/t/big", "latest")
  suite.equal(result.error, nil)
  local warnings = {}
  for _, entry in ipairs(result.log) do
    warnings[#warnings + 1] = entry.level == "warn" and entry.message or nil
  end
  suite.equal(#warnings, 1)
  suite.contains(warnings[1], "config.toml")
  suite.equal(links("latest"), usual > 1 and usual + 1 or 1)
end)
