"""Measures the hooks as mise calls them."""

import json
import os
import pathlib
import shlex
import shutil
import subprocess
import sys

import trees
from fixture import ROOT
from measure import BenchFailure, Command, Sequence

# The number of calls of the Lua hook in one Lua state.
CALLS = 1000
STAND_IN = ROOT / "Tests/StandIn"


def request(**members):
    """The standard input that the Lua hooks pass."""
    return json.dumps(members).encode()


def list_versions(program, fixture):
    """The hook with an index that it has just updated: `ocx` must not be called again."""
    calls = fixture.folder / "list-calls"
    ocx = fixture.folder / "ocx"
    ocx.write_text(f"#!/bin/sh\necho >> '{calls}'\ncase $* in *version*) echo 0.5.8 ;; esac\n")
    ocx.chmod(0o755)
    command = Command(
        [program, "hook", "list-versions"],
        fixture.environment(OCX_INDEX=str(fixture.fresh_index("kitware/cmake")),
                           OCX_MISE_OCX=str(ocx)),
        stdin=request(tool="ocx.sh/kitware/cmake", options={}))
    command.check()
    asked = calls.read_text()
    versions = json.loads(command.check())["versions"]
    if len(versions) < 20 or calls.read_text() != asked:
        raise BenchFailure("list-versions asked ocx again, or lists too little")
    return command


def install(program, fixture):
    """The hook, and the calls of `ocx` that it makes, without the hook."""
    home, download = fixture.folder / "ocx-home", fixture.folder / "downloads"
    install_path = fixture.folder / "installs/ocx-ocx-sh-shellcheck-shellcheck/0.11.0"
    words = [program, "hook", "install"]
    stdin = request(tool="ocx.sh/shellcheck/shellcheck", version="0.11.0",
                    install_path=str(install_path), download_path=str(download), options={})

    def clear():
        shutil.rmtree(install_path, ignore_errors=True)
        shutil.rmtree(home / "symlinks", ignore_errors=True)
        for folder in (home, install_path, download):
            folder.mkdir(parents=True, exist_ok=True)

    calls, replayed = replay(fixture, words, stdin, clear)
    hook = Command(words, replayed, before=clear, stdin=stdin)
    alone = [Command(call, replayed) for call in calls]
    alone[0].before = clear
    return hook, Sequence(alone)


def materialize(program, fixture, *ways):
    """The hook with a package of 5,000 files, the calls of `ocx` that it makes, and copies of the package
    by `cp -a`, each with one more option. The difference between hook and `ocx` is the copy and the fixed cost of an install."""
    hook, alone = install(program, fixture)
    hook.check()
    content, = (fixture.folder / "ocx-home/packages").glob("**/content/bin")
    content = content.parent
    trees.fill(content / "lib")
    copied = fixture.folder / "copied"
    copies = [Command(["cp", "-a", way, content, copied], fixture.environment(),
                      before=lambda: shutil.rmtree(copied, ignore_errors=True)) for way in ways]
    install_path = pathlib.Path(json.loads(hook.stdin)["install_path"])
    hook.check()
    if sum(len(files) for _, _, files in os.walk(install_path)) < trees.FILES:
        raise BenchFailure("the install does not contain the files of the package")
    return hook, alone, *copies


def entry_point(program, fixture):
    """Our launcher, which starts a script of one line."""
    environment = stand_in_environment(fixture)
    install_path = fixture.folder / "installs/ocx-ocx-sh-acme-app/2.0.0"
    install_path.mkdir(parents=True)
    stdin = request(tool="ocx.sh/acme/app", version="2.0.0", install_path=str(install_path),
                    download_path=str(fixture.folder), options={})
    Command([program, "hook", "install"], environment, stdin=stdin).check()
    command = Command([install_path / "entrypoints/app-ep"], fixture.environment())
    if command.check() != b"app 2.0.0 from-ep\n":
        raise BenchFailure("the entry point does not run its command")
    return command


def stand_in_environment(fixture):
    """Makes the registries of the stand-in `ocx`; returns the environment for them."""
    registry = fixture.folder / "registry"
    subprocess.run([sys.executable, STAND_IN / "make_registry.py", registry], check=True,
                   stdout=subprocess.DEVNULL)
    return fixture.environment(
        OCX_MISE_OCX=str(STAND_IN / "ocx"), OCX_HOME=str(fixture.folder / "ocx-home"),
        OCX_STANDIN_REGISTRY=str(registry),
        OCX_INSECURE_REGISTRIES="127.0.0.1:5000,127.0.0.1:5001")


def replay(fixture, words, stdin, clear):
    """Makes an `ocx` that repeats the answers of the stand-in to one install. The stand-in itself takes
    100 ± 20 ms, which would hide a difference of 5 ms. The package stays in the store; the links to it are
    created each time. Returns the calls that the hook made, and the environment for repeating them."""
    stand_in, log = stand_in_environment(fixture), fixture.folder / "calls"
    clear()
    subprocess.run([STAND_IN / "ocx", "index", "update", "ocx.sh/shellcheck/shellcheck"],
                   check=True, env=stand_in, capture_output=True)
    Command(words, {**stand_in, "OCX_STANDIN_LOG": str(log)}, stdin=stdin).check()
    calls = [json.loads(line)["argv"] for line in log.read_text().splitlines()]
    log.unlink()
    ocx = fixture.folder / "replayed/ocx"
    script = ["#!/bin/sh", 'case "$*" in']
    for call in calls:
        done = subprocess.run([STAND_IN / "ocx", *call], check=True, env=stand_in,
                              capture_output=True, text=True)
        script.append(f"{shlex.quote(' '.join(call))})")
        if "install" in call:
            for answer in json.loads(done.stdout).values():
                link, root = answer["path"], os.readlink(answer["path"])
                script += [f"mkdir -p {shlex.quote(os.path.dirname(link))}",
                           f"ln -sfn {shlex.quote(root)} {shlex.quote(link)}"]
        elif "uninstall" in call:
            script.append(f"rm -f {shlex.quote(link)}")
        script += [f"printf %s {shlex.quote(done.stderr)} >&2",
                   f"printf %s {shlex.quote(done.stdout)} ;;"]
    ocx.parent.mkdir(exist_ok=True)
    ocx.write_text("\n".join([*script, "*) exit 64 ;;", "esac", ""]))
    ocx.chmod(0o755)
    return [[str(ocx), *call] for call in calls], {**stand_in, "OCX_MISE_OCX": str(ocx)}


def exec_env(program, fixture, lua):
    """The Lua hook with one of our installs, called once, and called a thousand times more. The
    difference excludes the start of Lua and the loading of files, which mise does. The hook may not
    start a process."""
    hook, _ = install(program, fixture)
    hook.check()
    install_path = json.loads(hook.stdin)["install_path"]
    words = [lua, ROOT / "Tests/Benchmarks/exec_env.lua", ROOT / "lua",
             "ocx.sh/shellcheck/shellcheck", "0.11.0", install_path]
    once, often = (Command([*words, count], fixture.environment()) for count in (1, CALLS + 1))
    if int(once.check()) < 1:
        raise BenchFailure("exec-env returns no variables")
    return once, often
