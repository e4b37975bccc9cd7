#!/usr/bin/env python3
"""Interrupts and disturbs the program while it changes files, and counts the damage.

usage: torture.py PROGRAM [--rounds N] [PART …]

Parts: kills (SIGKILL and ^C at random moments), calls (a kill at every system call of a change;
needs strace), pins (two loops of 200 pins at once, with one state folder and with two), foreign
(pins while another program writes the same file), upgrades (the same for upgrades and removals),
undos (20 at once), away (a file that cannot be read during the recovery; needs strace), once
and full (every file operation fails once, or from some call on; needs strace), mount (a file that
is a mount point; needs root), stubborn (an ocx that does not end), line (keys at 9,600 baud),
resizes (3,000 sizes of the window), disks (full, without inodes, read-only; needs root), installs
(SIGKILL of the install hook), and those of hostile.py: inert, outputs, keys, browsers, plugin, bounds,
text.

Each figure is printed. The status is 1 if a figure is wrong, and also if a part has shown nothing, for
example because every kill came too late. Works in a temporary folder, which is removed."""

import argparse
import collections
import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import disks
import hostile
import installs
import line
import report
import rivals
from changes import CHANGES, UPGRADE, Counts, duration, outcomes, prepare, recover, strace, traced
from report import print_result, skip
from world import World, read, write


def kills(program, rounds=800):
    world = World(program)
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
            # A program that handles the signal ends with its own status.
            counts["cut short"] += process.wait() != 0
            counts.after(world, old, new, undone="undo" not in change)
        counts.print_result(f"{name} at random", mixed_before=number is not None)
    world.remove()


CALLS = ["openat", "write", "fsync", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir",
         "mkdir", "fchmod", "flock", "close", "fcntl"]


def calls(program):
    if not shutil.which("strace"):
        return skip("a kill at every call", "no strace")
    world = World(program)
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
                counts.after(world, old, new, undone="undo" not in change)
    counts.print_result("a kill at every call")
    world.remove()


ERRORS = [
    ("openat", "EACCES"), ("openat", "EIO"), ("openat", "EMFILE"), ("write", "ENOSPC"), ("write", "EINTR"),
    ("fsync", "EIO"), ("renameat2", "EIO"), ("renameat2", "EXDEV"), ("unlinkat", "EROFS"),
    ("unlink", "EACCES"), ("mkdir", "ENOSPC"), ("rmdir", "EBUSY"), ("flock", "ENOLCK"),
    ("fchmod", "EPERM"), ("newfstatat", "EIO"), ("ftruncate", "EIO"), ("fcntl", "EAGAIN"),
]


# Temporary errors, after which the call is repeated.
PASSING = ("EINTR", "EAGAIN")


def faults(program, part, errors, which):
    """Makes calls fail; `which` converts the number of a call to strace's `when`. Afterwards the files must
    be as before or as after the change."""
    if not shutil.which("strace"):
        return skip(part, "no strace")
    world = World(program)
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
                # Where no write works any more, nothing can be said.
                if answer.returncode != 0 and not answer.stderr and (call, which(0)) != ("write", "0+"):
                    figures["silent"] += 1
                    print("  silent:", change, call, error, which(number), answer.returncode)
                # After a success the files must be changed at once. After a failure they must be as before, at
                # the latest after the recovery.
                if answer.returncode == 0 and world.contents() != new:
                    figures["untrue"] += 1
                    print("  untrue:", change, call, error, which(number), answer)
                recover(world)
                now = world.contents()
                if now not in (old, new) and figures["mixed"] < 3:
                    print("  mixed:", change, call, error, which(number), answer.stderr)
                figures["mixed"] += now not in (old, new)
                left = world.leftovers()
                if left and figures["left"] < 3:
                    print("  left:", change, call, error, which(number), left)
                figures["left"] += bool(left)
    names = ("crashed", "silent", "untrue", "mixed", "left")
    print_result(part, {"rounds": figures["rounds"], "refused": figures["refused"]}, needs=("refused",),
         **{name: figures[name] for name in names})
    world.remove()


def once(program):
    faults(program, "every operation fails once", ERRORS, str)


def full(program):
    lasting = [(call, error) for call, error in ERRORS if error not in PASSING]
    faults(program, "every operation fails from some call on", lasting, lambda number: f"{number}+")


def mount(program):
    """A file that is a mount point is written in place, not atomically; the journal recovers it."""
    part = "a kill or a fault at every call where a file is a mount point"
    if os.geteuid() != 0 or not shutil.which("strace"):
        return skip(part, "needs root and strace")
    # A mount namespace of its own: other processes do not see the mount.
    if ctypes.CDLL(None, use_errno=True).unshare(0x20000) != 0:
        return skip(part, "no namespace of its own: " + os.strerror(ctypes.get_errno()))
    world = World(program)
    target = world.project + "/mise.toml"
    write(world.root + "/real.toml", "")
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    subprocess.run(["mount", "--bind", world.root + "/real.toml", target], check=True)

    def prepare():
        shutil.rmtree(world.root + "/state", ignore_errors=True)
        for path in world.files:
            write(path, world.text(path))
        return world.contents()

    try:
        old = prepare()
        answer = world.run(*UPGRADE)
        new = world.contents()
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
                    # While it is written in place, a file has neither content.
                    recover(world)
                    counts["mixed"] += world.contents() not in (old, new)
                    counts["leftovers"] += bool(world.leftovers())
        counts.print_result(part)
    finally:
        subprocess.run(["umount", target], check=True)
        world.remove()


def away(program):
    """The target of a link is missing while a crash is recovered; the recovery completes when it is back."""
    if not shutil.which("strace"):
        return skip("a file that is missing during the recovery", "no strace")
    world = World(program)
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
            old = world.contents()
            world.run(*UPGRADE, wrapper=strace(f"inject={call}:signal=SIGKILL:when={number}"))
            os.rename(disk, moved)
            recover(world)
            kept += any(name.endswith("pending.json") for name in os.listdir(world.state))
            os.rename(moved, disk)
            recover(world)
            now = world.contents()
            changed = {path for path in world.files if now[path] != old[path]}
            wrong += len(changed) not in (0, len(world.files))
            rounds += 1
    print_result("a file that is missing during the recovery", {"rounds": rounds, "kept": kept},
         needs=("kept",), mixed=wrong)
    world.remove()


def stubborn(program):
    """An ocx that only SIGKILL ends. mise waits 20 seconds for a list hook."""
    world = World(program)
    world.program_named("ocx", "trap '' TERM INT HUP\nwhile :; do sleep 1; done")
    times = []
    for tool in ("ocx.sh/acme/t1", "ocx.sh/acme/none"):
        start = time.monotonic()
        world.run("hook", "list-versions", request={"tool": tool, "options": {}})
        times.append(time.monotonic() - start)
    print_result("a list hook whose ocx does not end", {"longest": round(max(times), 1)},
         late=sum(seconds > 15 for seconds in times), running=world.running())
    world.remove()


def resizes(_):
    status, is_restored = line.resize_storm()
    print_result("3,000 sizes of the window, with keys", {"status": status}, crashed=int(status < 0),
         modes_left=int(not is_restored))


def slow_line(_):
    for name, (seconds, count) in line.measure().items():
        print_result(f"60 {name} in one write, read at 9,600 baud",
             {"seconds": round(seconds, 1), "bytes": count}, needs=("bytes",),
             late=int(seconds > 3))


PARTS = {
    "kills": kills, "calls": calls, **rivals.PARTS, "away": away, "once": once, "full": full, "mount": mount,
    "stubborn": stubborn, "line": slow_line, "resizes": resizes, **disks.PARTS, **installs.PARTS,
    **hostile.PARTS,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--rounds", type=int, default=800)
    options = parser.parse_intermixed_args()
    for part in options.parts or PARTS:
        more = {"rounds": options.rounds} if part == "kills" else {}
        PARTS[part](os.path.abspath(options.program), **more)
    sys.exit(report.failed)
