"""`config.toml`: its tiers from low to high, with what the system's own file locks."""

import os

from . import files
from .failure import EarlyFailure


class Configuration:
    """The settings that the stand-in supports."""

    def __init__(self, home, explicit, without):
        system = read(os.environ.get("OCX_STANDIN_SYSTEM_CONFIG")) or {}
        paths = []
        if not without:
            user = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.environ.get("HOME", "/"), ".config")
            paths += [(os.path.join(user, "ocx", "config.toml"), False), (os.path.join(home, "config.toml"), False)]
        paths += [(path, True) for path in (os.environ.get("OCX_CONFIG"), explicit) if path]
        self.registry, self.patches, self.sigstore, self.policies = {}, {}, {}, []
        self._take(system, set())
        # Policies of the system stand alone for what they match.
        self.system_policies = len(self.policies)
        locked = {name for name, is_locked in (
            ("registry", "registry" in system), ("sigstore", "sigstore" in system.get("trust", {})),
            ("patches", "patches" in system and system["patches"].get("required", True))) if is_locked}
        for path, must_exist in paths:
            self._take(read(path, must_exist) or {}, locked)

    def _take(self, document, locked):
        managed = document.get("managed", {})
        if managed.get("source") and managed.get("required", True):
            raise EarlyFailure(78, f"managed config snapshot required for source '{managed['source']}' but absent; "
                               "run `ocx config update`")
        trust = document.get("trust", {})
        self.policies += trust.get("policy", [])
        for name, section in (("registry", document.get("registry", {})), ("patches", document.get("patches", {})),
                              ("sigstore", trust.get("sigstore", {}))):
            if name not in locked:
                getattr(self, name).update(section)


def read(path, must_exist=False):
    if not path:
        return None
    try:
        text = files.read_text(path)
    except FileNotFoundError:
        if must_exist:
            raise EarlyFailure(79, f"config file not found: {path} (check --config or OCX_CONFIG)") from None
        return None
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise EarlyFailure(78, f"invalid TOML at {path}: {error}") from None
