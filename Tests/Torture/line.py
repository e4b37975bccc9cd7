"""A slow line: the time from the last key to the complete screen at 9,600 baud."""

import os
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../Tools"))

from pty_screen import Screen  # noqa: E402

BYTES_PER_SECOND = 960
KEYS = {"j": b"j" * 60, "PgDn": b"\x1b[6~" * 60, "letters in the filter": b"/" + b"cmake" * 12}


def drawn(screen, keys, quiet=1.5):
    """The seconds from the last key to the last byte, and the number of bytes."""
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
            figures[name] = drawn(screen, keys)
            screen.type(b"\x03")
            screen.ending()
    return figures
