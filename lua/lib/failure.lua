--- How a hook fails: one line of cause, one line of fix. mise shows the message first; level 0
--- keeps our file and line out of it.
local M = {}

-- More than any name or cause needs; whatever stands in a mise.toml may be longer.
local LONGEST = 600

-- What a terminal acts on beside the ASCII control characters, in UTF-8: the C1 controls, and the marks
-- that turn the direction of a line round.
local UNSEEN = {
  "\194[\128-\159]", "\216\156", "\226\128[\142\143\168-\174]", "\226\129[\166-\169]",
}

--- A text as one line of bounded length with nothing in it that a terminal would act on.
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
    -- Not within a character.
    line = line:sub(1, longest):gsub("[\192-\255][\128-\191]*$", "") .. "…"
  end
  return line
end

--- One word for sh, whatever is in it.
---@param text string
---@return string
function M.quoted(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

--- The same for a hint that somebody may copy: bare where every shell takes it as it is.
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
