#!/usr/bin/env python3
"""Hurts the program while it changes files, and counts what is lost, torn, mixed or left behind.

usage: torture.py PROGRAM [--rounds N] [PART …]

Parts: kills (SIGKILL and ^C at random moments), calls (a kill at every system call of a change;
needs strace), pins (two loops of 200 pins at once, with one state folder and with two), foreign
(pins beside a program that writes the same file), upgrades (the same for upgrades and removals),
undos (20 at once), away (a file that cannot be reached when a crash is mended; needs strace), once
and full (every file operation fails once, or from some call on; needs strace), mount (a file that
is a mount point; needs root), stubborn (an ocx that does not end), line (keys at 9,600 baud), and
those of hostile.py: inert, outputs, keys, browsers, plugin, bounds, text. Each
figure is printed; the status is 1 where one is not what it must be, and where what a part needs for
its figures did not happen: a kill that came too late shows nothing. Works in a folder of its own,
which goes."""

import argparse
import collections
import ctypes
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import hostile
import line
from world import TOOLS, World, read, write

failed = False


def tell(part, figures, *, needs=(), **wrong):
    """Prints figures; each of `wrong` must be 0, and each that `needs` names must be something."""
    global failed
    bad = any(wrong.values()) or not all(figures[name] for name in needs)
    failed = failed or bad
    words = [f"{name} {count}" for name, count in {**figures, **wrong}.items()]
    print(f"{'FAILS' if bad else 'holds'}  {part}: {', '.join(words)}", flush=True)


def skip(part, reason):
    print(f"skips  {part}: {reason}", flush=True)


def strace(*rules):
    """What comes before a command for strace to meddle with it: it ends as the command does."""
    return ("strace", "-f", "-o", "/dev/null", *(word for rule in rules for word in ("-e", rule)))


# All four by name: what cannot be looked at is then a failure, and nothing is left out.
UPGRADE = ["upgrade", *(f"ocx.sh/acme/t{number}" for number in range(4))]

# What is done, and whether an upgrade or a new file comes before it.
CHANGES = {
    "upgrade": (UPGRADE, None),
    "undo": (["undo"], UPGRADE),
    "new file": (["pin", "ocx.sh/acme/t7@1.0", "--file", "sub/dir/mise.toml"], None),
    "undo of it": (["undo"], ["pin", "ocx.sh/acme/t7@1.0", "--file", "sub/dir/mise.toml"]),
}


def prepare(world, change):
    """Everything as it was; what the files then say."""
    world.reset()
    if before := CHANGES[change][1]:
        world.run(*before)
    return world.look()


def outcomes(world, change):
    """The files before and after a change."""
    old = prepare(world, change)
    answer = world.run(*CHANGES[change][0])
    new = world.look()
    assert answer.returncode == 0 and new != old, (change, answer)
    return old, new


def duration(world, change):
    """How long a change takes, in seconds."""
    prepare(world, change)
    start = time.monotonic()
    world.run(*CHANGES[change][0])
    return time.monotonic() - start


def mend(world):
    """Another project's writing command: it finishes what was left."""
    other = world.root + "/elsewhere"
    os.makedirs(other, exist_ok=True)
    world.run("doctor", "--project", other)


class Counts(collections.Counter):
    def after(self, world, old, new):
        """Counts what is wrong after a change was cut short, before and after it is mended."""
        now = world.look()
        self["torn"] += any(now[path] not in (old[path], new[path]) for path in now)
        self["mixed when it was cut short"] += now not in (old, new)
        mend(world)
        now = world.look()
        self["mixed"] += now not in (old, new)
        left = world.strays()
        self["leaving something"] += bool(left)
        if left and self["leaving something"] < 4:
            print("  left:", left)

    def tell(self, part, *, mixed_before=True):
        figures = {"rounds": self["rounds"], "cut short": self["cut short"]}
        wrong = {"torn": self["torn"], "mixed": self["mixed"], "left": self["leaving something"]}
        if mixed_before:
            figures["mixed until mended"] = self["mixed when it was cut short"]
        else:
            wrong["mixed_before"] = self["mixed when it was cut short"]
        tell(part, figures, needs=("cut short",), **wrong)


def kills(rounds):
    world = World(PROGRAM)
    both = {change: outcomes(world, change) for change in CHANGES}
    length = {change: duration(world, change) for change in CHANGES}
    for name, number in (("SIGKILL", signal.SIGKILL), ("^C and TERM", None)):
        counts = Counts()
        for _ in range(rounds):
            change = random.choice(list(CHANGES))
            old, new = both[change]
            prepare(world, change)
            process = world.start(*CHANGES[change][0])
            time.sleep(random.uniform(0, length[change]))
            process.send_signal(number or random.choice((signal.SIGINT, signal.SIGTERM, signal.SIGHUP)))
            counts["rounds"] += 1
            # What catches a signal ends with a status of its own.
            counts["cut short"] += process.wait() != 0
            counts.after(world, old, new)
        counts.tell(f"{name} at random", mixed_before=number is not None)
    world.remove()


def traced(world, words):
    """How often each system call comes in the thread that changes files, up to its first lock and in
    all: strace counts each thread for itself."""
    trace = world.root + "/trace"
    world.run(*words, wrapper=("strace", "-f", "-o", trace))
    seen, before = collections.Counter(), None
    lines = read(trace).splitlines()
    thread = lines[0].split()[0]
    for line in lines:
        call = re.match(thread + r" +(\w+)\(", line)
        if not call:
            continue
        if call[1] == "flock" and before is None:
            before = seen.copy()
        seen[call[1]] += 1
    return before or collections.Counter(), seen


CALLS = ["openat", "write", "fsync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
         "mkdir", "fchmod", "flock", "close", "fcntl"]


def calls(_):
    if not shutil.which("strace"):
        return skip("a kill at every call", "no strace")
    world = World(PROGRAM)
    counts = Counts()
    for change in CHANGES:
        old, new = outcomes(world, change)
        prepare(world, change)
        before, seen = traced(world, CHANGES[change][0])
        for call in CALLS:
            for number in range(before[call] + 1, seen[call] + 1):
                prepare(world, change)
                answer = world.run(
                    *CHANGES[change][0],
                    wrapper=strace(f"inject={call}:signal=SIGKILL:when={number}"))
                counts["rounds"] += 1
                counts["cut short"] += answer.returncode < 0
                counts.after(world, old, new)
    counts.tell("a kill at every call")
    world.remove()


ERRORS = [
    ("openat", "EACCES"), ("openat", "EIO"), ("openat", "EMFILE"), ("write", "ENOSPC"), ("write", "EINTR"),
    ("fsync", "EIO"), ("renameat2", "EIO"), ("renameat2", "EXDEV"), ("unlinkat", "EROFS"),
    ("unlink", "EACCES"), ("mkdir", "ENOSPC"), ("rmdir", "EBUSY"), ("flock", "ENOLCK"),
    ("fchmod", "EPERM"), ("newfstatat", "EIO"), ("ftruncate", "EIO"), ("fcntl", "EAGAIN"),
]


# What passes by itself is waited for.
PASSING = ("EINTR", "EAGAIN")


def faults(part, errors, which):
    """Each call fails, as `which` says for its number; afterwards the files are old or new."""
    if not shutil.which("strace"):
        return skip(part, "no strace")
    world = World(PROGRAM)
    figures = collections.Counter()
    for change in CHANGES:
        old, new = outcomes(world, change)
        prepare(world, change)
        before, seen = traced(world, CHANGES[change][0])
        for call, error in errors:
            for number in range(before[call] + 1, seen[call] + 1):
                prepare(world, change)
                answer = world.run(
                    *CHANGES[change][0],
                    wrapper=strace(f"inject={call}:error={error}:when={which(number)}"))
                figures["rounds"] += 1
                figures["refused"] += answer.returncode != 0
                figures["crashed"] += answer.returncode < 0
                figures["silent"] += answer.returncode != 0 and not answer.stderr
                # What was said is true at once: a change that stands, or files that are as they were
                # or that the next start puts back.
                if answer.returncode == 0 and world.look() != new:
                    figures["untrue"] += 1
                    print("  untrue:", change, call, error, which(number), answer)
                mend(world)
                now = world.look()
                if now not in (old, new) and figures["mixed"] < 3:
                    print("  mixed:", change, call, error, which(number), answer.stderr)
                figures["mixed"] += now not in (old, new)
                left = world.strays()
                if left and figures["left"] < 3:
                    print("  left:", change, call, error, which(number), left)
                figures["left"] += bool(left)
    names = ("crashed", "silent", "untrue", "mixed", "left")
    tell(part, {"rounds": figures["rounds"], "refused": figures["refused"]}, needs=("refused",),
         **{name: figures[name] for name in names})
    world.remove()


def once(_):
    faults("every operation fails once", ERRORS, str)


def full(_):
    lasting = [(call, error) for call, error in ERRORS if error not in PASSING]
    faults("every operation fails from some call on", lasting, lambda number: f"{number}+")


def pins(_):
    world = World(PROGRAM)
    target = world.project + "/mise.toml"
    for name, states in (("one state folder", ("a", "a")), ("two state folders", ("a", "b"))):
        world.reset()
        write(target, "# mine\n[tools]\n")
        codes = collections.Counter()

        def loop(first, state):
            for number in range(first, first + TOOLS // 2):
                answer = world.run(
                    "pin", f"ocx.sh/acme/t{number}@1.0.0", "--file", "mise.toml",
                    env={"XDG_STATE_HOME": f"{world.root}/state/{state}"})
                codes[answer.returncode] += 1

        start = time.monotonic()
        threads = [threading.Thread(target=loop, args=(place * TOOLS // 2, state))
                   for place, state in enumerate(states)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stand = sum(f'/t{number}"' in read(target) for number in range(TOOLS))
        tell(f"2 x {TOOLS // 2} pins at once, {name}",
             {"stand": stand, "seconds": round(time.monotonic() - start, 1)},
             missing=TOOLS - stand, refused=TOOLS - codes[0])
    world.remove()


def adding(target, line):
    with open(target, "a") as file:
        file.write(line)
    return True


def replacing(target, line):
    """As editors do; it looks again before it renames, as near as it gets."""
    text = read(target)
    write(os.path.dirname(target) + "/.theirs", text + line)
    if read(target) != text:
        return False
    os.rename(os.path.dirname(target) + "/.theirs", target)
    return True


def foreign(_):
    world = World(PROGRAM)
    target = world.project + "/mise.toml"
    for way, pause, most in (
            (adding, 0.02, 1000), (adding, 0.02, 1000), (adding, 0.02, 1000), (adding, 0.02, 1000),
            (adding, 0.002, 4000), (replacing, 0.02, 1000), (replacing, 0.002, 2000)):
        world.reset()
        write(target, "# mine\n[tools]\n")
        written, stop = [], threading.Event()

        def writer():
            while not stop.is_set():
                line = f"# foreign {len(written)}\n"
                if way(target, line):
                    written.append(line)
                    time.sleep(pause)

        thread = threading.Thread(target=writer, daemon=True)
        thread.start()
        codes, times, number = collections.Counter(), [], 0
        while len(written) < most and number < TOOLS:
            start = time.monotonic()
            codes[pin(world, number).returncode] += 1
            times.append(time.monotonic() - start)
            number += 1
        stop.set()
        thread.join()
        text = read(target)
        # Who replaces the file takes back what came after its last look: that is no loss of ours.
        missing = sum(f'/t{place}"' not in text for place in range(number)) - codes[75]
        tell(f"beside {way.__name__} a line each {pause * 1000:.0f} ms",
             {"lines": len(written), "pins written": codes[0],
              "seconds each": round(sorted(times)[len(times) // 2], 2), "longest": round(max(times), 2),
              **({} if way is adding else {"refused": codes[75]})},
             needs=("lines", "pins written"), lost=sum(line not in text for line in written),
             **({"refused": codes[75], "missing": missing} if way is adding else {}),
             other=sum(codes.values()) - codes[0] - codes[75])
    world.remove()


def upgrades(_):
    """Upgrades and removals, which hold for what an entry says, beside a program that adds lines."""
    world = World(PROGRAM)
    target = world.project + "/mise.toml"
    for words, stands in ((["upgrade", "--to", "minor"], '/t{}" = "1.1.0"'), (["unpin"], None)):
        world.reset()
        names = range(0, TOOLS, 10)
        write(target, "[tools]\n" + "".join(f'"ocx:ocx.sh/acme/t{name}" = "1.0.0"\n' for name in names))
        written, stop = [], threading.Event()

        def writer():
            while not stop.is_set():
                written.append(f"# foreign {len(written)}\n")
                adding(target, written[-1])
                time.sleep(0.02)

        thread = threading.Thread(target=writer, daemon=True)
        thread.start()
        codes = collections.Counter(
            world.run(*words, f"ocx.sh/acme/t{name}", "--file", "mise.toml").returncode
            for name in names)
        stop.set()
        thread.join()
        text = read(target)
        wrong = sum((stands.format(name) not in text) if stands else (f'/t{name}"' in text)
                    for name in names)
        tell(f"{words[0]} beside adding a line each 20 ms", {"lines": len(written), "done": codes[0]},
             needs=("lines", "done"), lost=sum(line not in text for line in written), wrong=wrong,
             refused=len(names) - codes[0])
    world.remove()


def mount(_):
    """A file that is a mount point is written in place: not in one step, so what was noted mends it."""
    part = "a kill or a fault at every call where a file is a mount point"
    if os.geteuid() != 0 or not shutil.which("strace"):
        return skip(part, "needs root and strace")
    # The namespace of this process alone: nothing outside sees what is mounted.
    if ctypes.CDLL(None, use_errno=True).unshare(0x20000) != 0:
        return skip(part, "no namespace of its own: " + os.strerror(ctypes.get_errno()))
    world = World(PROGRAM)
    target = world.project + "/mise.toml"
    write(world.root + "/real.toml", "")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "--bind", world.root + "/real.toml", target], check=True)

    def prepare():
        shutil.rmtree(world.root + "/state", ignore_errors=True)
        for path in world.files:
            write(path, world.text(path))
        return world.look()

    try:
        old = prepare()
        answer = world.run(*UPGRADE)
        new = world.look()
        assert answer.returncode == 0 and new != old, answer
        prepare()
        before, seen = traced(world, UPGRADE)
        counts = Counts()
        for call in (*CALLS, "ftruncate"):
            for number in range(before[call] + 1, seen[call] + 1):
                for way in ("signal=SIGKILL", "error=EIO"):
                    prepare()
                    answer = world.run(*UPGRADE, wrapper=strace(f"inject={call}:{way}:when={number}"))
                    counts["rounds"] += 1
                    counts["cut short"] += answer.returncode != 0
                    # In place a file is for a moment neither.
                    mend(world)
                    counts["mixed"] += world.look() not in (old, new)
                    counts["leaving something"] += bool(world.strays())
        counts.tell(part)
    finally:
        subprocess.run(["umount", target], check=True)
        world.remove()


def pin(world, number):
    return world.run("pin", f"ocx.sh/acme/t{number}@1.0.0", "--file", "mise.toml")


def undos(_):
    world = World(PROGRAM)
    target = world.project + "/mise.toml"
    before = read(target)
    for number in range(20, 40):
        pin(world, number)
    codes = [process.wait() for process in [world.start("undo") for _ in range(20)]]
    tell("20 undos at once", {"done": codes.count(0)}, refused=len(codes) - codes.count(0),
         different=int(read(target) != before))
    world.remove()


def away(_):
    if not shutil.which("strace"):
        return skip("a file that is away when a crash is mended", "no strace")
    world = World(PROGRAM)
    disk, moved = world.root + "/disk", world.root + "/moved"
    local = world.project + "/mise.local.toml"
    wrong = kept = rounds = 0
    for call in ("renameat2", "fsync"):
        for number in range(1, 8):
            world.reset()
            shutil.rmtree(disk, ignore_errors=True)
            write(disk + "/l.toml", read(local))
            os.remove(local)
            os.symlink(disk + "/l.toml", local)
            old = world.look()
            world.run(*UPGRADE, wrapper=strace(f"inject={call}:signal=SIGKILL:when={number}"))
            os.rename(disk, moved)
            mend(world)
            kept += any(name.endswith("pending.json") for name in os.listdir(world.state))
            os.rename(moved, disk)
            mend(world)
            now = world.look()
            changed = {path for path in world.files if now[path] != old[path]}
            wrong += len(changed) not in (0, len(world.files))
            rounds += 1
    tell("a file that is away when a crash is mended", {"rounds": rounds, "kept": kept},
         needs=("kept",), mixed=wrong)
    world.remove()


def stubborn(_):
    """An ocx that no signal but SIGKILL ends: mise gives a list hook 20 seconds."""
    world = World(PROGRAM)
    world.program_named("ocx", "trap '' TERM INT HUP\nwhile :; do sleep 1; done")
    times = []
    for tool in ("ocx.sh/acme/t1", "ocx.sh/acme/none"):
        start = time.monotonic()
        world.run("hook", "list-versions", request={"tool": tool, "options": {}})
        times.append(time.monotonic() - start)
    tell("a list hook whose ocx does not end", {"longest": round(max(times), 1)},
         late=sum(seconds > 15 for seconds in times), running=world.running())
    world.remove()


def slow_line(_):
    for name, (seconds, count) in line.measure().items():
        tell(f"60 {name} in one write, read at 9,600 baud",
             {"seconds": round(seconds, 1), "bytes": count}, needs=("bytes",),
             late=int(seconds > 3))


PARTS = {"kills": kills, "calls": calls, "pins": pins, "foreign": foreign, "upgrades": upgrades, "undos": undos,
         "away": away, "once": once, "full": full, "mount": mount, "stubborn": stubborn,
         "line": slow_line,
         **{name: (lambda part: lambda _: part(tell, PROGRAM))(part)
            for name, part in hostile.PARTS.items()}}

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--rounds", type=int, default=800)
    options = parser.parse_intermixed_args()
    PROGRAM = os.path.abspath(options.program)
    for part in options.parts or PARTS:
        PARTS[part](options.rounds)
    sys.exit(failed)
