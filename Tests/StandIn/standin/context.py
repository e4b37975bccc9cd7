"""The context of one call: flags, environment, home, and output."""

import json
import os
import sys

from . import identifiers, platforms, store
from .configuration import Configuration
from .dialect import Dialect
from .failure import EarlyFailure
from .localindex import LocalIndex
from .registry import Hosts

LEVELS = ["trace", "debug", "info", "warn", "error", "off"]
TRUE, FALSE = ("1", "y", "yes", "on", "true"), ("0", "n", "no", "off", "false")
SWITCHES = ["OCX_OFFLINE", "OCX_REMOTE", "OCX_FROZEN", "OCX_ALLOW_YANKED", "OCX_NO_VERIFY", "OCX_NO_CONFIG"]
# For these two, an empty value counts as well.
STRICT = ["OCX_NO_CONFIG_REFRESH", "OCX_NO_PROJECT"]


class Context:
    def __init__(self, flags, command, faults):
        self.flags = flags
        self.command = command
        self.faults = faults
        self.dialect = Dialect()
        self.json = flags.get("format") == "json"
        self.color = flags.get("color", "auto")
        self.offline = "offline" in flags or self.switch("OCX_OFFLINE")
        self.remote = "remote" in flags or self.switch("OCX_REMOTE")
        self.frozen = "frozen" in flags or self.switch("OCX_FROZEN")
        self.quiet = "quiet" in flags or self.switch("OCX_QUIET")
        self.allow_yanked = self.switch("OCX_ALLOW_YANKED")
        level = flags.get("log-level") or os.environ.get("OCX_LOG_CONSOLE") or os.environ.get("OCX_LOG")
        self.level = level if level in LEVELS else self.dialect.level
        self.home = os.environ.get("OCX_HOME") or os.path.join(os.environ.get("HOME", "/"), ".ocx")
        self.store = store.Store(self.home)
        self.hosts = Hosts(os.environ.get("OCX_STANDIN_REGISTRY", "/nonexistent"), self.dialect)
        self.host = platforms.host()
        self.configuration = None

    def configure(self):
        """Reads variables and files that can end a command before it begins."""
        self._check_variables()
        self.configuration = Configuration(self.home, self.flags.get("config"), self.switch("OCX_NO_CONFIG"))

    def _check_variables(self):
        if self.dialect.wrapped and "OCX_LOG" in os.environ:
            raise EarlyFailure(78, "OCX_LOG is retired", "retired_env")
        for name in SWITCHES + STRICT:
            value = os.environ.get(name)
            if value is None or value.lower() in TRUE + FALSE or (value == "" and name not in STRICT):
                continue
            if self.dialect.wrapped:
                raise EarlyFailure(78, f"{name} has an invalid value", "invalid_env")
            self.warn(f"Environment variable '{name}' has invalid boolean value: invalid boolean string '{value}', "
                      "possible values are: 1, y, yes, true, 0, n, no, false")

    @staticmethod
    def switch(name):
        return os.environ.get(name, "").lower() in TRUE

    @property
    def index(self):
        named = self.flags.get("index")
        if named is None:
            named = os.environ.get("OCX_INDEX", os.path.join(self.home, "index"))
        return LocalIndex(named or ".", forgets_ephemeral=self.dialect.wrapped)

    @property
    def default_registry(self):
        configured = self.configuration.registry.get("default") if self.configuration else None
        return os.environ.get("OCX_DEFAULT_REGISTRY") or configured or "ocx.sh"

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
        if LEVELS.index(self.level) <= LEVELS.index(level):
            print(self.dialect.line(level, message, store.now()), file=sys.stderr, flush=True)

    def info(self, message):
        self.log("info", message)

    def warn(self, message):
        self.log("warn", message)

    def fail(self, failure):
        """The end of a failed call: a log line, and the envelope where JSON was asked for."""
        self.log("error", failure.message)
        early = isinstance(failure, EarlyFailure) and not self.dialect.wrapped
        if self.json and not early and not self.faults.has("bare"):
            self.envelope(failure)
        return failure.code

    def envelope(self, failure):
        document = self.dialect.envelope(self.command, failure)
        style = {"indent": 2} if self.dialect.wrapped else {"separators": (",", ":")}
        self.write(json.dumps(document, ensure_ascii=False, **style) + "\n")

    def answer(self, document, plain=None, key=None):
        """A report: pretty JSON, or lines of text. From 0.7 on, a map is the value of `key`."""
        if self.quiet:
            return
        if self.json:
            report = self.dialect.report(document, key)
            if self.faults.has("strange"):
                report = {"schema_version": 9, "answers": [report]}
            text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
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
        """Writes to standard output, with the faults that affect it."""
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
