"""Difficult terminals: a line of 9,600 baud, and a window whose size keeps changing."""

import os
import random
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tools"))

from pty_screen import Screen  # noqa: E402

BYTES_PER_SECOND = 960
KEYS = {"j": b"j" * 60, "PgDn": b"\x1b[6~" * 60, "letters in the filter": b"/" + b"cmake" * 12}


def burst(screen, keys, quiet=1.5):
    """Types keys and reads at 9,600 baud; returns the seconds until the last byte, and the number of bytes."""
    start = len(screen.output)
    screen.type(keys)
    typed = last = time.monotonic()
    taken = 0
    while time.monotonic() - last < quiet:
        time.sleep(0.005)
        room = int((time.monotonic() - typed) * BYTES_PER_SECOND) - taken
        if room > 0 and screen.read(0, room):
            last = time.monotonic()
            taken = len(screen.output) - start
    return last - typed, taken


def measure():
    """The time and bytes for each burst of keys at 80x24, each on a new screen."""
    figures = {}
    for name, keys in KEYS.items():
        with tempfile.TemporaryDirectory() as folder:
            screen = Screen(folder)
            screen.ready()
            figures[name] = burst(screen, keys)
            screen.type(b"\x03")
            screen.ending()
    return figures


def resize_storm(sizes=3000):
    """Resizes the window many times, with keys in between, and checks that the program still answers.
    Returns its exit status, and whether the terminal's modes were restored."""
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        screen = Screen(folder)
        screen.ready()
        for _ in range(sizes):
            columns, rows = chance.choice([(80, 24), (40, 10), (1, 1), (200, 60), (3, 90), (500, 200)])
            screen.resize(columns, rows)
            if chance.random() < 0.3:
                screen.type(chance.choice([b"j", b"k", b"1", b"2", b"\t", b"\x1b[6~", b"?", b"\x1b"]))
            screen.read(0)
        screen.resize(80, 24)
        screen.quiet()
        screen.type(b"\x1b" + b"1")
        start = len(screen.output)
        screen.type(b"\x0c")
        screen.see("Tools", start)
        screen.type(b"\x03")
        return screen.ending(), screen.is_restored()
