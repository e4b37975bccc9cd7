--- The whole way, through Lua, the program and the stand-in ocx: list, install, environment, run,
--- uninstall, give back. `lua5.1 Tests/Lua/walk.lua PROGRAM`; needs python3.
package.path = assert(arg[0]:match("^(.*)/[^/]+$")) .. "/?.lua"

require("walk.tools")
require("walk.store")
require("walk.alone")
require("walk.trouble")
require("walk.world").close()
require("harness.suite").finish()
