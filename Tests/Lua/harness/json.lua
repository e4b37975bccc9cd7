--- JSON as mise's module has it (serde_json over mlua): null is a userdata, an array keeps that it is
--- one, an empty table is an object, and what is no JSON raises.
local M = {}

local ARRAY = {}

--- JSON's null, which is true in a condition, as it is in mise.
M.null = newproxy(true)
getmetatable(M.null).__tostring = function()
  return "userdata: NULL"
end

--- A table that is written as an array, also where it is empty.
function M.array(items)
  return setmetatable(items or {}, ARRAY)
end

local ESCAPES = {
  ['"'] = '\\"', ["\\"] = "\\\\", ["\b"] = "\\b", ["\f"] = "\\f", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t",
}

local function encode_string(text)
  return '"' .. text:gsub('[%c"\\]', function(character)
    return ESCAPES[character] or (character == "\127" and character)
      or ("\\u%04x"):format(character:byte())
  end) .. '"'
end

local encode

local function encode_table(value)
  local parts = {}
  if getmetatable(value) == ARRAY or #value > 0 then
    for place = 1, #value do
      parts[place] = encode(value[place])
    end
    return "[" .. table.concat(parts, ",") .. "]"
  end
  local keys = {}
  for key in pairs(value) do
    assert(type(key) == "string", "a key of an object must be text")
    keys[#keys + 1] = key
  end
  table.sort(keys)
  for place, key in ipairs(keys) do
    parts[place] = encode_string(key) .. ":" .. encode(value[key])
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

function encode(value)
  local kind = type(value)
  if value == nil or value == M.null then
    return "null"
  elseif kind == "table" then
    return encode_table(value)
  elseif kind == "string" then
    return encode_string(value)
  elseif kind == "number" then
    return value == math.floor(value) and ("%d"):format(value) or ("%.17g"):format(value)
  elseif kind == "boolean" then
    return tostring(value)
  end
  error("cannot serialize <" .. kind .. ">", 0)
end

M.encode = encode

local UNESCAPES = { b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/" }

local function utf8(code)
  if code < 0x80 then
    return string.char(code)
  elseif code < 0x800 then
    return string.char(0xC0 + math.floor(code / 0x40), 0x80 + code % 0x40)
  elseif code < 0x10000 then
    return string.char(0xE0 + math.floor(code / 0x1000), 0x80 + math.floor(code / 0x40) % 0x40, 0x80 + code % 0x40)
  end
  return string.char(
    0xF0 + math.floor(code / 0x40000), 0x80 + math.floor(code / 0x1000) % 0x40,
    0x80 + math.floor(code / 0x40) % 0x40, 0x80 + code % 0x40
  )
end

local find, sub, byte = string.find, string.sub, string.byte

local function fail(place, what)
  error(("%s at byte %d"):format(what, place), 0)
end

-- serde_json's own limit.
local DEEPEST = 127

local function decode_escapes(text, place)
  text = text:gsub("\\u([dD][89abAB]%x%x)\\u([dD][c-fC-F]%x%x)", function(high, low)
    return utf8(0x10000 + (tonumber(high, 16) - 0xD800) * 0x400 + tonumber(low, 16) - 0xDC00)
  end)
  return (text:gsub("\\(u?)(.)(%x?%x?%x?)", function(unicode, first, more)
    if unicode == "u" then
      local code = tonumber(first .. more, 16)
      if not code or #more < 3 or (code >= 0xD800 and code < 0xE000) then
        fail(place, "invalid escape")
      end
      return utf8(code)
    end
    return (UNESCAPES[first] or fail(place, "invalid escape")) .. more
  end))
end

local function decode_string(text, place)
  local from, position = place + 1, place + 1
  while true do
    local stop = find(text, '[%c"\\]', position)
    local character = stop and byte(text, stop)
    if character == 34 then
      local raw = sub(text, from, stop - 1)
      return find(raw, "\\", 1, true) and decode_escapes(raw, place) or raw, stop + 1
    elseif character == 92 then
      position = stop + 2
    elseif character == 127 then
      position = stop + 1
    else
      fail(stop or #text, "unfinished string")
    end
  end
end

local LITERALS = { t = { "true", true }, f = { "false", false }, n = { "null", M.null } }

local decode_value

local function decode_array(text, place, depth)
  local items, count = {}, 0
  place = find(text, "[^ \n\r\t]", place + 1) or fail(#text, "unfinished array")
  if sub(text, place, place) == "]" then
    return M.array(items), place + 1
  end
  while true do
    count = count + 1
    items[count], place = decode_value(text, place, depth)
    place = find(text, "[^ \n\r\t]", place) or fail(#text, "unfinished array")
    local character = byte(text, place)
    if character == 93 then
      return M.array(items), place + 1
    elseif character ~= 44 then
      fail(place, "expected , or ]")
    end
    place = place + 1
  end
end

local function decode_object(text, place, depth)
  local members = {}
  place = find(text, "[^ \n\r\t]", place + 1) or fail(#text, "unfinished object")
  if sub(text, place, place) == "}" then
    return members, place + 1
  end
  while true do
    place = find(text, "[^ \n\r\t]", place) or fail(#text, "unfinished object")
    if byte(text, place) ~= 34 then
      fail(place, "expected a key")
    end
    local key
    key, place = decode_string(text, place)
    place = find(text, "[^ \n\r\t]", place) or fail(#text, "unfinished object")
    if byte(text, place) ~= 58 then
      fail(place, "expected :")
    end
    members[key], place = decode_value(text, place + 1, depth)
    place = find(text, "[^ \n\r\t]", place) or fail(#text, "unfinished object")
    local character = byte(text, place)
    if character == 125 then
      return members, place + 1
    elseif character ~= 44 then
      fail(place, "expected , or }")
    end
    place = place + 1
  end
end

-- A number as JSON has it; nothing for `01`, `1.` and what no computer holds.
local function number_at(text, place)
  local stop = select(2, find(text, "^-?0", place)) or select(2, find(text, "^-?[1-9]%d*", place))
  if not stop then
    return nil
  end
  stop = select(2, find(text, "^%.%d+", stop + 1)) or stop
  stop = select(2, find(text, "^[eE][+-]?%d+", stop + 1)) or stop
  local number = tonumber(sub(text, place, stop))
  return math.abs(number) < math.huge and number or nil, stop
end

function decode_value(text, place, depth)
  place = find(text, "[^ \n\r\t]", place) or fail(#text, "expected a value")
  local character = sub(text, place, place)
  if depth >= DEEPEST and find(character, "[{[]") then
    fail(place, "recursion limit exceeded")
  end
  if character == '"' then
    return decode_string(text, place)
  elseif character == "{" then
    return decode_object(text, place, depth + 1)
  elseif character == "[" then
    return decode_array(text, place, depth + 1)
  end
  local literal = LITERALS[character]
  if literal and sub(text, place, place + #literal[1] - 1) == literal[1] then
    return literal[2], place + #literal[1]
  end
  local number, stop = number_at(text, place)
  if not number then
    fail(place, "expected a value")
  end
  return number, stop + 1
end

--- Whether a text is UTF-8; mise has no other texts.
local function is_utf8(text)
  local place = find(text, "[\128-\255]")
  while place do
    local first, second = byte(text, place, place + 1)
    local more = first < 0xC2 and 0 or first < 0xE0 and 1 or first < 0xF0 and 2 or first < 0xF5 and 3 or 0
    local lowest = first == 0xE0 and 0xA0 or first == 0xF0 and 0x90 or 0x80
    local highest = first == 0xED and 0x9F or first == 0xF4 and 0x8F or 0xBF
    if more == 0 or not second or second < lowest or second > highest
      or not find(text, "^" .. ("[\128-\191]"):rep(more), place + 1) then
      return false
    end
    place = find(text, "[\128-\255]", place + 1 + more)
  end
  return true
end

function M.decode(text)
  if not is_utf8(text) then
    error("invalid utf-8 sequence", 0)
  end
  local value, place = decode_value(text, 1, 0)
  if find(text, "[^ \n\r\t]", place) then
    fail(place, "trailing characters")
  end
  return value
end

return M
