--- Runs every suite of the plugin: `lua5.1 Tests/Lua/run.lua`. Exits with 1 where a case failed.
local here = assert(arg[0]:match("^(.*)/[^/]+$"), "run me by a path, such as Tests/Lua/run.lua")
package.path = here .. "/?.lua"

local suite = require("harness.suite")

for _, name in ipairs({ "harness_test", "program_test", "hooks_test", "exec_env_test", "hostile_test" }) do
  require(name)
end
suite.finish()
