"""Wall-clock times of processes, and the results of firstframe.py for a screen."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


class Command:
    """A command to measure, with its folder and environment."""

    def __init__(self, words, environment=None, directory=None, stdin=b"", before=None):
        self.words = [str(word) for word in words]
        self.environment = environment or dict(os.environ)
        self.directory = directory
        self.stdin = stdin
        # Called before every run, not measured, so that all runs start in the same state.
        self.before = before

    def check(self):
        """Runs it once; returns its output. Raises if it fails."""
        if self.before:
            self.before()
        done = subprocess.run(self.words, env=self.environment, cwd=self.directory,
                              input=self.stdin, capture_output=True, check=False)
        if done.returncode != 0:
            tail = (done.stderr + done.stdout).decode(errors="replace").strip()[-400:]
            raise BenchFailure(f"{' '.join(self.words)} exited {done.returncode}: {tail}")
        return done.stdout

    def once(self):
        """Milliseconds from just before the process is created until it has ended."""
        if self.before:
            self.before()
        null = os.open(os.devnull, os.O_RDWR)
        source = self._source()
        # posix_spawn: a fork of this interpreter would cost as much as the measured command.
        actions = [(os.POSIX_SPAWN_DUP2, source, 0), (os.POSIX_SPAWN_DUP2, null, 1),
                   (os.POSIX_SPAWN_DUP2, null, 2)]
        here = os.getcwd()
        try:
            if self.directory:
                os.chdir(self.directory)
            start = time.perf_counter()
            pid = os.posix_spawnp(self.words[0], self.words, self.environment,
                                  file_actions=actions)
            _, status = os.waitpid(pid, 0)
            wall = time.perf_counter() - start
        finally:
            os.chdir(here)
            os.close(null)
            os.close(source)
        if status != 0:
            raise BenchFailure(f"{' '.join(self.words)} failed while it was timed")
        return wall * 1000

    def _source(self):
        with tempfile.TemporaryFile() as file:
            file.write(self.stdin)
            file.seek(0)
            return os.dup(file.fileno())


class Sequence:
    """Commands in sequence; the result is the sum."""

    def __init__(self, commands):
        self.commands = commands

    def once(self):
        """The total milliseconds of the commands, without the time between them."""
        return sum(command.once() for command in self.commands)


class BenchFailure(Exception):
    """A measurement that failed."""


def side_by_side(commands, runs, warmup=3):
    """The median milliseconds of each command. The runs alternate, so that other load affects all of them
    equally."""
    times = [[] for _ in commands]
    for turn in range(warmup + runs):
        for command, kept in zip(commands, times):
            taken = command.once()
            if turn >= warmup:
                kept.append(taken)
    return [statistics.median(kept) for kept in times]


class Screens:
    """Runs shared/tools/firstframe.py on several programs, with a terminal of 120x40."""

    def __init__(self, tool):
        self.tool = tool

    def side_by_side(self, programs, runs, rounds=3, idle=2.0):
        """For each of (words, environment, directory, keys that quit): a dictionary of medians.
        Rounds are taken in turn; the first run of each round also stays idle for a while."""
        each = [[] for _ in programs]
        for _ in range(rounds):
            for program, kept in zip(programs, each):
                kept += self._measure(program, max(1, runs // rounds), idle)
        return [self._medians(kept) for kept in each]

    def _measure(self, program, runs, idle):
        words, environment, directory, quit_keys = program
        with tempfile.NamedTemporaryFile("r", suffix=".json") as report:
            call = [sys.executable, self.tool, "--runs", str(runs), "--warmup", "1",
                    "--size", "120x40", "--idle", str(idle), "--idle-runs", "1",
                    "--cwd", str(directory), "--quit", quit_keys, "--json", report.name,
                    "--", *map(str, words)]
            subprocess.run(call, env=environment, check=True, stdout=subprocess.DEVNULL)
            results = json.loads(report.read())["each"]
        for result in results:
            if result.get("exit") != 0 or result.get("frame_ms") is None:
                raise BenchFailure(f"{' '.join(map(str, words))}: {result}")
        return results

    @staticmethod
    def _medians(results):
        names = ["frame_ms", "rss_kib", "idle_cpu_ms", "idle_wakeups", "first_byte_ms"]
        medians = {}
        for name in names:
            values = [result[name] for result in results if result.get(name) is not None]
            medians[name] = statistics.median(values) if values else None
        # For idleness the worst value counts, not the median.
        idle = [r["idle_cpu_ms"] for r in results if r.get("idle_cpu_ms") is not None]
        medians["idle_cpu_ms"] = max(idle) if idle else None
        return medians
