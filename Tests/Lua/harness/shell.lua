--- Files and processes for the tests themselves; Lua 5.1 has no more of its own than io and os.
local M = {}

-- Kept: inside a hook's state they are mise's, or fail.
local execute, popen = os.execute, io.popen

function M.quote(text)
  return "'" .. tostring(text):gsub("'", "'\\''") .. "'"
end

--- A command line of words, each quoted.
function M.line(words)
  local parts = {}
  for place, word in ipairs(words) do
    parts[place] = M.quote(word)
  end
  return table.concat(parts, " ")
end

--- The output of a line of sh and its exit status; standard error goes where ours goes.
function M.run(line)
  local pipe = assert(popen("{ " .. line .. "\n}; printf '\\n%s' \"$?\"", "r"))
  local output = pipe:read("*a")
  pipe:close()
  local text, status = output:match("^(.*)\n(%d+)$")
  return text, tonumber(status)
end

--- The same, and any status but 0 is an error of the test.
function M.must(line)
  local output, status = M.run(line)
  assert(status == 0, ("status %s: %s"):format(tostring(status), line))
  return output
end

--- The absolute path of the folder that a file is in.
function M.folder_of(path)
  local folder = path:match("^(.*)/[^/]+$") or "."
  return M.must("cd " .. M.quote(folder) .. " && pwd -P"):match("^(.-)\n*$")
end

function M.read(path)
  local handle = io.open(path, "rb")
  if not handle then
    return nil
  end
  local text = handle:read("*a")
  handle:close()
  return text
end

function M.write(path, text)
  M.must("mkdir -p -- " .. M.quote(path:match("^(.*)/")))
  local handle = assert(io.open(path, "wb"))
  handle:write(text)
  handle:close()
end

--- A file that can be executed.
function M.program(path, text)
  M.write(path, text)
  M.must("chmod 755 " .. M.quote(path))
  return path
end

function M.test(flag, path)
  return execute("test " .. flag .. " " .. M.quote(path)) == 0
end

--- A new folder, by a path without links: mise and ocx compare paths.
function M.temporary()
  local made = M.must('mktemp -d "${TMPDIR:-/tmp}/ocx-mise-tui-lua.XXXXXX"'):match("^(.-)\n*$")
  return M.folder_of(made .. "/.")
end

--- Removes a tree, also one with folders that may not be written to.
function M.remove(path)
  local quoted = M.quote(path)
  M.must(("rm -rf -- %s 2>/dev/null || { chmod -R u+rwX -- %s; rm -rf -- %s; }"):format(quoted, quoted, quoted))
end

return M
