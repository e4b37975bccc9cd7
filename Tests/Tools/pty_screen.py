"""The browser on its own pseudo terminal, as if started from a shell.

Nothing sleeps for a fixed time: everything waits for the expected output, for at most a minute."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time

PROGRAM = sys.argv[1]
LIMIT = 60
ENTERED, LEFT = b"\x1b[?1049h", b"\x1b[?1049l"


class Screen:
    """The demo on its own terminal."""

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

        # Acts as the shell: the kernel never stops a process group without a parent in its session.
        ends = os.pipe()
        leader = os.fork()
        if leader == 0:
            self.act_as_shell(words, environment, ends[1])
        os.close(ends[1])
        self.report = os.fdopen(ends[0])
        self.pid = int(self.report.readline())

    def act_as_shell(self, words, environment, report):
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

    def read(self, wait=0.05, most=65536):
        """Reads the available output; returns whether there was any."""
        if not select.select([self.master], [], [], wait)[0]:
            return False
        self.output += os.read(self.master, most)
        return True

    def quiet(self, seconds=0.6):
        """Reads until there was no output for this time."""
        while self.read(seconds):
            pass

    def until(self, condition, what):
        end = time.monotonic() + LIMIT
        while not condition():
            self.read()
            if time.monotonic() > end:
                raise SystemExit(f"not seen: {what}; the last output was {self.output[-400:]!r}")

    def see(self, text, start=0):
        text = text.encode()
        self.until(lambda: text in plain(self.output[start:]), text)

    def ready(self):
        """Waits for the first screen; returns the length of the output."""
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
        """Reads until the program has ended; returns its exit status, negative for a signal."""
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
        """The status, without reading the program's output."""
        if not select.select([self.report], [], [], LIMIT)[0]:
            raise SystemExit("the program is still running")
        return int(self.report.readline())

    def is_restored(self):
        """Whether the terminal has its original modes, screen and cursor."""
        return (termios.tcgetattr(self.slave) == self.before
                and self.output.rfind(LEFT) > self.output.rfind(ENTERED)
                and self.output.rfind(b"[?2004l") > self.output.rfind(b"[?2004h")
                and self.output.rfind(b"1000l") > self.output.rfind(b"1000h")
                and self.output.rfind(b"[?25h") > self.output.rfind(b"[?25l"))


def plain(output):
    """The text in drawing order, without sequences."""
    return re.sub(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07]*\x07|[@-Z\\^_=>])", b"", output)
