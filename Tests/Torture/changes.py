"""The changes that are cut short, and what must be true afterwards."""

import collections
import os
import re
import time

from report import tell
from world import read


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
    def after(self, world, old, new, undone=False):
        """Counts what is wrong after a change was cut short, before and after it is mended."""
        now = world.look()
        self["torn"] += any(now[path] not in (old[path], new[path]) for path in now)
        self["mixed when it was cut short"] += now not in (old, new)
        mend(world)
        now = world.look()
        self["mixed"] += now not in (old, new)
        left = world.strays()
        self["leaving something"] += bool(left)
        if undone and now == new:
            world.run("undo")
            self["undo inexact"] += world.look() != old
        if left and self["leaving something"] < 4:
            print("  left:", left)

    def tell(self, part, *, mixed_before=True):
        figures = {"rounds": self["rounds"], "cut short": self["cut short"]}
        wrong = {"torn": self["torn"], "mixed": self["mixed"], "left": self["leaving something"],
                 "undo_inexact": self["undo inexact"]}
        if mixed_before:
            figures["mixed until mended"] = self["mixed when it was cut short"]
        else:
            wrong["mixed_before"] = self["mixed when it was cut short"]
        tell(part, figures, needs=("cut short",), **wrong)


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
