"""The install hook, killed at random moments."""

import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

from report import print_result
from world import World

STAND_IN = pathlib.Path(__file__).resolve().parents[1] / "StandIn"
TOOL, VERSION = "ocx.sh/acme/app", "2.0.0"


def installs(program, rounds=150):
    """SIGKILL during an install: an install with a receipt is complete, and the next one succeeds."""
    world = World(program)
    registry = world.root + "/registry"
    subprocess.run([sys.executable, STAND_IN / "make_registry.py", registry], check=True, stdout=subprocess.DEVNULL)
    del world.env["OCX_INDEX"]
    world.env.update(
        OCX_MISE_OCX=str(STAND_IN / "ocx"), OCX_STANDIN_REGISTRY=registry,
        OCX_INSECURE_REGISTRIES="127.0.0.1:5000,127.0.0.1:5001",
        PATH=f"{os.path.dirname(sys.executable)}:/usr/bin:/bin")
    install_path = world.root + "/mise/installs/ocx-ocx-sh-acme-app/" + VERSION
    request = json.dumps({"tool": TOOL, "version": VERSION, "install_path": install_path,
                          "download_path": world.root + "/downloads", "options": {}}).encode()

    def start():
        """Starts the hook as mise does, with an empty folder."""
        shutil.rmtree(install_path, ignore_errors=True)
        os.makedirs(install_path)
        process = subprocess.Popen(
            [program, "hook", "install"], env=world.env, cwd=world.project, stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        process.stdin.write(request)
        process.stdin.close()
        return process

    subprocess.run([STAND_IN / "ocx", "index", "update", TOOL], check=True,
                   env={**world.env, "OCX_ALLOW_YANKED": "1"}, capture_output=True)
    started = time.monotonic()
    assert start().wait() == 0
    length = time.monotonic() - started
    whole = tree(install_path)
    killed = torn = failed = left = 0
    for _ in range(rounds):
        process = start()
        time.sleep(random.uniform(0, length))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() < 0
        torn += os.path.exists(install_path + "/receipt.json") and tree(install_path) != whole
        # An ocx that the hook started keeps running, as when mise is killed.
        failed += start().wait() != 0 or tree(install_path) != whole
        left += bool(temporary(world.root))
    print_result("SIGKILL of the install hook", {"rounds": rounds, "killed": killed}, needs=("killed",), torn=torn,
         failed=failed, left=left)
    world.remove()


def tree(folder):
    """The content of an install: mode and size of each file, without the size of the receipt, which
    contains the time."""
    found = {}
    for path in pathlib.Path(folder).rglob("*"):
        status = path.lstat()
        size = 0 if path.name == "receipt.json" or path.is_dir() else status.st_size
        found[str(path.relative_to(folder))] = (status.st_mode, size)
    return found


def temporary(root):
    """Our temporary files in folders that neither ocx nor mise cleans up."""
    return [path for top in ("project", "home", "state", "cache", "data")
            for path in pathlib.Path(root, top).rglob("*") if path.name.endswith(".tmp")]


PARTS = {"installs": installs}
