---@meta
-- The modules of mise that this plugin requires.

---@class CmdOptions
---@field cwd? string
---@field env? table<string, string> added to mise's environment

---Runs `sh -c -o errexit` without standard input; raises userdata if the status is not 0.
---@class CmdModule
---@field exec fun(command: string, options?: CmdOptions): string

---@class FileModule
---@field read fun(path: string): string raises if the file cannot be read
---@field exists fun(path: string): boolean follows links; raises if that is unknown
---@field stat? fun(path: string): table? not in mise before 2026.1
---@field join_path fun(...: string): string

---@class JsonModule
---@field encode fun(value: any): string
---@field decode fun(text: string): any raises on invalid JSON; null is a userdata

---Missing in some versions 2026.1 of mise: lib/host.lua handles that.
---@class LogModule
---@field info fun(...: any)
---@field warn fun(...: any)
