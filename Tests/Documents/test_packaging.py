"""The published files: the tarball, its bill of materials, the OCX package, and the version that a source
without git reports."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tarfile
import tempfile
import unittest

import world
from world import PROGRAM, REPOSITORY, TOP, VERSION, World, run

SPDX = TOP / ".build/python/bin/pyspdxtools"
SECONDS = "1700000000"


class DistTest(unittest.TestCase):
    """`.packaging/dist`, with the program of this build."""

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="ocx-mise-tui-dist.")).resolve()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        # An unpacked source: no git, and the commit in a file.
        cls.source = cls.folder / "source"
        cls.source.mkdir()
        for part in [".packaging", "Sources/ToolBrowser/CommandLine", "lua"]:
            shutil.copytree(TOP / part, cls.source / part)
        for path in [*TOP.glob("*.md"), TOP / "LICENSE"]:
            shutil.copy(path, cls.source)
        (cls.source / ".packaging/commit").write_text(f"{'0123456789' * 4} {SECONDS}\n")
        cls.dist = cls.make("one")

    @classmethod
    def make(cls, name, **variables):
        run([cls.source / ".packaging/dist", PROGRAM, REPOSITORY, cls.folder / name],
            env={**os.environ, **variables})
        return cls.folder / name

    def tarball(self):
        return next(self.dist.glob("*.tar.gz"))

    def test_the_tarball_has_what_a_machine_needs_where_it_looks(self):
        with tarfile.open(self.tarball()) as tar:
            entries = {entry.name: entry for entry in tar.getmembers()}
        plugin = {f"share/ocx-mise-tui/plugin/{path.relative_to(TOP / 'lua').as_posix()}"
                  for path in (TOP / "lua").rglob("*") if path.is_file()}
        self.assertEqual(set(entries) - plugin, {
            "bin/ocx-mise-tui", "share/man/man1/ocx-mise-tui.1", "share/man/man5/ocx-mise-tui.5",
            "share/man/man7/ocx-mise-tui-plugin.7",
            "share/bash-completion/completions/ocx-mise-tui", "share/zsh/site-functions/_ocx-mise-tui",
            "share/fish/vendor_completions.d/ocx-mise-tui.fish",
            *(f"share/doc/ocx-mise-tui/{name}" for name in (
                "LICENSE", "README.md", "CHANGELOG.md", "THIRD-PARTY-NOTICES"))})
        self.assertTrue(plugin <= set(entries))
        for entry in entries.values():
            self.assertEqual((entry.mtime, entry.uid, entry.uname), (int(SECONDS), 0, ""))
            runs = entry.name.startswith("bin/") or "/bin/" in entry.name
            self.assertEqual(entry.mode, 0o755 if runs else 0o644, entry.name)
        self.assertRegex(self.tarball().name, rf"^ocx-mise-tui-{re.escape(VERSION)}-(linux|macos)-(x64|arm64)\.")

    @unittest.skipUnless(os.uname().sysname == "Linux", "nothing is linked in elsewhere")
    def test_the_notices_have_every_part_and_its_licence(self):
        with tarfile.open(self.tarball()) as tar:
            text = tar.extractfile("share/doc/ocx-mise-tui/THIRD-PARTY-NOTICES").read().decode()
        for part, words in (("glibc", "GNU LESSER GENERAL PUBLIC LICENSE"), ("swift", "Apache License"),
                            ("libstdc++", "GCC RUNTIME LIBRARY EXCEPTION"), ("ncurses", "Thomas E. Dickey")):
            self.assertIn(part, text)
            self.assertIn(words, text)

    def test_the_sums_hold(self):
        lines = (self.dist / "SHA256SUMS").read_text().splitlines()
        self.assertEqual(len(lines), len(list(self.dist.iterdir())) - 1)
        for line in lines:
            digest, name = line.split("  ")
            self.assertEqual(hashlib.sha256((self.dist / name).read_bytes()).hexdigest(), digest)

    def test_the_same_commit_gives_the_same_bytes(self):
        again = self.make("two")
        for path in self.dist.iterdir():
            self.assertEqual(path.read_bytes(), (again / path.name).read_bytes(), path.name)

    def test_another_date_changes_the_times_alone(self):
        other = self.make("three", SOURCE_DATE_EPOCH="1600000000")
        with tarfile.open(next(other.glob("*.tar.gz"))) as tar:
            self.assertEqual({entry.mtime for entry in tar.getmembers()}, {1600000000})

    def test_the_list_of_contents_is_of_these_files(self):
        document = json.loads(next(self.dist.glob("*.spdx.json")).read_text())
        with tarfile.open(self.tarball()) as tar:
            sums = {"./" + entry.name: hashlib.sha256(tar.extractfile(entry).read()).hexdigest()
                    for entry in tar.getmembers()}
        self.assertEqual(
            {entry["fileName"]: entry["checksums"][1]["checksumValue"] for entry in document["files"]}, sums)
        self.assertEqual(document["creationInfo"]["created"], "2023-11-14T22:13:20Z")
        names = {package["name"] for package in document["packages"]}
        if os.uname().sysname == "Linux":
            self.assertTrue({"ocx-mise-tui", "glibc", "swift-runtime", "libstdc++", "ncurses"} <= names)

    def test_the_list_of_contents_is_of_its_format(self):
        if not SPDX.exists():
            if os.environ.get("CI"):
                self.fail(f"{SPDX} is not there: .ci/set-up test")
            self.skipTest("SKIPPED: no validator of SPDX: .ci/set-up test")
        good = next(self.dist.glob("*.spdx.json"))
        run([SPDX, "--infile", good])
        # It would say so.
        document = json.loads(good.read_text())
        for breakage in ({"spdxVersion": "2.3"}, {"documentNamespace": "no address"}, {"packages": [
                {**document["packages"][0], "licenseDeclared": "Not a licence"}]}):
            bad = self.folder / "bad.spdx.json"
            bad.write_text(json.dumps(document | breakage))
            self.assertNotEqual(
                subprocess.run([SPDX, "--infile", bad], capture_output=True, check=False).returncode, 0)

    def test_a_source_that_knows_no_commit_makes_no_release(self):
        bare = self.folder / "bare"
        shutil.copytree(self.source, bare)
        (bare / ".packaging/commit").write_text("$Format:%H %ct$\n")
        self.assertEqual(run([bare / ".packaging/stamp"]), "")
        with self.assertRaisesRegex(AssertionError, "the commit is unknown"):
            run([bare / ".packaging/dist", PROGRAM, REPOSITORY, self.folder / "four"])


class SourceTest(unittest.TestCase):
    """The tarball of the source."""

    @unittest.skipUnless((TOP / ".git").exists(), "SKIPPED: this source has no git")
    def test_it_knows_its_commit_without_git(self):
        with tempfile.TemporaryDirectory() as folder:
            archive = pathlib.Path(folder) / "source.tar.gz"
            run([TOP / ".packaging/source", archive])
            again = pathlib.Path(folder) / "again.tar.gz"
            run([TOP / ".packaging/source", again])
            self.assertEqual(archive.read_bytes(), again.read_bytes())
            run(["tar", "-xzf", archive, "-C", folder])
            stamp = run([pathlib.Path(folder) / f"ocx-mise-tui-{VERSION}/.packaging/stamp"]).split()
            head = run(["git", "-C", TOP, "log", "-1", "--format=%H %ct"]).split()
            self.assertEqual(stamp[:2], head)


class OCXPackageTest(unittest.TestCase):
    """The package of the program for OCX."""

    def test_its_metadata_puts_the_program_on_path(self):
        metadata = json.loads((TOP / ".packaging/ocx/metadata.json").read_text())
        self.assertEqual((metadata["type"], metadata["version"]), ("bundle", 1))
        declared = {"packages": [{
            "name": "ocx.sh/ocx-mise-tui/ocx-mise-tui", "version": VERSION,
            "files": {"bin/ocx-mise-tui": "#!/bin/sh\necho it runs\n"},
            "env": metadata["env"], "binaries": metadata["binaries"]}]}
        with World() as stranger:
            file = stranger.folder / "declared.json"
            file.write_text(json.dumps(declared))
            run(["python3", TOP / "Tests/StandIn/make_registry.py", stranger.folder / "registry",
                 "packages", file])
            said = stranger.run(
                f"export PATH={TOP}/Tests/StandIn:$PATH\n"
                f"ocx package install ocx.sh/ocx-mise-tui/ocx-mise-tui:{VERSION} >/dev/null 2>&1\n"
                f"ocx --format json package env ocx.sh/ocx-mise-tui/ocx-mise-tui:{VERSION}")
            path = re.search(r'"value": ?"([^"]*/content/bin)"', said)
            self.assertIsNotNone(path, said)
            self.assertIn("it runs", stranger.run(f"{path[1]}/ocx-mise-tui"))

    def test_it_is_packed_and_pushed_for_each_platform(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            world.script(folder / "ocx", f"echo \"$*\" >> '{folder}/calls'")
            (folder / "stage/bin").mkdir(parents=True)
            world.script(folder / "stage/bin/ocx-mise-tui", ":")
            for machine in ("arm64", "x64"):
                run([TOP / ".packaging/pack", folder / "stage",
                     folder / f"ocx-mise-tui-{VERSION}-linux-{machine}.tar.gz", "0"])
            run([TOP / ".packaging/ocx/publish", "registry.example/a/b", folder],
                env={"PATH": f"{folder}:{os.environ['PATH']}", "OCX_PUBLISH_NEW": "1"})
            # The paths are in a temporary folder: compare only the last parts.
            calls = [[pathlib.Path(word).name if word.startswith("/") else word for word in line.split()]
                     for line in (folder / "calls").read_text().splitlines()]
            name = f"registry.example/a/b:{VERSION}"
            self.assertEqual([" ".join(call) for call in calls], [
                "package create -m metadata.json -p linux/arm64 -o arm64.tar.xz arm64",
                f"package push -n --cascade -p linux/arm64 -i {name} arm64.tar.xz",
                "package create -m metadata.json -p linux/amd64 -o x64.tar.xz x64",
                f"package push --cascade -p linux/amd64 -i {name} x64.tar.xz",
            ])


if __name__ == "__main__":
    unittest.main()
