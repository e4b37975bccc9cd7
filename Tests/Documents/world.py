"""The machine of a new user, for the examples of the documents: a folder with a separate home, the `mise`
of the harness (Tests/Lua/mise.lua), the stand-in `ocx` and its registries, and a file server and a git
repository that replace the forge."""

import functools
import hashlib
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("OCX_MISE_TUI_PROGRAM", TOP / ".build/debug/ocx-mise-tui"))
MAKEFILE = (TOP / "Makefile").read_text()
REPOSITORY = re.search(r"^REPOSITORY := (\S+)$", MAKEFILE, re.M)[1]
VERSION = re.search(r'static let version = "(.*)"',
                    (TOP / "Sources/ToolBrowser/CommandLine/Program.swift").read_text())[1]
FORGE = f"https://github.com/{REPOSITORY}"
LUA = next((found for name in ("lua5.1", "luajit") if (found := shutil.which(name))), None)


def blocks(document, language):
    """The text of each fenced block of a language, in order."""
    text = (TOP / document).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.M | re.S)


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class World:
    """Used with `with`: the server is stopped and the folder is removed at the end."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ocx-mise-tui-documents.")).resolve()
        self.home = self.folder / "home"
        self.project = self.folder / "project"
        self.data = self.home / ".local/share/mise"
        for place in (self.home, self.project, self.folder / "bin", self.folder / "www",
                      self.folder / "temporary"):
            place.mkdir(parents=True)
        self.make_programs()
        self.make_release()
        handler = functools.partial(QuietHandler, directory=self.folder / "www")
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def environment(self):
        return {
            "HOME": str(self.home), "LANG": "C.UTF-8", "NO_COLOR": "1",
            "PATH": f"{self.data}/shims:{self.folder}/bin:/usr/local/bin:/usr/bin:/bin",
            "MISE_DATA_DIR": str(self.data), "MISE_STANDIN_RELEASES": str(self.folder / "releases"),
            "OCX_STANDIN_REGISTRY": str(self.folder / "registry"),
            "GIT_CONFIG_NOSYSTEM": "1", "TMPDIR": str(self.folder / "temporary"),
        }

    def make_programs(self):
        """`mise` on PATH; `ocx` is installed from a release."""
        script(self.folder / "bin/mise", f"exec '{LUA}' '{TOP}/Tests/Lua/mise.lua' \"$@\"")

    def make_release(self):
        """A release of this build, as the forge would have it, and as mise's `github:` takes it."""
        stage = self.folder / "stage"
        run([TOP / ".packaging/tree", PROGRAM, stage])
        place = self.folder / f"www/{REPOSITORY}/releases/download/v{VERSION}"
        place.mkdir(parents=True)
        archive = place / f"ocx-mise-tui-{VERSION}-linux-x64.tar.gz"
        run([TOP / ".packaging/pack", stage, archive, "0"])
        digest = hashlib.sha256(archive.read_bytes()).hexdigest()
        (place / "SHA256SUMS").write_text(f"{digest}  {archive.name}\n")
        make_forge(self.folder, archive)
        shutil.copy(self.folder / "gitconfig", self.home / ".gitconfig")

    def run(self, text, directory=None, status=0, **more):
        """Runs lines of bash in this environment; returns their output. The forge is the file server."""
        text = text.replace("https://github.com/", f"http://127.0.0.1:{self.server.server_port}/")
        ended = subprocess.run(
            ["bash", "-e", "-u", "-x", "-o", "pipefail", "-c", text], cwd=directory or self.project,
            env={**self.environment, **more}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, check=False)
        if ended.returncode != status:
            raise AssertionError(f"ended with {ended.returncode}, not {status}:\n{ended.stdout}")
        return ended.stdout


def make_forge(folder, tarball, checkout=TOP, here=None):
    """What mise and git find in the place of the forge, and ocx in the place of its registries:
    `releases/`, `remote/` with the branch of the plugin, `gitconfig` that leads there, `registry/`. The
    checkout and the folder may have other names where they are used."""
    releases, remote = folder / "releases", folder / "remote"
    for name in ("ocx-sh", REPOSITORY.split("/")[0]):
        (releases / name).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as stage:
        script(pathlib.Path(stage) / "ocx", f"exec '{checkout}/Tests/StandIn/ocx' \"$@\"")
        run([TOP / ".packaging/pack", stage, releases / "ocx-sh/ocx.tar.gz", "0"])
    shutil.copy(tarball, releases / f"{REPOSITORY}.tar.gz")
    make_repository(remote)
    run([TOP / ".packaging/plugin-branch", remote])
    (folder / "gitconfig").write_text(
        f'[url "file://{here or folder}/remote"]\n\tinsteadOf = {FORGE}\n'
        "[advice]\n\tdetachedHead = false\n[safe]\n\tdirectory = *\n")
    run(["python3", TOP / "Tests/StandIn/make_registry.py", folder / "registry"])


def script(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def run(words, **more):
    """Runs a command; raises if it fails."""
    ended = subprocess.run([str(word) for word in words], stdin=subprocess.DEVNULL, text=True,
                           capture_output=True, check=False, **more)
    if ended.returncode:
        raise AssertionError(f"{words}: {ended.returncode}\n{ended.stdout}{ended.stderr}")
    return ended.stdout


def git(repository, *words):
    """git without user settings."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(repository), "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.invalid",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.invalid",
        "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
    }
    return run(["git", "-C", repository, *words], env=environment)


def make_repository(folder):
    """A repository with the plugin and other files in its history."""
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    shutil.copytree(TOP / "lua", folder / "lua")
    metadata = folder / "lua/metadata.lua"
    text = metadata.read_text()
    metadata.write_text(text.replace(VERSION, "0.0.1"))
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The first plugin")
    (folder / "README.md").write_text("not of the plugin\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=Something else")
    metadata.write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The plugin of today")
