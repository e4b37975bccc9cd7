"""The recordings of the real programs, and a home in which the stand-in makes the same calls."""

import functools
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from digests import Counterparts

HERE = pathlib.Path(__file__).resolve().parent
RECORDINGS = HERE.parent / "Fixtures" / "recordings"


def read(name):
    return json.loads((RECORDINGS / name).read_text())


@functools.lru_cache(maxsize=None)
def template(fixture):
    """The registries of the recordings, with the packages of a fixture, made once."""
    folder = tempfile.TemporaryDirectory()
    make = [sys.executable, HERE / "make_registry.py", os.path.join(folder.name, "registry")]
    subprocess.run([*make, "--platform", "linux/amd64+libc.glibc"], check=True)
    if fixture:
        subprocess.run([*make, "fixture", fixture], check=True, stdout=subprocess.DEVNULL)
    return folder


class World:
    """The registries of the recordings and an empty home, below a folder of its own."""

    def __init__(self, config=None, fixture=None):
        self.folder = tempfile.TemporaryDirectory()
        self.top = os.path.realpath(self.folder.name)
        self.home = os.path.join(self.top, "home")
        self.registry = os.path.join(self.top, "registry")
        shutil.copytree(os.path.join(template(fixture).name, "registry"), self.registry)
        self.environment = {"PATH": os.environ["PATH"], "HOME": self.top, "OCX_HOME": self.home,
                            "OCX_STANDIN_REGISTRY": self.registry, "OCX_STANDIN_HOST": "linux/amd64+libc.glibc"}
        os.makedirs(self.home)
        if config is not None:
            pathlib.Path(self.home, "config.toml").write_text(config)

    def make(self, *arguments, input=None):
        return subprocess.run([sys.executable, HERE / "make_registry.py", self.registry, *arguments], check=True,
                              input=input, capture_output=True, text=True).stdout

    def run(self, arguments, **environment):
        return subprocess.run([HERE / "ocx", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              cwd=self.top, env={**self.environment, **environment})

    def ours(self, text):
        return text.replace(self.home, "$OCX_HOME")


def tree(home):
    """Every file and link of a home as the recordings have them, without temp and locks."""
    found = {}
    for folder, folders, names in os.walk(home):
        for name in names + [name for name in folders if os.path.islink(os.path.join(folder, name))]:
            path = os.path.join(folder, name)
            relative = os.path.relpath(path, home)
            if relative.split("/")[0] in ("temp", "locks"):
                continue
            if os.path.islink(path):
                found[relative] = {"link": os.readlink(path).replace(home, "$OCX_HOME")}
            else:
                with open(path, "rb") as handle:
                    text = handle.read().decode(errors="replace").replace(home, "$OCX_HOME")
                found[relative] = {"text": text}
                if os.stat(path).st_mode & 0o111:
                    found[relative]["executable"] = True
    return found


def texts(files):
    return {path: file["text"] for path, file in files.items() if "text" in file}


def plain(value):
    """A JSON document without values that differ in each run: times, sizes, the commit of the build."""
    if isinstance(value, dict):
        hidden = {"size": int, "timestamp": str, "observed": str, "sha": str, "short": str, "describe": str}
        return {key: f"<{hidden[key].__name__}>" if key in hidden and isinstance(item, hidden[key]) else plain(item)
                for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def output(text):
    """Standard output, parsed if it is a JSON document; a list of `clean` is a set of rows."""
    try:
        document = plain(json.loads(text))
    except ValueError:
        return text
    if isinstance(document, list):
        document.sort(key=json.dumps)
    return document


def log(text):
    """Log lines as a set: their order and number depend on concurrency."""
    text = re.sub(r"temp/([0-9a-f]{32}|<temp>)", "temp/<id>", text)
    return sorted(set(re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "<time>", text).splitlines()))


class Walk:
    """Makes every call of ocx-cli.json, in order."""

    def __init__(self):
        self.recorded_home = read("ocx-home.json")["files"]
        self.world = World(self.recorded_home["config.toml"]["text"])
        self.calls, self.home_files = [], None
        for section in read("ocx-cli.json")["sections"]:
            if section["section"] == "store":
                self.home_files = tree(self.world.home)
            for call in section["calls"]:
                # A reference that is not known here yet has a digest of the recordings in no call
                # but one: sixty-four zeros.
                self.calls.append((section["section"], call, self.world.run(call["argv"], **call.get("env", {}))))
        self.counterparts = Counterparts()
        self.counterparts.add_trees(texts(self.recorded_home), texts(self.home_files))


@functools.lru_cache(maxsize=None)
def walk():
    return Walk()
