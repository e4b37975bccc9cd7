--- The files of a project, as far as the documents' examples use them: `[tools]` with strings, lists and
--- options, `[plugins]`, and which file wants trust.
local shell = require("harness.shell")

local M = { directory = nil }

function M.global()
  return os.getenv("HOME") .. "/.config/mise/config.toml"
end

local function here()
  local asked = M.directory or "."
  return (shell.must("cd " .. shell.quote(asked) .. " && pwd -P"):gsub("\n$", ""))
end

local function trusted_list(data)
  return data .. "/trusted-by-the-stand-in"
end

function M.trust(data, file)
  local list = trusted_list(data)
  shell.write(list, (shell.read(list) or "") .. file .. "\n")
end

--- The text of a value without its quotes.
local function bare(text)
  return (text:match("^%s*(.-)%s*$"):gsub('^"(.*)"$', "%1"))
end

--- An entry of `[tools]`.
local function entry(text, file)
  local options, request = {}, nil
  if text:find("^{") then
    for key, value in text:gmatch('([%w_]+)%s*=%s*("?[^",}]+"?)') do
      if key == "version" then
        request = bare(value)
      else
        options[key] = bare(value)
      end
    end
  else
    request = text:match('"([^"]+)"')
  end
  return { request = request or "latest", options = options, file = file }
end

--- Takes a file into what is loaded; the nearer file is read later and wins.
local function read(file, loaded, trusted)
  local section = ""
  local wants_trust
  for line in (shell.read(file) or ""):gmatch("[^\n]+") do
    line = line:gsub("%s#.*$", ""):gsub("^#.*$", "")
    local head = line:match("^%[(.-)%]%s*$")
    local key, value = line:match("^([^=]-)%s*=%s*(.-)%s*$")
    if head then
      section = head
      wants_trust = wants_trust or (head ~= "tools" and not head:find("^tasks%."))
    elseif key and section == "tools" then
      wants_trust = wants_trust or value:find("^{") ~= nil
      loaded.tools[bare(key)] = entry(value, file)
    elseif key and section == "plugins" then
      loaded.plugins[bare(key)] = bare(value)
    end
  end
  if wants_trust and not ("\n" .. trusted):find("\n" .. file .. "\n", 1, true) then
    loaded.untrusted = file
  end
end

--- What the files say: `tools` by key, `plugins` by name, the file that is written to as `target`, and
--- one that nobody trusts as `untrusted`.
function M.load(data)
  local trusted = shell.read(trusted_list(data)) or ""
  local loaded = { tools = {}, plugins = {} }
  local folder, files = here(), {}
  loaded.target = folder .. "/mise.toml"
  while folder ~= "" do
    if shell.test("-f", folder .. "/mise.toml") then
      table.insert(files, 1, folder .. "/mise.toml")
    end
    folder = folder:match("^(.*)/")
  end
  loaded.target = files[#files] or loaded.target
  table.insert(files, 1, M.global())
  for _, file in ipairs(files) do
    read(file, loaded, trusted)
  end
  return loaded
end

--- Writes entries into `[tools]` of a file, in place of those of the same key.
function M.write(file, entries)
  local text = shell.read(file) or ""
  if not ("\n" .. text):find("\n[tools]\n", 1, true) then
    text = text .. "[tools]\n"
  end
  for key, item in pairs(entries) do
    local line = ("%q = %q\n"):format(key, item.request)
    local start, stop = ("\n" .. text):find('\n"' .. key .. '"', 1, true)
    if start then
      local ending = text:find("\n", stop, true)
      text = text:sub(1, start - 1) .. line .. text:sub(ending + 1)
    else
      text = ("\n" .. text):gsub("\n%[tools%]\n", function(head)
        return head .. line
      end, 1):sub(2)
    end
  end
  shell.write(file, text)
end

return M
