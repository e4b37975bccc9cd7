"""What one call knows: flags, environment, home, and where it may print."""

import json
import os
import sys

from . import identifiers, platforms, store
from .localindex import LocalIndex
from .registry import Hosts

LEVELS = ["trace", "debug", "info", "warn", "error", "off"]


def switch(name):
    return os.environ.get(name, "").lower() in ("1", "y", "yes", "on", "true")


class Context:
    def __init__(self, flags, command, faults):
        self.command = command
        self.faults = faults
        self.json = flags.get("format") == "json"
        self.color = flags.get("color", "auto")
        self.offline = "offline" in flags or switch("OCX_OFFLINE")
        self.remote = "remote" in flags or switch("OCX_REMOTE")
        self.frozen = "frozen" in flags or switch("OCX_FROZEN")
        self.quiet = "quiet" in flags or switch("OCX_QUIET")
        self.allow_yanked = switch("OCX_ALLOW_YANKED")
        self.level = flags.get("log-level") or os.environ.get("OCX_LOG_CONSOLE") or "info"
        self.home = os.environ.get("OCX_HOME") or os.path.join(os.environ.get("HOME", "/"), ".ocx")
        self.default_registry = os.environ.get("OCX_DEFAULT_REGISTRY") or "ocx.sh"
        index = flags.get("index") or os.environ.get("OCX_INDEX") or os.path.join(self.home, "index")
        self.index = LocalIndex(index)
        self.store = store.Store(self.home)
        self.hosts = Hosts(os.environ.get("OCX_STANDIN_REGISTRY", "/nonexistent"))
        self.host = platforms.host()

    @property
    def networked(self):
        return not (self.offline or self.frozen)

    @property
    def patches(self):
        from .patches import Patches

        return Patches(self)

    def companions(self, names):
        """The patches that apply to these packages."""
        return self.patches.packages(names)

    def parse(self, text):
        return identifiers.parse(text, self.default_registry)

    def log(self, level, message):
        if LEVELS.index(self.level if self.level in LEVELS else "info") <= LEVELS.index(level):
            print(f"{store.now()} {level.upper():>5} {message}", file=sys.stderr, flush=True)

    def info(self, message):
        self.log("info", message)

    def warn(self, message):
        self.log("warn", message)

    def fail(self, failure):
        """The end of a failed call: a log line, and the envelope where JSON was asked for."""
        self.log("error", failure.message)
        if self.json and not self.faults.has("bare"):
            from .failure import KINDS

            envelope = {
                "schema_version": 1,
                "command": self.command,
                "exit_code": failure.code,
                "error": {"kind": KINDS.get(failure.code, "internal"), "message": failure.message, "context": {}},
            }
            self.write(json.dumps(envelope, separators=(",", ":"), ensure_ascii=False) + "\n")
        return failure.code

    def answer(self, document, plain=None):
        """A report: pretty JSON, or lines of text."""
        if self.quiet:
            return
        if self.json:
            text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
            self.write(coloured(text) if self.colours else text)
        else:
            self.write(plain if plain is not None else json.dumps(document, indent=2) + "\n")

    @property
    def colours(self):
        if self.faults.has("colour"):
            return True
        if self.color in ("always", "never"):
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        forced = os.environ.get("CLICOLOR_FORCE", "0") not in ("", "0")
        return forced or sys.stdout.isatty()

    def write(self, text):
        """Everything that goes to standard output, through the faults that touch it."""
        content = text.encode()
        if self.faults.has("half") or self.faults.has("die"):
            content = content[: len(content) // 2]
        elif self.faults.has("empty"):
            content = b""
        elif self.faults.has("garbage"):
            content = b"<html>502 Bad Gateway</html>\n"
        elif self.faults.has("flood"):
            content = b"x" * int(self.faults.number("flood"))
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        if self.faults.has("die"):
            self.faults.die()


def coloured(text):
    import re

    return re.sub(r'"[^"\n]*"', lambda match: f"\x1b[32m{match.group(0)}\x1b[0m", text)
