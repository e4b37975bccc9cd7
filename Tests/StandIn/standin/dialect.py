"""The output of each version of ocx: 0.5.8, 0.6.5, and the documented 0.7.

`OCX_STANDIN_VERSION` chooses; a version in between speaks like the one before it. What no document
says of 0.7 is chosen here and marked as a guess.
"""

import os
import re

DEFAULT = "0.5.8"
SPELLED = {"0.7": "0.7.0"}

KINDS = {1: "internal", 64: "usage_error", 65: "data_error", 69: "unavailable", 74: "io_error", 75: "temp_fail",
         77: "permission_denied", 78: "config_error", 79: "not_found", 80: "auth_error", 81: "permission_denied"}
KINDS_0_6 = {**KINDS, 82: "io_error", 83: "transparency_log_unavailable", 84: "referrers_unsupported",
             85: "usage_error"}
KINDS_0_7 = {**KINDS, 82: "unsupported"}


class Dialect:
    def __init__(self):
        named = os.environ.get("OCX_STANDIN_VERSION") or DEFAULT
        self.version = SPELLED.get(named, named)
        self.numbers = tuple(int(part) for part in re.findall(r"\d+", self.version)[:3])
        self.stamped = self.numbers < (0, 6)
        self.wrapped = self.numbers >= (0, 7)

    @property
    def kinds(self):
        return KINDS_0_7 if self.wrapped else KINDS_0_6

    # Standard error

    @property
    def level(self):
        return "warn" if self.wrapped else "info"

    def line(self, level, message, now):
        if self.stamped:
            return f"{now} {level.upper():>5} {message}"
        return {"error": "error: ", "warn": "warning: "}.get(level, "") + message

    def progress(self, count):
        return f"Pulling: pulling count={count} count={count}" if self.stamped else f"pulling count={count}"

    # Reports

    def report(self, document, key):
        """A report as this version wraps it: from 0.7 on an object with `schema_version`, in which a
        map or a list stands under a key of its own, and nothing is null."""
        if not self.wrapped:
            return document
        if isinstance(document, list):
            document = {"items": document}
        elif key:
            document = {key: document}
        return {"schema_version": 1, **without_nulls(document)}

    def environment(self, answer):
        """The answer of `package env`: 0.7 says `items` and `kind`."""
        if not self.wrapped:
            return answer
        items = [{("kind" if key == "type" else key): value for key, value in entry.items()}
                 for entry in answer["entries"]]
        return {"items": items, **{key: value for key, value in answer.items() if key != "entries"}}

    def envelope(self, command, failure):
        """What a failure prints where JSON is asked for."""
        error = {"kind": self.kinds.get(failure.code, "internal")}
        if failure.detail and (self.wrapped or command in ("package verify", "package sbom")):
            error["detail"] = failure.detail
        error["message"] = failure.message
        error["context"] = failure.context if self.wrapped else {}
        return {"schema_version": 2 if self.wrapped else 1, "command": command, "exit_code": failure.code,
                "error": error}

    # Words that differ

    def not_in_index(self, identifier, index):
        """A name or tag that a published index does not have."""
        if self.stamped:
            return "package not found"
        words = f"'{identifier}' is not in the index at {index}, which is authoritative for every name in registry " \
                f"'{identifier.registry}'"
        if self.wrapped:
            return words
        return f"{words}; announce it there with `ocx package announce`, or take the namespace off the index with " \
               f"`[registries.\"{identifier.registry}\"] index = \"\"`"

    def refused_connection(self, host):
        """What a warning says of a host where nothing listens, and what the failure adds to it."""
        cause = "client error (Connect): tcp connect error: Connection refused (os error 111)"
        if self.stamped:
            return f"error sending request for url (http://{host}/v2/)", f": {cause}"
        return (f"could not connect to '{host}' over https; if it serves plain HTTP, set insecure = true under "
                f"[registries.\"{host}\"] or add the host to OCX_INSECURE_REGISTRIES",
                f": error sending request for url (https://{host}/v2/): {cause}")

    def frozen_update(self):
        if self.stamped:
            return "network operation attempted in offline mode"
        return "`ocx index update` discovers new digests and cannot run in frozen mode; re-run it without --frozen"


def without_nulls(value):
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [without_nulls(item) for item in value]
    return value
