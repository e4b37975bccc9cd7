--- Failures of hooks: one line with the cause, one line with the hint. mise shows the message first;
--- level 0 omits this file and line from it.
local M = {}

-- Longer than any real name or cause; the text of a mise.toml can be longer.
local LONGEST = 600

-- What a terminal interprets in addition to the ASCII control characters, in UTF-8: the C1 controls, and
-- the characters that change the direction of text.
local UNSEEN = {
  "\194[\128-\159]", "\216\156", "\226\128[\142\143\168-\174]", "\226\129[\166-\169]",
}

--- The text as one line of bounded length without characters that a terminal interprets.
---@param text any
---@param longest? integer in bytes
---@return string
function M.line(text, longest)
  longest = longest or LONGEST
  local line = tostring(text):sub(1, 4 * LONGEST):gsub("%c+", " ")
  for _, pattern in ipairs(UNSEEN) do
    line = line:gsub(pattern, " ")
  end
  if #line > longest then
    -- Not in the middle of a character.
    line = line:sub(1, longest):gsub("[\192-\255][\128-\191]*$", "") .. "…"
  end
  return line
end

--- Any text as one word of sh.
---@param text string
---@return string
function M.quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

--- The same for hints that can be copied: without quotes if no shell needs them.
---@param text string
---@return string
function M.word(text)
  return text:find("^[%w@%%+=:,./_-]+$") and text or M.quoted(text)
end

---@param cause string
---@param fix? string
function M.raise(cause, fix)
  local text = M.line(cause)
  if fix then
    text = text .. "\n" .. M.line(fix)
  end
  error(text, 0)
end

return M
