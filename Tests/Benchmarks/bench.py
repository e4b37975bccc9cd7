#!/usr/bin/env python3
"""Measures a release build against git and tig, and fails over a limit (`make bench`).

    bench.py PROGRAM [--runs N] [--only NAME] ...

Every figure is a ratio of medians taken in turn within this run, so that it means the same on a
fast and a slow machine. What needs the folder `shared` beside the checkout, or a program that is
not there, is skipped aloud. Linux only: the figures on memory and idleness come from /proc.
"""

import argparse
import pathlib
import shutil
import sys
import tempfile

import hooks
from ground import SHARED, Ground
from measure import BenchFailure, Command, Screens, side_by_side


class Result:
    """One line of the table: what was measured, in words, and against what limit."""

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

    def __init__(self, program, ground, runs):
        self.program, self.ground, self.runs = program, ground, runs
        self.git = Command(["git", "--version"], ground.environment())

    def ours(self, *words, **more):
        return Command([self.program, *words], self.ground.environment(), **more)

    def against_git(self, name, command, limit):
        command.check()
        ours, git = side_by_side([command, self.git], self.runs)
        return ratio(name, ours, git, limit, "git --version")

    def version(self):
        yield self.against_git("--version", self.ours("--version"), 3)

    def pins(self):
        need(SHARED / "index")
        command = self.ours("pins", "--json", "--index", SHARED / "index",
                            directory=self.ground.project())
        if command.check().count(b'"request"') != 10:
            raise BenchFailure("pins --json does not list the ten pins of the project")
        yield self.against_git("pins --json, ten pins", command, 4)

    def packages(self):
        need(SHARED / "index")
        command = self.ours("packages", "--json", "--index", SHARED / "index")
        if command.check().count(b'"tool"') < 100:
            raise BenchFailure("packages --json does not list the index")
        yield self.against_git("packages --json, the whole index", command, 12)

    def screen(self):
        need(SHARED / "tools/firstframe.py")
        need("tig")
        environment = self.ground.environment(TERM="xterm-256color")
        # Four words, and the keys that end them.
        ours = ([self.program, "--index", SHARED / "index"], environment, self.ground.project(), "q")
        tig = (["tig"], environment, self.ground.repository(), "q")
        seen, reference = Screens(SHARED / "tools/firstframe.py").side_by_side(
            [ours, tig], self.runs)
        yield ratio("first full frame, 120x40", seen["frame_ms"], reference["frame_ms"], 1.2, "tig")
        yield Result("peak memory on screen",
                     f"{seen['rss_kib'] / 1024:.1f} MiB, tig {reference['rss_kib'] / 1024:.1f} MiB",
                     seen["rss_kib"] / reference["rss_kib"], 5)
        yield Result("processor time while idle for 2 s",
                     f"{seen['idle_wakeups']:.0f} wake-ups, tig {reference['idle_cpu_ms']:.1f} ms",
                     seen["idle_cpu_ms"], 0, "ms")

    def list_versions(self):
        need(SHARED / "index")
        command = hooks.list_versions(self.program, self.ground)
        yield self.against_git("hook list-versions, fresh index", command, 4)

    def install(self):
        hook, alone = hooks.install(self.program, self.ground)
        ours, ocx, git = side_by_side([hook, alone, self.git], self.runs)
        yield Result("hook install, beyond ocx itself",
                     f"{ours:.1f} ms, ocx {ocx:.1f} ms, git --version {git:.2f} ms",
                     (ours - ocx) / git, 5)

    def exec_env(self):
        lua = next((name for name in ("lua5.1", "luajit") if shutil.which(name)), None)
        need(lua or "lua5.1")
        once, often = hooks.exec_env(self.program, self.ground, lua)
        started, ended, git = side_by_side([once, often, self.git], self.runs)
        taken = (ended - started) / hooks.CALLS
        yield Result("Lua hook exec-env, no process",
                     f"{taken * 1000:.0f} us, git --version {git:.2f} ms", taken / git, 0.1)


class Skipped(Exception):
    """A measurement whose ground is not there."""


def need(thing):
    """A folder or file that must be there, or a program that must be on PATH."""
    if isinstance(thing, pathlib.Path):
        if not thing.exists():
            raise Skipped(f"{thing.name} is not beside this checkout")
    elif not shutil.which(thing):
        raise Skipped(f"{thing} is not on PATH")


MEASUREMENTS = ["version", "pins", "packages", "screen", "list_versions", "exec_env", "install"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--only", action="append", choices=MEASUREMENTS)
    options = parser.parse_args()

    broken = over = 0
    print(f"{'measurement':<42} {'measured':>9} {'limit':>8}        medians of {options.runs}")
    with tempfile.TemporaryDirectory(prefix="ocx-mise-tui-bench-") as folder:
        bench = Bench(options.program.resolve(), Ground(folder), options.runs)
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
