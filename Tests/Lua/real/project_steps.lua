--- What our program says and does beside mise in a project: what mise sees of its files, tags that
--- moved, lock files, tools of tasks, ages. With the stand-in for ocx the harness takes mise's part, as
--- far as it goes; what only the real mise can tell is said and left out.
local User = require("real.user")
local fixture = require("harness.fixture")
local json = require("harness.json")
local shell = require("harness.shell")
local suite = require("harness.suite")

local SHELLCHECK, APP = User.shellcheck, User.app
local KEY = "ocx:" .. SHELLCHECK

--- A case in a project with our plugin, and with an index of all that is published.
local function case(name, work)
  User.case((User.stand_in and "ocx: " or "mise: ") .. name, function(user)
    user:with_mise(fixture.plugin)
    user:sync()
    work(user)
  end)
end

--- What the real mise answers, or nil where the harness takes its part: then `what` was not looked at.
local function of_mise(user, what, ...)
  if User.stand_in then
    suite.skip(what, "only the real mise tells")
    return nil
  end
  return (user:run(...))
end

--- What mise has in force here, by key.
local function in_force(user, what)
  local output = of_mise(user, what, "mise", "ls", "--json", "--current")
  return output and json.decode(output)
end

local function write(user, name, ...)
  shell.write(user.project .. "/" .. name, table.concat({ ... }, "\n") .. "\n")
end

local function program(user, ...)
  return user:run(User.program, ...)
end

--- The row of `pins` of a key, or of a task.
local function pin(user, key, task)
  for _, row in ipairs(json.decode(program(user, "pins", "--json"))) do
    if row.key == key and row.task == task then
      return row
    end
  end
  error("no row of " .. key)
end

local function says_version(user, version)
  suite.contains(user:run("mise", "exec", "--", "shellcheck", "--version"), "\nversion: " .. version .. "\n")
end

case("a tag that moved is said, left by a bare install, and brought up by its name", function(user)
  user:pin(KEY, "0.10.0")
  user:run("mise", "install")
  suite.equal(pin(user, KEY).state, "outdated")
  user:change("move", SHELLCHECK, "0.10.0", "0.11.0")
  program(user, "refresh", SHELLCHECK)
  suite.equal(pin(user, KEY).state, "moved")
  suite.equal(json.decode(program(user, "outdated", "--json"))[1].moved, true)
  suite.equal(select(2, user:attempt(User.program, "outdated", "--exit-code")), 1)
  local output, _, said = user:attempt(User.program, "install")
  suite.contains(output .. said, "moved")
  says_version(user, "0.10.0")
  program(user, "install", SHELLCHECK)
  says_version(user, "0.11.0")
  suite.equal(pin(user, KEY).state == "moved", false)
  -- The same without us.
  user:change("move", SHELLCHECK, "0.10.0", "0.9.0")
  program(user, "refresh", SHELLCHECK)
  suite.equal(pin(user, KEY).state, "moved")
  user:run("mise", "install", "--force", KEY .. "@0.10.0")
  says_version(user, "0.9.0")
end)

case("tools of tasks are listed, raised and put back", function(user)
  write(user, "mise.toml", "[tasks.check]", 'run = "shellcheck --version"',
    ('tools = { "%s" = "0.10" }'):format(KEY))
  local script = user.project .. "/mise-tasks/look"
  shell.program(script, ('#!/bin/sh\n#MISE tools={"%s"="0.9"} # the old one\nshellcheck --version\n'):format(KEY))
  local before = { shell.read(user.project .. "/mise.toml"), shell.read(script) }
  suite.equal({ pin(user, KEY, "check").in_force, pin(user, KEY, "look").resolved }, { false, "0.9.0" })
  program(user, "upgrade", "--to", "minor")
  suite.contains(shell.read(user.project .. "/mise.toml"), '"0.11"')
  suite.contains(shell.read(script), '="0.11"} # the old one\n')
  for _, task in ipairs({ "check", "look" }) do
    local output = of_mise(user, "a task runs with what it was raised to", "mise", "run", task)
    if output then
      suite.contains(output, "\nversion: 0.11.0\n")
    end
  end
  local installs = in_force(user, "tools of tasks are in no list of mise")
  suite.equal(installs and installs[KEY], nil)
  program(user, "undo")
  suite.equal({ shell.read(user.project .. "/mise.toml"), shell.read(script) }, before)
end)

case("the lock file decides, and what it does not cover is said", function(user)
  write(user, "mise.toml", "[tools]", ('"%s" = "0"'):format(KEY))
  write(user, "mise.lock", ('[[tools."%s"]]'):format(KEY), 'version = "0.10.0"', ('backend = "%s"'):format(KEY))
  local row = pin(user, KEY)
  suite.equal({ row.locked, row.resolved }, { "0.10.0", "0.10.0" })
  local listed = in_force(user, "what mise.lock decides")
  if listed then
    suite.equal(listed[KEY][1].version, row.resolved)
  end
  local _, _, said = user:attempt(User.program, "pin", SHELLCHECK .. "@0.11.0")
  suite.contains(said, ("mise.lock still has %s 0.10.0: mise install"):format(KEY))
  if of_mise(user, "mise brings its lock up to date", "mise", "install") then
    suite.contains(shell.read(user.project .. "/mise.lock"), 'version = "0.11.0"')
    suite.equal(pin(user, KEY).locked, "0.11.0")
  end
end)

for name, text in pairs({
  os = { '{ version = "0.10", os = ["plan9"] }', "" },
  disabled = { '"0.10"', ('\n[settings]\ndisable_tools = ["%s"]'):format(KEY) },
  ["not enabled"] = { '"0.10"', ('\n[settings]\nenable_tools = ["ocx:%s"]'):format(APP) },
}) do
  case("an entry that mise drops counts for nothing: " .. name, function(user)
    write(user, "mise.toml", "[tools]", ('"%s" = %s%s'):format(KEY, text[1], text[2]))
    local row = pin(user, KEY)
    suite.equal({ row.state, row.in_force, row.ignored_because ~= nil }, { "ignored", false, true })
    suite.equal(select(2, user:attempt(User.program, "outdated", "--exit-code")), 0)
    local listed = in_force(user, "that mise drops it, too")
    suite.equal(listed and listed[KEY], nil)
  end)
end

case("minimum_release_age keeps a young version out, and leaves it its name", function(user)
  -- What is published from here on is young; all else was observed before the date.
  write(user, "mise.toml", "[tools]", ('"%s" = "0"'):format(KEY), "", "[settings]",
    'minimum_release_age = "2026-08-25"')
  user:change("publish", SHELLCHECK, "0.12.0", "young")
  user:change("observed", SHELLCHECK, "0.12.0", "2026-09-01T00:00:00Z")
  program(user, "refresh", SHELLCHECK)
  suite.equal(json.decode(program(user, "pins", "--json"))[1].latest, "0.11.0")
  local _, _, said = user:attempt(User.program, "outdated")
  suite.contains(said, "0.12.0")
  local listed = of_mise(user, "that mise is not offered the young one", "mise", "ls-remote", KEY)
  if listed then
    suite.equal(listed, "0.9.0\n0.10.0\n0.11.0\n")
  end
  if User.stand_in then
    user:run("mise", "trust")
  end
  user:run("mise", "install", KEY .. "@0.12.0")
  program(user, "pin", SHELLCHECK .. "@0.12.0")
  suite.contains(shell.read(user.project .. "/mise.toml"), '"0.12.0"')
end)

case("a link that leads out of the project is written only where it is named", function(user)
  local outside = user.folder .. "/outside.toml"
  shell.write(outside, "[tools]\n")
  shell.must(shell.line({ "ln", "-s", outside, user.project .. "/mise.toml" }))
  suite.equal(select(2, user:attempt(User.program, "pin", SHELLCHECK .. "@0.11")), 81)
  suite.equal(shell.read(outside), "[tools]\n")
  program(user, "pin", SHELLCHECK .. "@0.11", "--file", user.project .. "/mise.toml")
  suite.contains(shell.read(outside), KEY)
end)
