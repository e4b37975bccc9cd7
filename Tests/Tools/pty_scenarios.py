#!/usr/bin/env python3
"""Plays the browser on a real pseudo terminal, which a Swift test cannot: the program needs a session
and a controlling terminal of its own.

    pty_scenarios.py PROGRAM SCENARIO

prints one line, which is what the test compares. Nothing here sleeps for a fixed time to let
something happen: it waits for what it expects, and gives up after a minute."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import tempfile
import termios
import time

PROGRAM = sys.argv[1]
LIMIT = 60
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"
MODE_QUESTION, MODE_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"


class Screen:
    """The demo on a terminal of its own."""

    def __init__(self, folder, words=("demo",), columns=80, rows=24, typed=b"", **variables):
        self.master, self.slave = pty.openpty()
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self.slave)
        self.output = b""
        if typed:
            os.write(self.master, typed)
        environment = {
            "HOME": folder, "TMPDIR": folder, "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "TERM": "xterm-256color", **variables}

        # A shell's place in between: a group without a parent in its session is never stopped.
        ends = os.pipe()
        leader = os.fork()
        if leader == 0:
            self.lead(words, environment, ends[1])
        os.close(ends[1])
        self.report = os.fdopen(ends[0])
        self.pid = int(self.report.readline())

    def lead(self, words, environment, report):
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        os.close(self.master)
        for number in range(3):
            os.dup2(self.slave, number)
        os.close(self.slave)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        child = os.fork()
        if child == 0:
            os.setpgid(0, 0)
            os.tcsetpgrp(0, os.getpid())
            for number in (signal.SIGTTOU, signal.SIGHUP, signal.SIGPIPE, signal.SIGXFSZ):
                signal.signal(number, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, [])
            os.close(report)
            os.execve(PROGRAM, [PROGRAM, *words], environment)
        os.write(report, f"{child}\n".encode())
        status = os.waitpid(child, 0)[1]
        os.write(report, f"{os.waitstatus_to_exitcode(status)}\n".encode())
        os._exit(0)

    def resize(self, columns, rows):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, wait=0.05):
        """Takes what is there; whether there was something."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        self.output += os.read(self.master, 65536)
        return True

    def quiet(self, seconds=0.6):
        """Reads until nothing has come for a while."""
        while self.read(seconds):
            pass

    def until(self, condition, what):
        end = time.monotonic() + LIMIT
        while not condition():
            self.read()
            if time.monotonic() > end:
                raise SystemExit(f"not seen: {what}; the end was {self.output[-400:]!r}")

    def see(self, text, start=0):
        text = text.encode()
        self.until(lambda: text in plain(self.output[start:]), text)

    def ready(self):
        self.see("Tools")
        self.quiet()
        return len(self.output)

    def type(self, keys):
        os.write(self.master, keys)

    def send(self, number):
        os.kill(self.pid, number)

    def state(self):
        with open(f"/proc/{self.pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0]

    def stopped(self):
        self.until(lambda: self.state() == "T", "stopped")

    def ending(self):
        """Reads until the program has ended; its status, negative for a signal."""
        status = []
        self.until(lambda: status or self.take_status(status), "the end")
        while self.read(0):
            pass
        return status[0]

    def take_status(self, status):
        if select.select([self.report], [], [], 0)[0]:
            status.append(int(self.report.readline()))
        return status

    def ending_unread(self):
        """The status, with nobody reading what the program writes."""
        if not select.select([self.report], [], [], LIMIT)[0]:
            raise SystemExit("it goes on")
        return int(self.report.readline())

    def is_given_back(self):
        return (termios.tcgetattr(self.slave) == self.before
                and self.output.rfind(LEFT) > self.output.rfind(ENTERED)
                and self.output.rfind(b"[?2004l") > self.output.rfind(b"[?2004h")
                and self.output.rfind(b"1000l") > self.output.rfind(b"1000h")
                and self.output.rfind(b"[?25h") > self.output.rfind(b"[?25l"))


def plain(output):
    """The text in drawing order, without sequences."""
    return re.sub(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\^_=>])", b"", output)


def ended_by(folder, number):
    screen = Screen(folder)
    screen.ready()
    screen.send(number)
    return f"{screen.ending()} {screen.is_given_back()}"


def crash(folder):
    screen = Screen(folder)
    screen.ready()
    screen.send(signal.SIGSEGV)
    status = screen.ending()
    report = screen.output[screen.output.rfind(LEFT):].decode()
    named = "ocx-mise-tui" in report and "crashed: signal 11 (SIGSEGV)" in report
    addresses = len(re.findall(r"^0x[0-9a-f]{16}\r?$", report, re.M))
    return f"{status} {screen.is_given_back()} {named} {addresses > 5}"


def suspended(folder):
    screen = Screen(folder)
    screen.ready()
    screen.type(b"\x1a")
    screen.stopped()
    while screen.read(0.2):
        pass
    back = screen.is_given_back()
    start = len(screen.output)
    screen.type(b"2")
    screen.send(signal.SIGCONT)
    # The key that was typed meanwhile is answered: it leads to Project.
    screen.see("STATE", start)
    again = screen.output.rfind(ENTERED) >= start
    screen.type(b"q")
    return f"{back} {again} {screen.ending()} {screen.is_given_back()}"


def key_at_continue(folder):
    """A key that waits when the program is continued does not end it."""
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
    """Signals are obeyed although the terminal takes nothing."""
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
    """Ctrl-S stops nothing."""
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
    """Frames are bracketed once the terminal has said that it knows how."""
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
    return f"{screen.ending()} {screen.is_given_back()}"


def plain_terminal(folder, term):
    screen = Screen(folder, TERM=term)
    screen.see("> ")
    is_plain = ENTERED not in screen.output
    screen.type(b"quit\n")
    return f"{is_plain} {screen.ending()}"


def cost_of_keys(folder):
    """The most bytes that one `j` costs, and what sixty in one write cost, at 80x24. The most is
    where every row of the versions changes, columns and all; most keys cost half of that."""
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
    return f"{most < 800 or most} {burst < 2880 or burst}"


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
    "hangup": hangup, "unknown-terminal": unknown_terminal, "cost-of-keys": cost_of_keys,
}


def main():
    with tempfile.TemporaryDirectory() as folder:
        print(SCENARIOS[sys.argv[2]](folder))


main()
