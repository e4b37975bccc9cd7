"""The third-party parts of a static program, with their licences, for the notices and the bill of materials
of a release. Only on Linux; elsewhere nothing is linked statically."""

import pathlib
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

COMMON = pathlib.Path("/usr/share/common-licenses")


class Component(NamedTuple):
    """A part: its licence in SPDX's notation, the address of its source, and the texts to include."""

    name: str
    version: str
    license: str
    source: str
    texts: list[pathlib.Path]


def debian(package):
    """The version of an installed Debian package, and its copyright file."""
    asked = subprocess.run(["dpkg-query", "--showformat=${Version}", "--show", package],
                           capture_output=True, text=True, check=False)
    if asked.returncode:
        raise SystemExit(f"components: {package} is not installed, or this is no Debian: "
                         "releases are made on Debian, whose packages say what is in them")
    return asked.stdout, pathlib.Path(f"/usr/share/doc/{package}/copyright")


def swift():
    """The version of the toolchain, and its licence."""
    said = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True).stdout
    program = pathlib.Path(shutil.which("swift")).resolve()
    folder = next(parent for parent in program.parents if (parent / "share/swift/LICENSE.txt").exists())
    return re.search(r"Swift version (\S+)", said)[1], folder / "share/swift/LICENSE.txt"


def components():
    """The parts of a program that was linked on this machine."""
    if sys.platform != "linux":
        return []
    compiler = sorted(pathlib.Path("/usr/share/doc").glob("libstdc++-*-dev"))
    if not compiler:
        raise SystemExit("components: no libstdc++ of Debian's is installed")
    c, c_text = debian("libc6-dev")
    ncurses, ncurses_text = debian("libncurses-dev")
    cpp, cpp_text = debian(compiler[-1].name)
    toolchain, toolchain_text = swift()
    debian_source = "https://tracker.debian.org/pkg/"
    exception = "Apache-2.0 WITH Swift-exception"
    return [
        Component("glibc", c, "LGPL-2.1-or-later", debian_source + "glibc",
                  [c_text, COMMON / "LGPL-2.1"]),
        Component("swift-runtime", toolchain, exception, "https://github.com/swiftlang/swift",
                  [toolchain_text]),
        Component("swift-foundation", toolchain, exception,
                  "https://github.com/swiftlang/swift-foundation", []),
        Component("swift-corelibs-libdispatch", toolchain, exception,
                  "https://github.com/swiftlang/swift-corelibs-libdispatch", []),
        Component("libstdc++", cpp, "GPL-3.0-or-later WITH GCC-exception-3.1",
                  debian_source + compiler[-1].name.replace("libstdc++", "gcc").replace("-dev", ""),
                  [cpp_text, COMMON / "GPL-3"]),
        Component("ncurses", ncurses, "X11-distribute-modifications-variant", debian_source + "ncurses",
                  [ncurses_text]),
    ]
