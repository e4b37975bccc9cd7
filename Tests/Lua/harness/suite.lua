--- Cases with names, and what they found. One equality a case, where it can be.
local shell = require("harness.shell")

local Suite = { passed = 0, failed = 0, skipped = 0 }

local function text_of(value, indent)
  indent = indent or ""
  if type(value) == "string" then
    return ("%q"):format(value)
  elseif type(value) ~= "table" then
    return tostring(value)
  end
  local keys, lines = {}, {}
  for key in pairs(value) do
    keys[#keys + 1] = key
  end
  table.sort(keys, function(left, right)
    return tostring(left) < tostring(right)
  end)
  for _, key in ipairs(keys) do
    lines[#lines + 1] = ("%s  %s = %s"):format(indent, tostring(key), text_of(value[key], indent .. "  "))
  end
  return "{\n" .. table.concat(lines, "\n") .. "\n" .. indent .. "}"
end

--- Fails the case unless both are the same, however deep.
function Suite.equal(found, expected)
  local left, right = text_of(found), text_of(expected)
  if left ~= right then
    error(("found    %s\nexpected %s"):format(left, right), 2)
  end
end

function Suite.contains(text, part)
  if not tostring(text):find(part, 1, true) then
    error(("no %q in %s"):format(part, text_of(text)), 2)
  end
end

--- Runs one case with a folder of its own.
function Suite.case(name, work)
  local folder = shell.temporary()
  local ok, trouble = xpcall(function()
    work(folder)
  end, debug.traceback)
  shell.remove(folder)
  if ok then
    Suite.passed = Suite.passed + 1
  else
    Suite.failed = Suite.failed + 1
    io.stderr:write("FAILED: ", name, "\n", tostring(trouble), "\n")
  end
end

function Suite.skip(name, why)
  Suite.skipped = Suite.skipped + 1
  io.stderr:write("SKIPPED: ", name, ": ", why, "\n")
end

--- The last line, and the exit status.
function Suite.finish()
  if Suite.skipped > 0 then
    print(("%d skipped"):format(Suite.skipped))
  end
  print(("%d passed, %d failed"):format(Suite.passed, Suite.failed))
  os.exit(Suite.failed == 0 and 0 or 1)
end

return Suite
