--- What one lists and installs, and what comes out on PATH.
local World = require("walk.world")
local shell = require("harness.shell")
local suite = require("harness.suite")

local SHELLCHECK, APP = World.shellcheck, World.app

World.case("the whole way: list, install, environment, run, uninstall", function(world)
  suite.equal(world.mise:list(SHELLCHECK).value.versions, { "0.9.0", "0.10.0", "0.11.0" })
  local receipt = world:installed(SHELLCHECK, "0.11.0")
  suite.equal(world:shellcheck_version("0.11.0", "0.11"), "0.11.0")
  suite.equal(world:holds(receipt), false)
  world.mise:uninstall(SHELLCHECK, "0.11.0")
  suite.equal(world.mise:installed(SHELLCHECK), {})
end)

World.case("the tool runs from the link that mise keeps for the request", function(world)
  world:installed(SHELLCHECK, "0.11.0")
  suite.equal(
    world:exec(SHELLCHECK, "0.11.0", "command -v shellcheck", "0.11"),
    world.mise:folder(SHELLCHECK) .. "/0.11/content/bin/shellcheck\n"
  )
end)

World.case("installed once, it needs neither ocx nor a network", function(world)
  world:installed(SHELLCHECK, "0.11.0")
  world:change("down", "ocx.sh")
  world:change("down", "127.0.0.1:5000")
  shell.remove(world.folder .. "/bin/ocx")
  suite.equal(world:shellcheck_version("0.11.0"), "0.11.0")
end)

World.case("variants stand before the plain releases, what is yanked is hidden", function(world)
  suite.equal(world.mise:list(APP).value.versions, { "slim-2.0.0", "1.0.0", "1.1.1", "2.0.0" })
end)

World.case("build tags are listed where they are asked for, in mise's spelling", function(world)
  local tool = "ocx.sh/burntsushi/ripgrep"
  suite.equal(world.mise:list(tool).value.versions, { "13.0.0" })
  suite.equal(world.mise:list(tool, { builds = "true" }).value.versions, { "13.0.0+20260101", "13.0.0" })
  world:installed(tool, "13.0.0+20260101")
  suite.equal(world:exec(tool, "13.0.0+20260101", "rg x"), "ripgrep 13.0.0 x\n")
end)

World.case("what its publisher may delete is hidden, and installed by name", function(world)
  world:change("ephemeral", SHELLCHECK, "0.11.0")
  suite.equal(world.mise:list(SHELLCHECK).value.versions, { "0.9.0", "0.10.0" })
  world:installed(SHELLCHECK, "0.11.0")
end)

--- The names of an answer.
local function names(result)
  suite.equal({ result.error, result.log }, { nil, {} })
  local found = {}
  for place, item in ipairs(result.value.tools) do
    found[place] = item.name
  end
  return found
end

World.case("mise search and completion: from the local index, and nothing is asked", function(world)
  suite.equal({ names(world.mise:list_tools()), names(world.mise:search_tools("app")) }, { {}, {} })
  world.env.OCX_ALLOW_YANKED = "1"
  world:ocx("index sync ocx.sh")
  world:calls()
  local all = names(world.mise:list_tools())
  suite.contains(table.concat(all, "\n") .. "\n", SHELLCHECK .. "\n")
  suite.equal(names(world.mise:search_tools("shellch"))[1], SHELLCHECK)
  suite.equal(names(world.mise:search_tools("ocx.sh/acme/ap"))[1], APP)
  world:change("down", "ocx.sh")
  world.env.OCX_MISE_OCX = "/nonexistent/ocx"
  suite.equal({ names(world.mise:list_tools()), world:calls() }, { all, {} })
end)

World.case("a listing within the hour asks ocx nothing", function(world)
  world.mise:list(SHELLCHECK)
  suite.equal(#world:calls() > 0, true)
  suite.equal(world.mise:list(SHELLCHECK).value.versions, { "0.9.0", "0.10.0", "0.11.0" })
  suite.equal(world:calls(), {})
end)

World.case("what is hidden is installed when it is asked for by name", function(world)
  world:installed(SHELLCHECK, "0.11")
  suite.equal(world:shellcheck_version("0.11"), "0.11.0")
  -- For a host with a glibc, these hold a package of their own.
  for _, version in ipairs({ "0", "latest" }) do
    world:installed(SHELLCHECK, version)
    suite.equal(world:shellcheck_version(version):match("^0%.%d+%.0$") ~= nil, true)
  end
end)

World.case("a variant is a version of its own", function(world)
  world:installed(APP, "slim-2.0.0")
  suite.equal(world:exec(APP, "slim-2.0.0", "app x"), "app slim-2.0.0 x\n")
end)

World.case("a digest can be the version", function(world)
  local receipt = world:installed(SHELLCHECK, "0.10.0")
  for _, digest in ipairs({ receipt.digest, receipt.index_digest }) do
    world:installed(SHELLCHECK, "ref:" .. digest)
    suite.equal(world:shellcheck_version("ref:" .. digest), "0.10.0")
  end
end)

World.case("dependencies and entry points come along, in their order", function(world)
  local receipt = world:installed(APP, "2.0.0")
  local environment = world:environment(APP, "2.0.0", "2")
  local alias = world.mise:folder(APP) .. "/2"
  local folders = {}
  for folder in environment.PATH:gmatch("[^:]+") do
    folders[#folders + 1] = folder
  end
  suite.equal({ folders[1], folders[2] }, { alias .. "/entrypoints", alias .. "/content/bin" })
  suite.equal(folders[3], alias .. "/dependencies/" .. receipt.dependencies[1] .. "/content/bin")
  suite.equal(
    { environment.APP_URL, environment.APP_HOME, environment.GODEBUG },
    { "http://h:80/a b", world.mise:paths(APP, "2.0.0").install .. "/content", "madvdontneed=1,gctrace=0" }
  )
  suite.equal(world.mise.exec(environment, "app-ep 'a b' && libtool"), "app 2.0.0 from-ep a b\nlibtool 3.1.0\n")
end)

World.case("an entry point runs where ocx is on no PATH", function(world)
  world:installed(APP, "2.0.0")
  local environment = world:environment(APP, "2.0.0")
  environment.PATH = environment.PATH:gsub("[^:]*/bin:", function(folder)
    return folder == world.folder .. "/bin:" and "" or folder
  end)
  suite.equal(world.mise.exec(environment, "command -v ocx || app-ep x"), "app 2.0.0 from-ep x\n")
end)

World.case("a private registry is ocx's own affair", function(world)
  local refused = world.mise:install(World.private, "1.2.3").error
  suite.contains(refused, "127.0.0.1:5001")
  suite.contains(refused:match("\n(.*)$"), "ocx login 127.0.0.1:5001")
  world.env.OCX_AUTH_127_0_0_1_5001_USER, world.env.OCX_AUTH_127_0_0_1_5001_TOKEN = "bob", "s3cret"
  suite.equal(world.mise:list(World.private).value.versions, { "1.2.3" })
  world:installed(World.private, "1.2.3")
  suite.equal(world:exec(World.private, "1.2.3", "tool"), "tool 1.2.3\n")
end)

World.case("credentials of docker are ocx's affair too", function(world)
  local login = "echo s3cret | ocx login 127.0.0.1:5001 -u bob --password-stdin --allow-insecure-store"
  suite.equal(select(2, world:run(login)), 0)
  world:installed(World.private, "1.2.3")
  suite.equal(world:exec(World.private, "1.2.3", "tool"), "tool 1.2.3\n")
end)

World.case("the plugin that the program carries finds that program", function(world)
  shell.remove(world.mise.plugin)
  suite.equal(select(2, world:program("plugin", "install")), 0)
  world.env.OCX_MISE_TUI = nil
  suite.equal(world.mise:list(SHELLCHECK).value.versions, { "0.9.0", "0.10.0", "0.11.0" })
  world:installed(SHELLCHECK, "0.11.0")
  suite.equal(world:shellcheck_version("0.11.0"), "0.11.0")
  suite.equal(select(2, world:program("plugin", "uninstall")), 0)
  suite.equal(shell.test("-e", world.mise.plugin), false)
end)

World.case("the plugin serves a plain registry, and under any name", function(world)
  local tool = "127.0.0.1:5000/acme/hello"
  shell.must(shell.line({ "mv", world.mise.plugin, world.folder .. "/mise/data/plugins/tools" }))
  world.mise.plugin, world.mise.name = world.folder .. "/mise/data/plugins/tools", "tools"
  suite.equal(world.mise:list(tool).value.versions, { "1.0.0", "1.1.0", "2.0.0" })
  world:installed(tool, "1.1.0")
  suite.equal(world:exec(tool, "1.1.0", "hello you"), "hello 1.1.0 you\n")
end)
