--- How a hook fails: one line of cause, one line of mending. mise shows the message first; level 0
--- keeps our file and line out of it.
local M = {}

--- A text as one line with nothing in it that a terminal would act on.
---@param text any
---@return string
function M.line(text)
  return (tostring(text):gsub("%c+", " "))
end

--- A text as one word of a shell line, for a hint that somebody may copy.
---@param text string
---@return string
function M.word(text)
  if text:find("^[%w@%%+=:,./_-]+$") then
    return text
  end
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

---@param cause string
---@param mend? string
function M.raise(cause, mend)
  local text = M.line(cause)
  if mend then
    text = text .. "\n" .. M.line(mend)
  end
  error(text, 0)
end

return M
