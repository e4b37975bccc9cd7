"""Hostile input: a project, an index, keys, streams and file sizes."""

import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import time

from report import print_result
from world import World, read, write, write_root

COMMANDS = [
    ["registries"], ["packages"], ["packages", "acme"], ["versions", "ocx.sh/acme/t0"],
    ["show", "ocx.sh/acme/t0"], ["pins"], ["outdated"], ["undo", "--list"], ["plugin", "path"],
    ["upgrade", "--dry-run"], ["unpin", "ocx.sh/acme/t0", "--dry-run"],
]
KEYS = (list("jkhl" "123" "pxuUwzgGeaidsncmboFfA0T?/ ") + [
    "<Up>", "<Down>", "<PgDn>", "<PgUp>", "<Home>", "<End>", "<Tab>", "<S-Tab>", "<Enter>", "<Enter>",
    "<Enter>", "<Esc>", "<Esc>", "<Space>", "<BS>", "<C-a>", "<C-u>", "<C-w>", "<C-l>", "<A-x>", "é", "日"])


def script(world, name, lines):
    """Writes a script for the browser; returns the arguments that run it."""
    path = f"{world.root}/{name}.script"
    write(path, "\n".join(lines) + "\n")
    return ["--script", path, "--no-color"]


def inert(program):
    """Showing a project runs nothing from it, even with a relative PATH."""
    world = World(program)
    trap = world.root + "/ran"
    for folder in ("project", "project/bin", "bin"):
        for name in ("ocx", "mise", "sh", "git", "ls", "tput", "infocmp"):
            path = f"{world.root}/{folder}/{name}"
            write(path, f"#!/bin/sh\necho {folder}/{name} >>{trap}\n")
            os.chmod(path, 0o755)
    write(world.project + "/mise.toml", (
        '[tools]\n"ocx:ocx.sh/acme/t0" = "{{ exec(command=\'touch ' + trap + "') }}\"\n"
        '[env]\n_.source = "x.sh"\n[hooks]\nenter = "touch ' + trap + '"\n'
        '[tasks.a]\nrun = "touch ' + trap + '"\n'))
    world.env["PATH"] = ".:bin::./bin:" + world.root + "/nowhere"
    codes = [world.run(*words).returncode for words in COMMANDS]
    codes.append(world.run(*script(world, "look", ["wait", "keys 2", "wait", "keys 3", "wait", "dump -"]))
                 .returncode)
    run = len((read(trap) or "").splitlines())
    # The traps work: doctor runs an ocx from an absolute path.
    world.env["PATH"] = world.root + "/bin"
    world.run("doctor")
    print_result("a hostile project is shown",
         {"commands": len(codes), "traps that work": len((read(trap) or "").splitlines()) - run},
         needs=("traps that work",), crashed=sum(code < 0 for code in codes), run=run)
    world.remove()


def outputs(program):
    """Full or closed streams: nothing of the output gets into a file."""
    world = World(program)
    target = world.project + "/mise.toml"
    wrong = unreported = 0
    for redirection in (">/dev/full", ">&-", "2>&-", "<&- >&- 2>&-", ">&- 2>&-", "<&-"):
        world.reset()
        answer = subprocess.run(
            ["sh", "-c", f'exec "$@" {redirection}', "sh", program, "pin", "ocx.sh/acme/t9@1.0.0",
             "--file", "mise.toml"],
            env=world.env, cwd=world.project, capture_output=True, timeout=60)
        lines = read(target).splitlines()
        wrong += lines != [*world.text(target).splitlines(), '"ocx:ocx.sh/acme/t9" = "1.0.0"']
        # What cannot be reported on one stream is reported on the other.
        loses = redirection in (">/dev/full", ">&-")
        unreported += loses and (answer.returncode != 74 or b"written: mise.toml" not in answer.stderr)
    print_result("streams that are full or closed", {"ways": 6}, wrong=wrong, unreported=unreported)
    world.remove()


def keys(program, sessions=100):
    """Random keys and sizes: no crash, every file parses, no leftovers."""
    world = World(program)
    crashed = broken = left = writes = 0
    for session in range(sessions):
        world.reset()
        chance = random.Random(session)
        lines = ["wait"]
        for _ in range(200):
            if chance.random() < 0.03:
                lines.append("resize " + chance.choice(["80x24", "140x40", "1x1", "39x9", "200x60", "1000x500"]))
            lines += ["keys " + chance.choice(KEYS).replace(" ", "<Space>")] + ["wait"] * (chance.random() < 0.5)
        before = world.contents()
        answer = world.run(*script(world, "keys", lines))
        crashed += answer.returncode not in (0, 130)
        if answer.returncode not in (0, 130):
            print("  session", session, answer.returncode, answer.stderr[-300:])
        writes += world.contents() != before
        broken += bool(json.loads(world.run("pins", "--json").stdout or b"[]") is None)
        broken += any("problem" in line and "TOML" in line for line in
                      world.run("pins").stderr.decode().splitlines())
        left += bool([path for path in world.leftovers() if path.endswith((".tmp", "pending.json"))])
    print_result(f"{sessions} sessions of 200 random keys", {"that wrote": writes}, needs=("that wrote",),
         crashed=crashed, broken=broken, left=left)
    world.remove()


def browsers(program, rounds=20):
    """Two browsers that write the same file: each change is in the file or was refused."""
    world = World(program)
    target = world.project + "/mise.toml"
    claimed_changes = lost = torn = 0
    for _ in range(rounds):
        world.reset()
        write(target, '[tools]\n"ocx:ocx.sh/acme/t0" = "1.0.0"\n"ocx:ocx.sh/acme/t1" = "1.0.0"\n')
        others = [path for path in world.files if path != target]
        for path in others:
            os.remove(path)
        # Each removes one of the two pins: stages it, shows the diff, writes.
        lines = [["wait", "keys 2", "wait", *move, "keys x", "wait", "keys 3", "wait", "keys w", "wait", "wait",
                  "keys 4", "wait", "dump -"] for move in ([], ["keys j"])]
        started = [subprocess.Popen(
            [program, *script(world, str(index), steps)], env=world.env, cwd=world.project,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            for index, steps in enumerate(lines)]
        outputs_of_both = [process.communicate(timeout=60)[0].decode() for process in started]
        gone = 2 - len(re.findall(r"acme/t\d", read(target)))
        claimed = sum("Wrote" in text or "wrote" in text for text in outputs_of_both)
        claimed_changes += claimed
        lost += claimed > gone
        torn += not read(target).startswith("[tools]\n")
    print_result(f"{rounds} times two browsers at one file", {"written": claimed_changes}, needs=("written",), lost=lost, torn=torn)
    world.remove()


def plugin(program, rounds=100):
    """SIGKILL at random moments of an install of the plugin: it is complete, without leftovers."""
    world = World(program)
    folder = world.root + "/mise/plugins/ocx"
    world.run("plugin", "install")
    whole = sorted(os.listdir(folder))
    start = time.monotonic()
    world.run("plugin", "install")
    length = time.monotonic() - start
    killed = missing = left = 0
    for _ in range(rounds):
        process = world.start("plugin", "install")
        time.sleep(random.uniform(0, length))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() < 0
        missing += not os.path.isdir(folder) or sorted(os.listdir(folder)) != whole
        world.run("plugin", "install")
        left += os.listdir(world.root + "/mise") != ["plugins"] or os.listdir(world.root + "/mise/plugins") != ["ocx"]
    print_result("SIGKILL of plugin install", {"rounds": rounds, "killed": killed}, needs=("killed",),
         missing=missing, left=left)
    world.remove()


def bounds(program):
    """Very large input, within 1 GiB of memory and ten seconds."""
    world = World(program)

    def limited():
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    def run(*words, **more):
        start = time.monotonic()
        answer = subprocess.run([program, *words], env=world.env, cwd=world.project, capture_output=True,
                                timeout=120, preexec_fn=limited, **more)
        return answer.returncode, time.monotonic() - start

    tags = [f"1.{number}.0" for number in range(20_000)]
    write_root(world.root + "/index/ocx.sh", "acme/t0", {tag: "a" * 64 for tag in tags})
    cases = {"20,000 tags of one digest": lambda: None}

    def entries():
        write(world.project + "/mise.toml", "[tools]\n" + "".join(f'"ocx:ocx.sh/a/b{n}" = "1"\n' for n in range(50_000)))

    def files():
        for number in range(20_000):
            write(f"{world.project}/.config/mise/conf.d/{number}.toml", "")

    def deep():
        folder = world.project + "/d" * 900
        os.makedirs(folder)
        world.project = folder

    def pipe():
        os.remove(world.project + "/mise.toml")
        os.mkfifo(world.project + "/mise.toml")

    def endless():
        os.remove(world.project + "/mise.toml")
        os.symlink("/dev/zero", world.project + "/mise.toml")

    def large():
        os.truncate(world.project + "/mise.toml", 10 << 30)

    def nested():
        write(world.project + "/mise.toml", "a = " + "[" * 100_000 + "]" * 100_000 + "\n")

    cases.update({"50,000 entries": entries, "20,000 files": files, "900 folders deep": deep, "a pipe": pipe,
                  "/dev/zero": endless, "10 GiB": large, "100,000 deep": nested})
    crashed, slow, slowest = [], [], 0.0
    top = world.project
    for name, make in cases.items():
        world.project = top
        world.reset()
        make()
        for words in (["pins"], ["versions", "ocx.sh/acme/t0", "--json"], ["show", "ocx.sh/acme/t0"],
                      ["pin", "ocx.sh/acme/t1@1.0.0", "--dry-run"],
                      script(world, "look", ["wait", "keys 2", "wait", "keys 1", "wait"])):
            code, seconds = run(*words)
            slowest = max(slowest, seconds)
            crashed += [(name, words[0], code)] * (code < 0 or code == 70)
            slow += [(name, words[0], round(seconds, 1))] * (seconds > 10)
    for what in crashed + slow:
        print(" ", *what)
    print_result("very large input, in 1 GiB", {"cases": len(cases), "slowest": round(slowest, 1)},
         crashed=len(crashed), slow=len(slow))
    world.project = top
    world.remove()


def text(program):
    """No control characters from a registry or a name reach the output."""
    world = World(program)
    bad = "\x1b[2J\x07\x9b31m‮⁦​﻿\x7f\r"
    write_root(world.root + "/index/ocx.sh", "acme/t0", {"1.0.0": "a" * 64},
               desc={"title": "t" + bad, "description": "d" + bad, "keywords": bad}, source="https://x/" + bad,
               status="deprecated", deprecated_message="m" + bad)
    folder = f"{world.project}/f{bad.replace('/', '')}"
    write(folder + "/mise.toml", f'[tools]\n"ocx:ocx.sh/acme/t0" = "1{bad[:1]!r}"\n"ocx:x{"‮"}" = "​"\n')
    world.project = folder
    count = seen = 0
    for words in COMMANDS:
        for more in ([], ["--json"]):
            answer = world.run(*words, *more)
            count += 1
            output = (answer.stdout + answer.stderr).decode(errors="replace")
            seen += bool(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f‪-‮⁦-⁩​﻿�]", output))
    frames = world.run(*script(world, "look", [
        "wait", "dump -", "keys <Enter>", "wait", "dump -", "keys <Enter>", "wait", "dump -", "keys 2", "wait", "dump -"]))
    seen += bool(re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f‪-‮⁦-⁩​﻿]", frames.stdout.decode()))
    print_result("hostile text", {"outputs": count + 1, "bytes of frames": len(frames.stdout)}, needs=("bytes of frames",),
         seen=seen)
    world.project = world.root + "/project"
    world.remove()


PARTS = {"inert": inert, "outputs": outputs, "keys": keys, "browsers": browsers, "plugin": plugin,
         "bounds": bounds, "text": text}
