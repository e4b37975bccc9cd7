"""Faults on demand.

`OCX_STANDIN_FAULT` holds rules parted by `;`, each `SCOPE: FAULT [ARGUMENT] [xN]`. SCOPE is a
command (`package install`) or `*`; `xN`: only the first N such calls (counted in the registry's
folder, so also over processes). Faults:

exit N          fail with N, envelope and all
refuse DETAIL   refuse the package that is installed, as a trust policy does: a key of REFUSALS in `trust.py`
slow S          wait S seconds first
slow-child S    wait in a child of its own that holds standard output open
half            print the first half of the answer, exit 0
empty, garbage  print nothing, or what is no JSON; exit 0
flood N         print N bytes of letters, exit 0
noise           escapes, bytes that are no UTF-8 and long lines on standard error, then as usual
strange         answer in a shape that no version has
colour          colour the JSON, whatever the flags say
bare            no envelope on failure, as 0.5.8 did it
die             killed in the middle: an install after unpacking, else after half of the answer
clean           run `clean` first, as if somebody had done it in between
"""

import os
import re

RULE = re.compile(r"\s*([^:]+?)\s*:\s*([a-z-]+)(?:\s+(?!x\d+\s*\Z)([\w.]+))?(?:\s+x(\d+))?\s*\Z")


class Faults:
    def __init__(self, command, registry_folder):
        self.active = {}
        for number, text in enumerate(os.environ.get("OCX_STANDIN_FAULT", "").split(";")):
            if not text.strip():
                continue
            rule = RULE.match(text)
            if not rule:
                raise SystemExit(f"OCX_STANDIN_FAULT: cannot read {text!r}")
            scope, name, argument, times = rule.groups()
            if scope not in ("*", command):
                continue
            if times and self._count(registry_folder, number, scope, name) > int(times):
                continue
            self.active[name] = argument

    @staticmethod
    def _count(folder, number, scope, name):
        counters = os.path.join(folder, "faults")
        os.makedirs(counters, exist_ok=True)
        path = os.path.join(counters, f"{number}-{re.sub('[^a-z]', '_', scope)}-{name}")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            os.write(handle, b".")
            return os.fstat(handle).st_size
        finally:
            os.close(handle)

    def has(self, name):
        return name in self.active

    def text(self, name):
        return self.active.get(name)

    def number(self, name):
        return float(self.active[name] or 0)

    def before(self, stderr):
        """The faults before the command does anything."""
        import time

        if self.has("noise"):
            stderr.buffer.write(b"\x1b[31mnoise\x1b[0m \x07\xff\xfe\xc3( {\"error\": \"not this\"}\n")
            stderr.buffer.write(b"x" * 100_000 + b"\n")
            stderr.buffer.flush()
        if self.has("slow"):
            time.sleep(self.number("slow"))
        if self.has("slow-child"):
            import subprocess

            subprocess.call(["sleep", str(self.number("slow-child"))])

    def die(self):
        import signal

        os.kill(os.getpid(), signal.SIGKILL)
