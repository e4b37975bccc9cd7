---@meta
-- The modules of mise that this plugin requires.

---@class CmdOptions
---@field cwd? string
---@field env? table<string, string> put over mise's environment

---By `sh -c -o errexit`, with no standard input; raises userdata on a status that is not 0.
---@class CmdModule
---@field exec fun(command: string, options?: CmdOptions): string

---@class FileModule
---@field read fun(path: string): string raises where the file cannot be read
---@field exists fun(path: string): boolean follows links; raises where it cannot be known
---@field stat? fun(path: string): table? not in mise before 2026.1
---@field join_path fun(...: string): string

---@class JsonModule
---@field encode fun(value: any): string
---@field decode fun(text: string): any raises on what is no JSON; null is a userdata

---Not in every mise of 2026.1: lib/host.lua does without.
---@class LogModule
---@field info fun(...: any)
---@field warn fun(...: any)
