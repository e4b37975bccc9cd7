#!/usr/bin/env python3
"""Measures a release build against git, tig, cp and sh, and fails over a limit (`make bench`).

    bench.py PROGRAM [--against OTHER] [--runs N] [--only NAME] ... [--cloning FOLDER]

Every figure is a ratio of medians of alternating runs, so that it is comparable between fast and slow
machines. With a second program, such as an older release, the rows for this program are measured for
both; a row fails if the first is more than 5 % slower or larger. If the folder `shared` next to the checkout,
a program or a file system is missing, that is reported and the row is skipped. Linux only: memory and idleness come
from /proc.
"""

import argparse
import json
import os
import pathlib
import shutil
import sys
import tempfile

import hooks
import trees
from fixture import SHARED, Fixture
from measure import BenchFailure, Command, Screens, side_by_side

# The limit for the first program, relative to the other.
MOST_BEHIND = 1.05


class Result:
    """One row of the table: the name, the result, and the limit."""

    def __init__(self, name, measured, figure, limit, unit="x"):
        self.name, self.measured = name, measured
        self.figure, self.limit, self.unit = figure, limit, unit

    @property
    def holds(self):
        return self.figure <= self.limit

    def line(self):
        digits = 2 if self.unit == "x" else 1
        figure = f"{self.figure:.{digits}f} {self.unit}"
        limit = f"{self.limit:g} {self.unit}"
        return f"{self.name:<42} {figure:>9} {limit:>8}  {'ok  ' if self.holds else 'OVER'}  {self.measured}"


def ratio(name, ours, theirs, limit, against):
    return Result(name, f"{ours:.2f} ms, {against} {theirs:.2f} ms", ours / theirs, limit)


class Bench:
    """The measurements; each is a method that yields results."""

    def __init__(self, programs, folder, options):
        self.programs, self.runs, self.options = programs, options.runs, options
        # The state that one program leaves, such as the time of its last update, must not affect the other.
        self.fixtures = [Fixture(folder / str(number)) for number, _ in enumerate(programs)]
        self.git = Command(["git", "--version"], self.fixtures[0].environment())

    def in_turn(self, make, *references, runs=None):
        """The medians of a command for each program, and of the reference command."""
        commands = [make(*both) for both in zip(self.programs, self.fixtures)]
        for command in commands:
            command.check()
        taken = side_by_side([*commands, *references], runs or self.runs)
        return taken[:len(commands)], *taken[len(commands):]

    def against_git(self, name, make, limit):
        ours, git = self.in_turn(make, self.git)
        yield ratio(name, ours[0], git, limit, "git --version")
        yield from compared(ours)

    def version(self):
        yield from self.against_git("--version", command("--version"), 3)

    def pins(self):
        need(SHARED / "index")

        def make(program, fixture):
            made = Command([program, "pins", "--json", "--index", SHARED / "index"],
                           fixture.environment(), directory=fixture.project())
            if made.check().count(b'"request"') != 10:
                raise BenchFailure("pins --json does not list the ten pins")
            return made
        yield from self.against_git("pins --json, ten pins", make, 4)

    def packages(self):
        need(SHARED / "index")
        make = command("packages", "--json", "--index", SHARED / "index")
        if make(self.programs[0], self.fixtures[0]).check().count(b'"tool"') < 100:
            raise BenchFailure("packages --json does not list the index")
        yield from self.against_git("packages --json, the whole index", make, 12)

    def screen(self):
        need(SHARED / "tools/firstframe.py")
        need("tig")
        # Four words, and the keys that quit the program.
        shown = [([program, "--index", SHARED / "index"], fixture.environment(TERM="xterm-256color"),
                  fixture.project(), "q") for program, fixture in zip(self.programs, self.fixtures)]
        first = self.fixtures[0]
        tig = (["tig"], first.environment(TERM="xterm-256color"), first.repository(), "q")
        *seen, reference = Screens(SHARED / "tools/firstframe.py").side_by_side(
            [*shown, tig], self.runs)
        frames, memory = ([one[what] for one in seen] for what in ("frame_ms", "rss_kib"))
        yield ratio("first full frame, 120x40", frames[0], reference["frame_ms"], 1.2, "tig")
        yield from compared(frames)
        yield Result("peak memory on screen",
                     f"{memory[0] / 1024:.1f} MiB, tig {reference['rss_kib'] / 1024:.1f} MiB",
                     memory[0] / reference["rss_kib"], 5)
        yield from compared([kib / 1024 for kib in memory], "MiB")
        yield Result("processor time while idle for 2 s",
                     f"{seen[0]['idle_wakeups']:.0f} wake-ups, tig {reference['idle_cpu_ms']:.1f} ms",
                     seen[0]["idle_cpu_ms"], 0, "ms")

    def list_versions(self):
        need(SHARED / "index")
        yield from self.against_git("hook list-versions, fresh index", hooks.list_versions, 4)

    def search(self):
        need(SHARED / "index")

        def ours(words, stdin=b""):
            return Command([self.programs[0], *words, "--index", str(SHARED / "index")],
                           self.fixtures[0].environment(), stdin=stdin)

        packages = ours(["packages", "--json"])
        for name, stdin in (("list-tools", hooks.request()),
                            ("search-tools", hooks.request(query="cma"))):
            hook = ours(["hook", name], stdin)
            tools = [tool["name"] for tool in json.loads(hook.check())["tools"]]
            if "ocx.sh/kitware/cmake" not in tools:
                raise BenchFailure(f"hook {name} does not offer cmake")
            taken, listing = side_by_side([hook, packages], self.runs)
            yield ratio(f"hook {name}", taken, listing, 1, "packages --json")

    def install(self):
        pairs = [hooks.install(*both) for both in zip(self.programs, self.fixtures)]
        *taken, git = side_by_side([*(one for pair in pairs for one in pair), self.git], self.runs)
        own = [hook - ocx for hook, ocx in zip(taken[::2], taken[1::2])]
        yield Result("hook install, beyond ocx itself",
                     f"{taken[0]:.1f} ms, ocx {taken[1]:.1f} ms, git --version {git:.2f} ms",
                     own[0] / git, 5)
        yield from compared(own)

    def materialize(self):
        with tempfile.TemporaryDirectory(prefix="ocx-mise-tui-bench-", dir=trees.folder_with_space()) as folder:
            yield from self.materialize_in(pathlib.Path(folder), {
                "install of 5,000 files, 190 MB": ("--reflink=auto", 1.2)})
        with trees.cloning(self.options.cloning) as folder:
            if not folder:
                raise Skipped("no file system that clones: pass a folder on one with --cloning")
            # A newer cp clones as well. A loop of the same system calls in C, and nothing else, takes
            # about 0.6 of its time.
            yield from self.materialize_in(folder, {
                "the same where files are cloned": ("--reflink=never", 0.6),
                "  against a cp that clones, too": ("--reflink=always", 0.8)})

    def materialize_in(self, folder, rows):
        """The hook's own part of an install, compared with copies by `cp`."""
        ways = [way for way, _ in rows.values()]
        commands = hooks.materialize(self.programs[0], Fixture(folder / "fixture"), *ways)
        ours, ocx, *copies = side_by_side(commands, min(self.runs, 9), warmup=1)
        for (name, (way, limit)), cp in zip(rows.items(), copies):
            yield ratio(name, ours - ocx, cp, limit, f"cp -a {way}")

    def entry_point(self):
        with tempfile.TemporaryDirectory(prefix="ocx-mise-tui-bench-") as folder:
            fixture = Fixture(pathlib.Path(folder) / "fixture")
            launcher = hooks.entry_point(self.programs[0], fixture)
            shell = Command(["sh", "-c", ":"], fixture.environment())
            started, sh = side_by_side([launcher, shell], self.runs)
        yield ratio("entry point that starts a script", started, sh, 3, "sh -c :")

    def exec_env(self):
        lua = next((name for name in ("lua5.1", "luajit") if shutil.which(name)), None)
        need(lua or "lua5.1")
        once, often = hooks.exec_env(self.programs[0], self.fixtures[0], lua)
        started, ended, git = side_by_side([once, often, self.git], self.runs)
        taken = (ended - started) / hooks.CALLS
        yield Result("Lua hook exec-env, no process",
                     f"{taken * 1000:.0f} us, git --version {git:.2f} ms", taken / git, 0.1)


def command(*words):
    """A command of the program, for any build and folder."""
    return lambda program, fixture: Command([program, *words], fixture.environment())


def compared(taken, unit="ms"):
    """Compares the first program with the second one, if there is one."""
    for other in taken[1:]:
        yield Result("  against the other program", f"{taken[0]:.2f} {unit}, {other:.2f} {unit}",
                     taken[0] / other, MOST_BEHIND)


class Skipped(Exception):
    """A measurement whose requirements are missing."""


def need(thing):
    """Requires a folder or file, or a program on PATH."""
    if isinstance(thing, pathlib.Path):
        if not thing.exists():
            raise Skipped(f"{thing.name} is not next to this checkout")
    elif not shutil.which(thing):
        raise Skipped(f"{thing} is not on PATH")


MEASUREMENTS = ["version", "pins", "packages", "screen", "list_versions", "search", "exec_env",
                "install", "materialize", "entry_point"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--against", type=pathlib.Path, help="a second program to compare with")
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS)
    parser.add_argument("--cloning", type=pathlib.Path,
                        help="a folder on a file system that clones files")
    options = parser.parse_args()
    programs = [program.resolve() for program in (options.program, options.against) if program]
    for program in programs:
        if not os.access(program, os.X_OK):
            parser.error(f"{program} is not a program")

    broken = over = 0
    print(f"{'measurement':<42} {'measured':>9} {'limit':>8}        medians of {options.runs}")
    with tempfile.TemporaryDirectory(prefix="ocx-mise-tui-bench-") as folder:
        bench = Bench(programs, pathlib.Path(folder), options)
        for name in options.only or MEASUREMENTS:
            try:
                for result in getattr(bench, name)():
                    over += not result.holds
                    print(result.line(), flush=True)
            except Skipped as reason:
                print(f"{name:<42} SKIPPED: {reason}", flush=True)
            except (BenchFailure, ValueError, KeyError) as reason:
                broken += 1
                print(f"{name:<42} BROKEN: {reason!r}", flush=True)
    sys.exit(1 if over or broken else 0)


main()
