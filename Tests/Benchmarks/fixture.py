"""The data for the measurements: a project with ten pins, a repository with 500 commits, a separate home,
and copies of the index that look as if they were just updated."""

import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"

PINS = """\
# Ten pins.
[tools]
"ocx:ocx.sh/kitware/cmake" = "4.3"
"ocx:ocx.sh/nodejs/node" = "24"
"ocx:ocx.sh/jqlang/jq" = "1.8"
"ocx:ocx.sh/golang/go" = "1.26"
"ocx:ocx.sh/astral-sh/uv" = "latest"
"ocx:ocx.sh/astral-sh/python-build-standalone" = "slim-3.13"
"ocx:ocx.sh/sharkdp/fd" = "10"
"ocx:ocx.sh/helm/helm" = "3"
"ocx:ocx.sh/github/cli" = "2.80.0"
"ocx:ocx.sh/shellcheck/shellcheck" = "0.11"
"""


class Fixture:
    """The home, project and repository of a measured program, below one temporary folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.home = self.folder / "home"
        self.home.mkdir(parents=True)

    def environment(self, **more):
        """The environment of every measured program: this home, without variables of OCX or mise."""
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("MISE_", "__MISE", "OCX_", "XDG_", "GIT_"))}
        return {**kept, "HOME": str(self.home), "GIT_CONFIG_NOSYSTEM": "1", "LANG": "C.UTF-8",
                "MISE_CEILING_PATHS": str(self.folder), **more}

    def project(self):
        """A folder with a mise.toml of ten pins."""
        folder = self.folder / "project"
        folder.mkdir(exist_ok=True)
        (folder / "mise.toml").write_text(PINS)
        return folder

    def repository(self, commits=500):
        """A git repository for tig to show."""
        folder = self.folder / "repository"
        subprocess.run(["git", "init", "-q", str(folder)], check=True, env=self.environment())
        stream = []
        for number in range(commits):
            message = f"Change number {number}: say something of ordinary length about it"
            text = f"{number}\n" * (number % 40 + 1)
            stream += [
                "commit refs/heads/main", f"mark :{number + 1}",
                f"committer Some Author <author@example.org> {1700000000 + number * 3600} +0000",
                f"data {len(message)}\n{message}", *([f"from :{number}"] if number else []),
                f"M 100644 inline file-{number % 20}.txt", f"data {len(text)}\n{text}", "",
            ]
        subprocess.run(["git", "-C", str(folder), "fast-import", "--quiet"], check=True,
                       input="\n".join(stream).encode(), env=self.environment())
        subprocess.run(["git", "-C", str(folder), "checkout", "-qf", "main"], check=True,
                       env=self.environment())
        return folder

    def fresh_index(self, *packages):
        """An index with only these packages of ocx.sh, with files as new as after an update."""
        collection = self.folder / "fresh-index"
        for package in packages:
            for name in (f"{package}.json", package):
                source = SHARED / "index/ocx.sh/p" / name
                target = collection / "ocx.sh/p" / name
                if source.is_dir():
                    shutil.copytree(source, target, copy_function=shutil.copyfile)
                else:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(source, target)
        for name in ("config.json", "c/index.json"):
            target = collection / "ocx.sh" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(SHARED / "index/ocx.sh" / name, target)
        return collection
