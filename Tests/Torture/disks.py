"""Disks that cannot be written to: full, out of inodes, or read-only."""

import contextlib
import ctypes
import os
import subprocess

from changes import CHANGES, outcomes, prepare, recover
from report import print_result, skip
from world import World

FILLER = "filler"


@contextlib.contextmanager
def mounted(folder, options):
    """Mounts a file system in memory on a folder, with the content of the folder."""
    content = subprocess.run(["tar", "-c", "-C", folder, "."], check=True, capture_output=True).stdout
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        subprocess.run(["tar", "-x", "-C", folder], check=True, input=content)
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(folder):
    """Uses up all space."""
    try:
        with open(f"{folder}/{FILLER}", "wb", buffering=0) as file:
            while file.write(b"x" * 512):
                pass
    except OSError:
        pass


def take_inodes(folder):
    """Uses up all inodes."""
    os.makedirs(f"{folder}/{FILLER}")
    try:
        for number in range(1 << 20):
            open(f"{folder}/{FILLER}/{number}", "x").close()
    except OSError:
        pass


def lock(folder):
    subprocess.run(["mount", "-o", "remount,ro", folder], check=True)


WAYS = {"full": ("size=256k", fill), "without inodes": ("nr_inodes=64", take_inodes),
        "read-only": ("size=256k", lock)}


def disks(program):
    """Each change with such a disk below the project or below our own state. It must be refused or
    complete, and possible again after the disk has been repaired."""
    if os.geteuid() != 0:
        return skip("disks that cannot be written to", "needs root")
    # The namespace of this process alone: nothing outside sees what is mounted.
    if ctypes.CDLL(None, use_errno=True).unshare(0x20000) != 0:
        return skip("disks that cannot be written to", "no namespace of its own: " + os.strerror(ctypes.get_errno()))
    subprocess.run(["mount", "--make-rprivate", "/"], check=True)
    world = World(program)
    rounds = refused = crashed = silent = untrue = left = stuck = 0
    for change, (words, _) in CHANGES.items():
        _, new = outcomes(world, change)
        for way, (options, spoil) in WAYS.items():
            for folder in ("project", "state"):
                old = prepare(world, change)
                path = f"{world.root}/{folder}"
                os.makedirs(path, exist_ok=True)
                with mounted(path, options):
                    spoil(path)
                    answer = world.run(*words)
                    rounds += 1
                    refused += answer.returncode != 0
                    crashed += answer.returncode < 0 or answer.returncode == 70
                    silent += answer.returncode != 0 and not answer.stderr
                    untrue += world.contents() != (new if answer.returncode == 0 else old)
                    strays = [stray for stray in world.leftovers() if f"/{FILLER}" not in stray]
                    if strays:
                        print("  left:", change, way, folder, strays)
                    left += bool(strays)
                    free(path)
                    recover(world)
                    if answer.returncode != 0:
                        again = world.run(*words)
                        stuck += again.returncode != 0 or world.contents() != new
    print_result("disks that cannot be written to", {"rounds": rounds, "refused": refused}, needs=("refused",), crashed=crashed,
         silent=silent, untrue=untrue, left=left, stuck=stuck)
    world.remove()


def free(folder):
    subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
    subprocess.run(["rm", "-rf", f"{folder}/{FILLER}"], check=True)


PARTS = {"disks": disks}
