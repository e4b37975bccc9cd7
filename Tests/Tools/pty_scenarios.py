#!/usr/bin/env python3
"""Runs the browser on a real pseudo terminal, with its own session and controlling terminal, which Swift
cannot set up.

    pty_scenarios.py PROGRAM SCENARIO

prints one line, which the test compares."""

import fcntl
import glob
import os
import re
import signal
import sys
import tempfile
import termios

from pty_screen import ENTERED, LEFT, Screen

MODE_QUESTION, MODE_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


def ended_by(folder, number):
    screen = Screen(folder)
    screen.ready()
    screen.send(number)
    return f"{screen.ending()} {screen.is_restored()}"


def crash(folder):
    screen = Screen(folder)
    screen.ready()
    screen.send(signal.SIGSEGV)
    status = screen.ending()
    report = screen.output[screen.output.rfind(LEFT):].decode()
    named = "ocx-mise-tui" in report and "crashed: signal 11 (SIGSEGV)" in report
    addresses = len(re.findall(r"^0x[0-9a-f]{16}\r?$", report, re.M))
    return f"{status} {screen.is_restored()} {named} {addresses > 5}"


def suspended(folder):
    screen = Screen(folder)
    screen.ready()
    screen.type(b"\x1a")
    screen.stopped()
    while screen.read(0.2):
        pass
    back = screen.is_restored()
    start = len(screen.output)
    screen.type(b"2")
    screen.send(signal.SIGCONT)
    # The key that was typed meanwhile is handled: it opens Project.
    screen.see("STATE", start)
    again = screen.output.rfind(ENTERED) >= start
    screen.type(b"q")
    return f"{back} {again} {screen.ending()} {screen.is_restored()}"


def key_at_continue(folder):
    """A key that was typed while the program was stopped does not end it."""
    alive = 0
    screen = Screen(folder)
    screen.ready()
    for _ in range(10):
        screen.send(signal.SIGSTOP)
        screen.stopped()
        start = len(screen.output)
        screen.type(b"j")
        screen.send(signal.SIGCONT)
        screen.until(lambda: screen.output.rfind(ENTERED) >= start, "the screen again")
        alive += 1
    screen.quiet()
    screen.type(b"q")
    return f"{alive} {screen.ending()}"


def typed_ahead(folder):
    screen = Screen(folder, typed=b"2")
    screen.see("STATE")
    screen.type(b"q")
    return f"{screen.ending()}"


def nobody_reads(folder, number):
    """Signals are handled even if nothing reads the output of the terminal."""
    screen = Screen(folder, columns=200, rows=60)
    screen.ready()
    os.set_blocking(screen.master, False)
    for _ in range(300):
        try:
            screen.type(b"\x0c")
        except BlockingIOError:
            break
    screen.send(number)
    return f"{screen.ending_unread()} {termios.tcgetattr(screen.slave) == screen.before}"


def flow_control(folder):
    """Ctrl-S does not stop the output."""
    screen = Screen(folder)
    start = screen.ready()
    screen.type(b"\x134")
    screen.until(lambda: len(screen.output) > start, "an answer")
    screen.quiet()
    screen.type(b"q")
    return f"{screen.ending()}"


def repaint(folder):
    screen = Screen(folder)
    start = screen.ready()
    screen.type(b"\x0c")
    screen.see("Tools", start)
    screen.see("updated", start)
    screen.type(b"q")
    return f"{screen.ending()}"


def project(folder):
    """The folder of the demo's project."""
    return next(iter(glob.glob(f"{folder}/ocx-mise-tui-demo-*/home/src/shop")))


def edit(path, old, new):
    """Changes a file as an editor does: writes a temporary file and renames it."""
    with open(path) as file:
        text = file.read()
    assert old in text
    with open(path + "~", "w") as file:
        file.write(text.replace(old, new))
    os.rename(path + "~", path)


def changed_elsewhere(folder):
    """Changes on disk appear on the screen without a key: a file that is edited, one that is created,
    an install that is added and one that is removed. The cursor stays on its tool."""
    screen = Screen(folder, columns=120)
    screen.ready()
    screen.type(b"2")
    screen.see("STATE")
    # The last row: node, shadowed.
    screen.type(b"G")
    start = len(screen.output)
    shop = project(folder)
    edit(f"{shop}/mise.toml", '"1.8" ', '"1.7.1" ')
    screen.see("1.7.1", start)
    start = len(screen.output)
    with open(f"{shop}/mise.ci.local.toml~", "w") as file:
        file.write("")
    os.rename(f"{shop}/mise.ci.local.toml~", f"{shop}/.tool-versions")
    with open(f"{shop}/.tool-versions", "a") as file:
        file.write("ocx:ocx.sh/biomejs/biome 2.5.1\n")
    screen.see("biome", start)
    start = len(screen.output)
    installs = glob.glob(f"{folder}/ocx-mise-tui-demo-*/home/.local/share/mise/installs")[0]
    os.rename(f"{installs}/ocx-ocx-sh-kitware-cmake", f"{folder}/away")
    screen.see("not installed", start)
    start = len(screen.output)
    os.rename(f"{folder}/away", f"{installs}/ocx-ocx-sh-kitware-cmake")
    screen.see("minor", start)
    screen.quiet()
    screen.type(b"q")
    return f"{screen.ending()}"


def planned_again(folder):
    """A staged change of a file that is edited meanwhile: the diff changes, and that is reported."""
    screen = Screen(folder, columns=120)
    screen.ready()
    screen.type(b"2")
    screen.see("STATE")
    screen.type(b"x3")
    screen.see("w write")
    start = len(screen.output)
    edit(f"{project(folder)}/mise.local.toml", "# Only", "# A line more\n# Only")
    screen.see("changed elsewhere", start)
    screen.type(b"\x03")
    return f"{screen.ending()}"


def read_on_focus(folder):
    """Without notifications of changes, files are read again when the focus returns."""
    screen = Screen(folder, columns=120)
    screen.ready()
    screen.type(b"2")
    screen.see("STATE")
    screen.quiet()
    screen.send(signal.SIGSTOP)
    screen.stopped()
    start = len(screen.output)
    edit(f"{project(folder)}/mise.toml", '"1.8" ', '"1.7.1" ')
    screen.send(signal.SIGCONT)
    screen.see("1.7.1", start)
    screen.type(b"q")
    return f"{screen.ending()}"


def plain_changed_elsewhere(folder):
    screen = Screen(folder, ("demo", "--plain"))
    screen.see("> ")
    start = len(screen.output)
    edit(f"{project(folder)}/mise.toml", '"1.8" ', '"1.7.1" ')
    screen.see("Now: ", start)
    screen.see("pin 1.7.1", start)
    screen.see("> ", start)
    screen.type(b"quit\n")
    return f"{screen.ending()}"


def idle(folder):
    """Irrelevant changes cause no work: the processor time of an idle screen, while files next to the
    watched ones are created and removed."""
    screen = Screen(folder)
    screen.ready()

    def wakes():
        with open(f"/proc/{screen.pid}/status") as file:
            return int(re.search(r"^voluntary_ctxt_switches:\s*(\d+)", file.read(), re.M)[1])

    before = wakes()
    screen.quiet(2)
    woken = wakes() - before
    screen.type(b"q")
    return f"{woken} {screen.ending()}"


def resized(folder):
    screen = Screen(folder)
    start = screen.ready()
    screen.resize(30, 8)
    screen.see("40x10", start)
    start = len(screen.output)
    screen.resize(100, 30)
    screen.see("Tools", start)
    screen.quiet()
    screen.type(b"q")
    return f"{screen.ending()}"


def synchronized(folder):
    """Frames are synchronized once the terminal has reported support for it."""
    screen = Screen(folder)
    screen.until(lambda: MODE_QUESTION in screen.output, "the question")
    screen.type(MODE_ANSWER)
    start = screen.ready()
    screen.type(b"j")
    screen.until(lambda: b"\x1b[?2026l" in screen.output[start:], "the end of a frame")
    frame = screen.output[start:]
    screen.type(b"q")
    return f"{frame.startswith(bytes([27]) + b'[?2026h')} {screen.ending()}"


def shared_description(folder):
    """The open file description of the shell keeps its flags."""
    screen = Screen(folder)
    screen.ready()
    flags = fcntl.fcntl(screen.slave, fcntl.F_GETFL) & os.O_NONBLOCK
    screen.type(b"q")
    return f"{flags} {screen.ending()}"


def hangup(folder):
    screen = Screen(folder)
    screen.ready()
    os.close(screen.slave)
    os.close(screen.master)
    return f"{screen.ending_unread()}"


def unknown_terminal(folder):
    screen = Screen(folder, TERM="xterm-nobody-knows")
    screen.ready()
    start = len(screen.output)
    screen.type(b"4")
    screen.see("does not describe the terminal", start)
    screen.type(b"q")
    return f"{screen.ending()} {screen.is_restored()}"


def plain_terminal(folder, term):
    screen = Screen(folder, TERM=term)
    screen.see("> ")
    is_plain = ENTERED not in screen.output
    screen.type(b"quit\n")
    return f"{is_plain} {screen.ending()}"


def cost_of_keys(folder):
    """The maximum number of bytes for one `j`, and the bytes for sixty in one write, at 80x24. The maximum
    occurs if every row of the versions changes; most keys need half of it."""
    screen = Screen(folder)
    screen.ready()
    most = 0
    for _ in range(24):
        start = len(screen.output)
        screen.type(b"j")
        screen.quiet()
        most = max(most, len(screen.output) - start)
    screen.type(b"\x1b[H")
    screen.quiet()
    start = len(screen.output)
    screen.type(b"j" * 60)
    screen.quiet()
    burst = len(screen.output) - start
    screen.type(b"q")
    screen.ending()
    # Three seconds at 9,600 baud are 2,880 bytes.
    return f"{most <= 600 or most} {burst < 2880 or burst}"


SCENARIOS = {
    **{name: (lambda number: lambda folder: ended_by(folder, number))(getattr(signal, name))
       for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGALRM", "SIGXCPU",
                    "SIGPIPE")},
    **{f"nobody-reads-{name}":
       (lambda number: lambda folder: nobody_reads(folder, number))(getattr(signal, name))
       for name in ("SIGTERM", "SIGHUP", "SIGINT")},
    **{f"plain-{term}": (lambda term: lambda folder: plain_terminal(folder, term))(term)
       for term in ("", "dumb", "unknown", "network", "emacs")},
    "crash": crash, "suspended": suspended, "key-at-continue": key_at_continue,
    "typed-ahead": typed_ahead, "flow-control": flow_control, "repaint": repaint,
    "resized": resized, "synchronized": synchronized, "shared-description": shared_description,
    "changed-elsewhere": changed_elsewhere, "planned-again": planned_again,
    "looked-at-again": read_on_focus, "plain-changed-elsewhere": plain_changed_elsewhere,
    "idle": idle, "hangup": hangup, "unknown-terminal": unknown_terminal, "cost-of-keys": cost_of_keys,
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        print(SCENARIOS[sys.argv[2]](folder))


main()
