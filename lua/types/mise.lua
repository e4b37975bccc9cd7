---@meta
-- The interface between mise and a backend plugin, for a Lua language server. mise does not read
-- this file.

---@class Plugin
---@field name string
---@field version string
---@field BackendListVersions fun(self: Plugin, ctx: BackendListVersionsContext): BackendListVersionsResult
---@field BackendInstall fun(self: Plugin, ctx: BackendInstallContext): BackendInstallResult
---@field BackendExecEnv fun(self: Plugin, ctx: BackendExecEnvContext): BackendExecEnvResult
---@field BackendListTools fun(self: Plugin, ctx: BackendListToolsContext): BackendListToolsResult
---@field BackendSearchTools fun(self: Plugin, ctx: BackendSearchToolsContext): BackendListToolsResult
PLUGIN = {}

---Userdata: fields are accessed by name and cannot be iterated over.
---@class Runtime
---@field osType "linux"|"darwin"|"windows"
---@field archType "amd64"|"arm64"
---@field envType "gnu"|"musl"|nil
---@field version string
---@field pluginDirPath string the plugin's folder below mise's `plugins/`, named as mise knows it
RUNTIME = {}

---An entry's options. Scalars come as text (`true` is "true", 3 is "3"); arrays and tables stay tables.
---@class Options
---@field builds? "true"|"false" whether build tags are listed
---@field digest? string the only content that is accepted, `sha256:…`
---@field platform? string the platform to install for, `linux/arm64`
---@field [string] any

---@class BackendListVersionsContext
---@field tool string the key without the plugin's name: `ocx.sh/shellcheck/shellcheck`
---@field options Options

---@class BackendListVersionsResult
---@field versions string[] oldest first; mise keeps the order

---@class BackendInstallContext
---@field tool string
---@field version string a listed version, or the raw request if none matched
---@field install_path string an empty folder
---@field download_path string an empty folder
---@field options Options

---@class BackendInstallResult

---@class BackendExecEnvContext
---@field tool string
---@field version string
---@field install_path string
---@field options Options

---@class BackendExecEnvResult
---@field env_vars EnvVar[]

---Values of a repeated key are joined with `:`, in the given order.
---@class EnvVar
---@field key string
---@field value string

---Empty. Called by mise 2026.9 or later, like the hook for searches; older ones load both but call neither.
---Both run with the environment of mise itself, including shims on PATH.
---@class BackendListToolsContext

---@class BackendSearchToolsContext
---@field query string what was typed, without the prefix: `cma` of `mise search ocx:cma`

---@class BackendListToolsResult
---@field tools ListedTool[] best first

---@class ListedTool
---@field name string without the prefix: `ocx.sh/kitware/cmake`
---@field description string one line, or empty

---docs/receipt.md
---@class Receipt
---@field format integer
---@field tool string
---@field requested_tool string
---@field default_registry? string
---@field version string
---@field identifier string
---@field digest string
---@field index_digest? string
---@field platform? string
---@field requested_platform? string
---@field ocx { version: string }
---@field env_vars { key: string, value: (string|{ package: string })[] }[]
---@field dependencies string[]
---@field time string
