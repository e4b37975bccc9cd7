"""`config.toml`: the tiers of it, from low to high, as far as the stand-in heeds them."""

import os

from . import files
from .failure import Failure


def tiers(home):
    """The documents in force, the lowest first. The system's own file is not read: tests run on it."""
    environment = os.environ
    paths = []
    if environment.get("OCX_NO_CONFIG", "").lower() not in ("1", "y", "yes", "on", "true"):
        user = environment.get("XDG_CONFIG_HOME") or os.path.join(environment.get("HOME", "/"), ".config")
        paths += [(os.path.join(user, "ocx", "config.toml"), False), (os.path.join(home, "config.toml"), False)]
    if environment.get("OCX_CONFIG"):
        paths.append((environment["OCX_CONFIG"], True))
    return [document for path, explicit in paths if (document := read(path, explicit)) is not None]


def read(path, explicit=False):
    try:
        text = files.read_text(path)
    except FileNotFoundError:
        if explicit:
            raise Failure(79, f"configuration file not found: {path}") from None
        return None
    # A Python may lack the module, and its import takes a while: most files hold none of these.
    if "[patches" not in text and "[trust" not in text and "[[trust" not in text:
        return {}
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Failure(78, f"invalid TOML at {path}: {error}") from None
