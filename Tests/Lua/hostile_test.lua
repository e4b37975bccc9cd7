--- Whatever stands in any mise.toml reaches the hooks, also where nobody has trusted it: it may cost a
--- look-up, never more.
local fixture = require("harness.fixture")
local shell = require("harness.shell")
local suite = require("harness.suite")

local TOOL = "ocx.sh/shellcheck/shellcheck"

--- Texts that would run, write or escape somewhere, were they ever read as more than text.
local function texts(marker)
  return {
    "x$(touch " .. marker .. ")", "x`touch " .. marker .. "`", "x;touch " .. marker, "x|touch " .. marker,
    "x&&touch " .. marker, "x\ntouch " .. marker, "x\r\ntouch " .. marker, "'; touch " .. marker .. "; '",
    '"; touch ' .. marker .. '; "', "-x", "--help", "../../" .. marker, "a/../../b", "a//b", "", " ", "x y",
    "x\194\15531m", "x\226\128\174y", "x\226\129\166y", "x\216\156y", ("\226\128\174a"):rep(3000),
    "x\\", "x>" .. marker, "${IFS}x", "x%s%n", "x\27[31m", "\"}{\"tool\":\"y", "é/ü", ("a"):rep(600),
  }
end

local function nothing_happened(folder)
  suite.equal(shell.run("find " .. shell.quote(folder) .. " -name 'mark*'"), "")
end

for place, text in ipairs(texts("marker")) do
  suite.case(("hostile tool %d ends before any process"):format(place), function(folder)
    local mise = fixture.mise(folder, { answer = { versions = { "1.0.0" } } })
    local ctx = { tool = text, version = "1", install_path = folder .. "/install", options = {} }
    for _, hook in ipairs({ "list_versions", "install", "exec_env" }) do
      local result = mise:hook(hook, ctx)
      suite.contains(result.error, "is not the name of a tool\nwrite it as registry/namespace/name")
      suite.equal({ result.error:find("[\1-\9\11-\31]"), result.error_type }, { nil, "string" })
      for _, unseen in ipairs({ "\194\155", "\226\128\174", "\226\129\166", "\216\156" }) do
        suite.equal(result.error:find(unseen, 1, true), nil)
      end
      suite.equal(#result.error < 1000, true)
    end
    suite.equal(shell.test("-e", folder .. "/fake/arguments"), false)
    nothing_happened(folder)
  end)

  suite.case(("hostile query %d stays text"):format(place), function(folder)
    local mise = fixture.mise(folder, { answer = { tools = {} } })
    suite.equal(mise:search_tools(text).error, nil)
    suite.equal(fixture.request(folder), { query = text, plugin = "ocx" })
    nothing_happened(folder)
  end)

  suite.case(("hostile version, option and path %d stay text"):format(place), function(folder)
    local mise = fixture.mise(folder, { answer = { versions = { "1.0.0" } } })
    local options = { digest = text, ["key" .. text] = text, nested = { text } }
    mise:hook("list_versions", { tool = TOOL, options = options })
    suite.equal(fixture.request(folder), { tool = TOOL, options = options, plugin = "ocx" })
    local ctx = { tool = TOOL, version = text, install_path = "/" .. text, download_path = text, options = options }
    suite.equal(mise:hook("install", ctx).error, nil)
    ctx.plugin = "ocx"
    suite.equal(fixture.request(folder), ctx)
    suite.equal(mise:hook("exec_env", ctx).error_type, "string")
    nothing_happened(folder)
  end)
end

suite.case("options that no environment has room for are an error, and a short one", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "1.0.0" } } })
  local result = mise:list(TOOL, { note = ("x"):rep(200000) })
  suite.contains(result.error, "gave no answer")
  suite.equal({ #result.error < 1000, result.error_type }, { true, "string" })
end)

suite.case("the names of real tools pass", function(folder)
  local mise = fixture.mise(folder, { answer = { versions = { "1.0.0" } } })
  for _, tool in ipairs({
    TOOL, "shellcheck/shellcheck", "localhost:5000/ns/pkg", "127.0.0.1:5000/a/b/c/d", "ghcr.io/a_b/c-d.e",
  }) do
    suite.equal({ tool, mise:list(tool).error }, { tool, nil })
  end
end)
