"""The changes that are interrupted, and what must be true afterwards."""

import collections
import os
import re
import time

from report import print_result
from world import read


def strace(*rules):
    """The command prefix that runs a command under strace. It returns the status of the command."""
    return ("strace", "-f", "-o", "/dev/null", *(word for rule in rules for word in ("-e", rule)))


# Named tools: one that cannot be checked is then a failure instead of being skipped.
UPGRADE = ["upgrade", *(f"ocx.sh/acme/t{number}" for number in range(4))]

# Each change, and the change to make before it.
CHANGES = {
    "upgrade": (UPGRADE, None),
    "undo": (["undo"], UPGRADE),
    "new file": (["pin", "ocx.sh/acme/t7@1.0", "--file", "sub/dir/mise.toml"], None),
    "undo of it": (["undo"], ["pin", "ocx.sh/acme/t7@1.0", "--file", "sub/dir/mise.toml"]),
}


def prepare(world, change):
    """Restores the initial files and makes the change that comes before; returns the files."""
    world.reset()
    if before := CHANGES[change][1]:
        world.run(*before)
    return world.contents()


def outcomes(world, change):
    """The files before and after a change."""
    old = prepare(world, change)
    answer = world.run(*CHANGES[change][0])
    new = world.contents()
    assert answer.returncode == 0 and new != old, (change, answer)
    return old, new


def duration(world, change):
    """The duration of a change in seconds."""
    prepare(world, change)
    start = time.monotonic()
    world.run(*CHANGES[change][0])
    return time.monotonic() - start


def recover(world):
    """Runs a writing command in another project, which recovers interrupted changes."""
    other = world.root + "/elsewhere"
    os.makedirs(other, exist_ok=True)
    world.run("doctor", "--project", other)


class Counts(collections.Counter):
    def after(self, world, old, new, undone=False):
        """Counts what is wrong after an interrupted change, before and after the recovery."""
        now = world.contents()
        self["torn"] += any(now[path] not in (old[path], new[path]) for path in now)
        self["mixed before recovery"] += now not in (old, new)
        recover(world)
        now = world.contents()
        self["mixed"] += now not in (old, new)
        left = world.leftovers()
        self["leftovers"] += bool(left)
        if undone and now == new:
            world.run("undo")
            self["undo inexact"] += world.contents() != old
        if left and self["leftovers"] < 4:
            print("  left:", left)

    def print_result(self, part, *, mixed_before=True):
        figures = {"rounds": self["rounds"], "cut short": self["cut short"]}
        wrong = {"torn": self["torn"], "mixed": self["mixed"], "left": self["leftovers"],
                 "undo_inexact": self["undo inexact"]}
        if mixed_before:
            figures["mixed until recovered"] = self["mixed before recovery"]
        else:
            wrong["mixed_before"] = self["mixed before recovery"]
        print_result(part, figures, needs=("cut short",), **wrong)


def traced(world, words):
    """The number of each system call in the thread that changes files: up to its first lock, and in
    total. strace counts calls for each thread."""
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
