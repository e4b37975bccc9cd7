"""A home, an index and a project for the program, separate from those of the user."""

import json
import os
import shutil
import subprocess
import tempfile

TOOLS = 400


class World:
    """A home, an index of many tools, a project of five files, and the environment for them."""

    def __init__(self, program):
        self.program = program
        self.root = os.path.realpath(tempfile.mkdtemp(prefix="torture-"))
        root = self.root
        self.project = root + "/project"
        self.state = root + "/state/ocx-mise-tui"
        self.env = {
            "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": root + "/home",
            "OCX_HOME": root + "/ocx", "OCX_INDEX": root + "/index",
            "XDG_STATE_HOME": root + "/state", "XDG_CACHE_HOME": root + "/cache",
            "XDG_CONFIG_HOME": root + "/home/.config", "XDG_DATA_HOME": root + "/data",
            "MISE_DATA_DIR": root + "/mise", "MISE_CACHE_DIR": root + "/mise-cache",
            "MISE_STATE_DIR": root + "/mise-state", "MISE_CEILING_PATHS": root,
            "MISE_CONFIG_DIR": root + "/home/.config/mise", "MISE_SYSTEM_CONFIG_DIR": root + "/etc",
            "MISE_TRUSTED_CONFIG_PATHS": "/", "EDITOR": "true",
        }
        self.files = {
            self.project + "/mise.toml": 0, self.project + "/mise.local.toml": 1,
            self.project + "/.config/mise/conf.d/a.toml": 2, self.project + "/.mise/config.toml": 3,
        }
        self.new = self.project + "/sub/dir/mise.toml"
        write_index(root + "/index")
        self.reset()

    def reset(self):
        for name in ("state", "project", "home"):
            shutil.rmtree(f"{self.root}/{name}", ignore_errors=True)
        os.makedirs(self.root + "/home/.config")
        for path in self.files:
            write(path, self.text(path))

    def text(self, path):
        """The initial content of a file."""
        number = self.files[path]
        return f'# {number}\n[tools]\n"ocx:ocx.sh/acme/t{number}" = "1.0" # keep\n'

    def run(self, *words, env=None, wrapper=(), request=None):
        """Runs the program and waits for its end. A request is passed as JSON on standard input."""
        return subprocess.run(
            [*wrapper, self.program, *words], env={**self.env, **(env or {})}, cwd=self.project,
            capture_output=True, input=b"" if request is None else json.dumps(request).encode(),
            timeout=120)

    def program_named(self, name, script):
        """Puts a shell script on PATH."""
        path = f"{self.root}/bin/{name}"
        write(path, f"#!/bin/sh\n{script}\n")
        os.chmod(path, 0o755)
        self.env["PATH"] = f"{self.root}/bin:/usr/bin:/bin"

    def running(self):
        """The number of running processes that were started here."""
        count = 0
        for name in os.listdir("/proc") if os.path.isdir("/proc") else []:
            try:
                with open(f"/proc/{name}/cmdline", "rb") as file:
                    count += self.root.encode() in file.read()
            except OSError:
                continue
        return count

    def start(self, *words):
        return subprocess.Popen(
            [self.program, *words], env=self.env, cwd=self.project, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def contents(self):
        """The content of each file."""
        return {path: read(path) for path in [*self.files, self.new]}

    def leftovers(self):
        """Files that are neither the project's nor the lock or the history."""
        found = []
        for top in ("project", "home", "state"):
            for folder, folders, files in os.walk(f"{self.root}/{top}"):
                for name in files:
                    path = f"{folder}/{name}"
                    known = path in self.files or path in (self.new, self.state + "/lock")
                    if not known and not (folder.endswith("/history") and name[:-5].isdigit()):
                        found.append(path)
                for name in folders:
                    if name not in ("history", ".config", os.path.basename(self.state)) and not os.listdir(f"{folder}/{name}"):
                        found.append(f"{folder}/{name}/")
        return found

    def remove(self):
        shutil.rmtree(self.root)


def write_root(folder, name, tags, **more):
    """Writes a package of an index source; `tags` maps each tag to its digest."""
    namespace = os.path.basename(folder)
    write(f"{folder}/p/{name}.json", json.dumps({
        "name": f"{namespace}/{name}", "repository": f"oci://example.org/{name}", "owners": [],
        "status": "active", "created": "2026-08-01", "desc": None,
        "tags": {tag: {"content": "sha256:" + digest, "observed": "2026-08-22T10:00:00Z"}
                 for tag, digest in tags.items()}, **more}))


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return None


def write_index(folder):
    """Writes an index source with many tools, each with three versions."""
    base = folder + "/ocx.sh"
    names = {}
    for number in range(TOOLS):
        name = f"acme/t{number}"
        write_root(base, name, {tag: f"{number:060x}{position:04x}"
                                for position, tag in enumerate(("1.0.0", "1.1.0", "2.0.0"))})
        names[name] = f"sha256:{number:064x}"
    write(base + "/config.json", json.dumps({"format_version": 1, "name_segments": 2}))
    write(base + "/c/index.json", json.dumps({"format_version": 1, "packages": names}))
