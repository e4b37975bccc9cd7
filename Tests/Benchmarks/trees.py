"""Trees of files to copy, and the file systems for them."""

import contextlib
import os
import pathlib
import random
import shutil
import subprocess
import tempfile

FILES = 5000
BYTES = 190_000_000


def fill(folder):
    """Writes 5,000 files of 190 MB in total, with the sizes of typical software: most are small, and the
    hundred largest have a third of the bytes."""
    chance = random.Random(11)
    sizes = [min(chance.lognormvariate(8.7, 1.6), 8e6) for _ in range(FILES)]
    share = BYTES / sum(sizes)
    data = chance.randbytes(1 << 20)
    for number, size in enumerate(sizes):
        below = f"p{number % 60}/m{number % 7}" if number % 3 else f"s{number % 40}"
        path = folder / below / f"file-{number}"
        path.parent.mkdir(parents=True, exist_ok=True)
        left = int(size * share)
        with open(path, "wb") as file:
            while left > 0:
                file.write(data[:left])
                left -= len(data)
        path.chmod(0o755 if number % 5 == 0 else 0o644)
    # Otherwise pending writes would happen during the first run.
    os.sync()


def folder_with_space():
    """A folder in memory if there is one with enough space, because the speed of a disk would dominate;
    otherwise None, for the default folder of temporary files."""
    memory = "/dev/shm"
    with contextlib.suppress(OSError):
        if shutil.disk_usage(memory).free > 8 * BYTES and os.access(memory, os.W_OK):
            return memory
    return None


@contextlib.contextmanager
def cloning(named):
    """A temporary folder on a file system that can clone: in the given folder, among temporary files, or,
    for root, on a new file system; None if there is none."""
    for parent in filter(None, [named, tempfile.gettempdir()]):
        with tempfile.TemporaryDirectory(prefix="ocx-mise-tui-bench-", dir=parent) as folder:
            if clones(folder):
                yield pathlib.Path(folder)
                return
    with mounted() as folder:
        yield folder


def clones(folder):
    one, two = pathlib.Path(folder, "one"), pathlib.Path(folder, "two")
    one.write_bytes(b"x" * 8192)
    return subprocess.run(["cp", "--reflink=always", one, two], check=False,
                          stderr=subprocess.DEVNULL).returncode == 0


@contextlib.contextmanager
def mounted():
    """A new mounted btrfs in a file; None without the right to mount or without mkfs.btrfs."""
    make = shutil.which("mkfs.btrfs", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if os.geteuid() != 0 or not make:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="ocx-mise-tui-bench-", dir=folder_with_space()) as folder:
        image, mount_point = pathlib.Path(folder, "image"), pathlib.Path(folder, "mounted")
        mount_point.mkdir()
        with open(image, "wb") as file:
            file.truncate(10 * BYTES)
        for call in ([make, "-q", image], ["mount", "-o", "loop", image, mount_point]):
            if subprocess.run(call, check=False, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode != 0:
                yield None
                return
        try:
            yield mount_point
        finally:
            subprocess.run(["umount", mount_point], check=True)
