"""What mise waits for: the hooks, measured as mise calls them."""

import json
import shutil
import subprocess
import sys

from ground import ROOT
from measure import BenchFailure, Command, Sequence

# How often the Lua hook is called in one state.
CALLS = 1000
STAND_IN = ROOT / "Tests/StandIn"


def request(**members):
    """What the Lua hooks put on standard input."""
    return json.dumps(members).encode()


def list_versions(program, ground):
    """The hook on an index that it has just brought up to date: `ocx` must not be asked again."""
    calls = ground.folder / "asked"
    ocx = ground.folder / "ocx"
    ocx.write_text(f"#!/bin/sh\necho >> '{calls}'\ncase $* in *version*) echo 0.5.8 ;; esac\n")
    ocx.chmod(0o755)
    command = Command(
        [program, "hook", "list-versions"],
        ground.environment(OCX_INDEX=str(ground.fresh_index("kitware/cmake")),
                           OCX_MISE_OCX=str(ocx)),
        stdin=request(tool="ocx.sh/kitware/cmake", options={}))
    command.check()
    asked = calls.read_text()
    versions = json.loads(command.check())["versions"]
    if len(versions) < 20 or calls.read_text() != asked:
        raise BenchFailure("list-versions asked ocx again, or lists too little")
    return command


def install(program, ground):
    """The hook, and the very calls of `ocx` that it makes, on their own."""
    registry, home = ground.folder / "registry", ground.folder / "ocx-home"
    place = ground.folder / "installs/ocx-ocx-sh-shellcheck-shellcheck/0.11.0"
    download = ground.folder / "downloads"
    log = ground.folder / "calls"
    stand_in = STAND_IN / "ocx"
    subprocess.run([sys.executable, STAND_IN / "make_registry.py", registry], check=True,
                   stdout=subprocess.DEVNULL)
    surroundings = ground.environment(
        OCX_MISE_OCX=str(stand_in), OCX_HOME=str(home), OCX_STANDIN_REGISTRY=str(registry),
        OCX_INSECURE_REGISTRIES="127.0.0.1:5000,127.0.0.1:5001")

    def clear():
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(place, ignore_errors=True)
        for folder in (home, place, download):
            folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([stand_in, "index", "update", "ocx.sh/shellcheck/shellcheck"], check=True,
                       env=surroundings, capture_output=True)

    hook = Command(
        [program, "hook", "install"], surroundings, before=clear,
        stdin=request(tool="ocx.sh/shellcheck/shellcheck", version="0.11.0",
                      install_path=str(place), download_path=str(download), options={}))
    Command(hook.words, {**surroundings, "OCX_STANDIN_LOG": str(log)}, stdin=hook.stdin,
            before=lambda: (clear(), log.unlink(missing_ok=True))).check()
    calls = [[str(stand_in), *json.loads(line)["argv"]] for line in log.read_text().splitlines()]
    alone = [Command(call, surroundings) for call in calls]
    alone[0].before = clear
    return hook, Sequence(alone)


def exec_env(program, ground, lua):
    """The Lua hook on an install of ours, called once, and called a thousand times more: their
    difference leaves the start of Lua and the loading of files out, which are mise's. It may start
    no process."""
    hook, _ = install(program, ground)
    hook.check()
    place = json.loads(hook.stdin)["install_path"]
    words = [lua, ROOT / "Tests/Benchmarks/exec_env.lua", ROOT / "lua",
             "ocx.sh/shellcheck/shellcheck", "0.11.0", place]
    once, often = (Command([*words, count], ground.environment()) for count in (1, CALLS + 1))
    if int(once.check()) < 1:
        raise BenchFailure("exec-env gives no variables")
    return once, often
