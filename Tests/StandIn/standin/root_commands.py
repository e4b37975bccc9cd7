"""`ocx version | about | clean | login | launcher exec`."""

import base64
import json
import os
import shutil
import sys

from . import environment, files, programs
from .failure import Failure, UsageFailure
from .package_commands import split_dashes
from .registry import docker_config

# What the program of every version says of its own making.
COMMIT = {"sha": "0" * 40, "short": "0" * 8, "describe": "stand-in", "dirty": False,
          "timestamp": "2026-01-01T00:00:00.000000000Z"}


BUILD = {"timestamp": "2026-01-01T00:00:00.000000000Z", "profile": "release", "target": "x86_64-unknown-linux-musl",
         "rustc": "1.95.0"}
CI = {"provider": "none", "run_url": "<address>", "workflow": "Release", "ref": "refs/tags/v0", "sha": "0" * 40}
# The names and numbers are a guess, but for that of the errors.
CONTRACT = {"errors": 2, "reports": {"About": 1, "EnvVars": 1, "Installs": 1},
            "commands": {"package env": 1, "package install": 1}}


def making(context):
    return {"commit": COMMIT, **({} if context.dialect.stamped else {"build": BUILD, "ci": CI})}


def version(context, options, names):
    more = {"contract": CONTRACT} if context.dialect.wrapped else {}
    context.answer({"version": context.dialect.version, **more, **making(context)}, context.dialect.version + "\n")


def about(context, options, names):
    features = list(context.host.features)
    if context.dialect.stamped:
        platform = {"platforms": [context.host.base]}
    else:
        platform = {"platforms": [str(context.host)], "features": features}
    context.answer({"version": context.dialect.version, "registry": context.default_registry, **platform,
                    "libc": features, "shell": "Bash", "home": context.home, **making(context)})


def clean(context, options, names):
    dry = "dry-run" in options
    rows = []
    for path in context.store.garbage(context.patches.held()):
        context.info(f"{'Would remove' if dry else 'Removing'} unreferenced entry: {path}")
        if not dry:
            shutil.rmtree(path)
        # 0.7: that a dry run is a status is documented, its name is a guess.
        state = {"status": "would_remove" if dry else "removed"} if context.dialect.wrapped else {"dry_run": dry}
        rows.append({"kind": "object", **state, "path": path, "held_by": []})
    context.answer(rows)


def login(context, options, names):
    if len(names) != 1 or "username" not in options or "password-stdin" not in options:
        raise UsageFailure("error: Usage: ocx login <REGISTRY> -u <USER> --password-stdin\n")
    path, registry = docker_config(), names[0]
    config = files.read_json(path) or {}
    if not config.get("credsStore") and "allow-insecure-store" not in options:
        raise Failure(78, "no credential helper is configured; pass --allow-insecure-store to keep it in a file")
    password = sys.stdin.read()
    password = password[:-1] if password.endswith("\n") else password
    entry = base64.b64encode(f"{options['username']}:{password}".encode()).decode()
    config.setdefault("auths", {})[registry] = {"auth": entry}
    files.write(path, json.dumps(config, indent=2))
    os.chmod(path, 0o600)
    if "no-verify" not in options:
        context.hosts.open(registry, "")
    context.answer({"registry": registry, "username": options["username"]})


def launcher(context, options, names):
    before, arguments = split_dashes(names)
    if len(before) != 2 or before[0] != "exec" or not arguments:
        raise UsageFailure("error: Usage: ocx launcher exec <ROOT> -- <NAME> <ARGUMENTS>...\n")
    root = package_root(context, before[1])
    programs.launch(context, environment.Package(root, context.store.name(root)), arguments[0], arguments[1:])


def package_root(context, path):
    """The root that a launcher names; one outside the store of this home is refused (64)."""
    if not os.path.isabs(path):
        raise Failure(64, f"launcher exec: pkg-root must be absolute, got '{path}'")
    root, packages = os.path.realpath(path), os.path.realpath(os.path.join(context.home, "packages"))
    if not root.startswith(packages + os.sep):
        raise Failure(64, f"launcher exec: pkg-root must point inside {packages} (got {root})")
    if not os.path.exists(os.path.join(root, "metadata.json")):
        raise Failure(64, f"launcher exec: pkg-root is not a package root (missing metadata.json): {root}")
    return root


COMMANDS = {"version": version, "about": about, "clean": clean, "login": login, "launcher": launcher}
FLAGS = {"version": [], "about": [], "clean": ["dry-run", "force"], "launcher": [],
         "login": ["username=", "password-stdin", "allow-insecure-store", "no-verify"]}
