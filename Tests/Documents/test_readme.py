"""Runs README's examples as a new user would, and checks its statements about the sources."""

import pathlib
import re
import shutil
import tempfile
import unittest

import world
from world import TOP, VERSION, World, blocks

README = (TOP / "README.md").read_text(encoding="utf-8")
# The folder of the tools of the first Dockerfile stage: in the image, and here.
IMAGE = "/opt/"


def tools_block():
    """The `mise.toml` that installs everything."""
    return next(block for block in blocks("README.md", "toml") if "[plugins]" in block)


class ReadmeTest(unittest.TestCase):
    maxDiff = None

    def test_the_shell_examples_run_in_order_and_leave_nothing(self):
        with World() as stranger:
            said = stranger.run("\n".join(blocks("README.md", "sh")))
            for expected in (f"ocx-mise-tui {VERSION}\n", ": OK\n", "\nversion: 0.10.0\n",
                             "\nversion: 0.11.0\n", '+"ocx:ocx.sh/shellcheck/shellcheck" = "0.10"',
                             "ocx:ocx.sh/shellcheck/shellcheck\t"):
                self.assertIn(expected, said)
            # Variables of mise, and programs that were installed before the examples.
            left = [path.relative_to(stranger.home).as_posix() for path in stranger.home.rglob("*")
                    if "ocx-mise-tui" in path.name]
            self.assertEqual(left, [])
            self.assertEqual(list((stranger.data / "plugins").iterdir()), [])

    def test_the_recipe_for_ci(self):
        steps = re.findall(r"^ +- run: (.*?)(?: +#.*)?$", blocks("README.md", "yaml")[0], re.M)
        self.assertGreater(len(steps), 3)
        with World() as stranger:
            (stranger.project / "mise.toml").write_text(tools_block())
            stranger.run("mise install", status=1)
            stranger.run("\n".join(steps))
            # Something newer ends the job.
            older = tools_block().replace('"0.11"', '"0.10"')
            (stranger.project / "mise.toml").write_text(older)
            stranger.run("\n".join(steps), status=1)

    def test_the_container_file(self):
        with World() as stranger:
            (stranger.project / "mise.toml").write_text(tools_block())
            image = stranger.folder / "image"
            first, second = re.split(r"^FROM .*$", blocks("README.md", "dockerfile")[0], flags=re.M)[1:]
            here = str(image) + "/"
            lines = [line for line in re.findall(r"^RUN (.*)$", first, re.M) if line.startswith("mise")]
            data = re.search(r"^ENV MISE_DATA_DIR=(.*)$", first, re.M)[1].replace(IMAGE, here)
            self.assertEqual(len(lines), 1)
            stranger.run(lines[0], MISE_DATA_DIR=data)
            source, target = re.search(r"^COPY --from=tools (\S+) (\S+)$", second, re.M).groups()
            shutil.copytree(source.replace(IMAGE, here), target.replace(IMAGE, here), symlinks=True)
            shutil.rmtree(data)
            path = re.search(r"^ENV PATH=(.*):\$PATH$", second, re.M)[1].replace(IMAGE, here)
            command = re.search(r"^RUN (.*)$", second, re.M)[1]
            said = stranger.run(command, PATH=f"{path}:/usr/bin:/bin")
            self.assertIn("\nversion: 0.11.0\n", said)

    def test_the_manual_has_the_same_container_file(self):
        page = world.run([world.PROGRAM, "manual", "7"])
        example = re.search(r"^FROM image\S+ AS tools\n(.*?)^\.fi$", page, re.M | re.S)[1]
        lines = example.replace("\\-", "-").splitlines()
        self.assertGreater(len(lines), 5)
        for line in lines:
            self.assertIn(line + "\n", blocks("README.md", "dockerfile")[0])

    def test_the_entries_are_read(self):
        found = [block for block in blocks("README.md", "toml") if "[tools]" in block]
        self.assertGreater(len(found), 1)
        with World() as stranger:
            for block in found:
                text = block.replace("sha256:…", "sha256:" + "0" * 64)
                (stranger.project / "mise.toml").write_text(text)
                said = stranger.run(f"{world.PROGRAM} pins --json 2>/dev/null")
                for key in re.findall(r'^"(ocx:[^"]+)" = ', block, re.M):
                    self.assertIn(f'"key": "{key}"', said)

    def test_settings_have_an_effect(self):
        block = next(block for block in blocks("README.md", "toml") if "[keys]" in block)
        with World() as stranger:
            folder = stranger.home / ".config/ocx-mise-tui"
            folder.mkdir(parents=True)
            (folder / "config.toml").write_text(block)
            said = stranger.run(f"{world.PROGRAM} doctor --json || true")
            settings = re.search(r'"check": "settings",[^}]*', said)
            self.assertIsNotNone(settings, said)
            self.assertIn('"state": "ok"', settings[0])

    def test_the_messages_are_those_of_the_program(self):
        rows = re.search(r"^\| message \|.*?\n\n", README, re.M | re.S)[0].splitlines()[2:]
        quoted = [text for row in rows if row
                  for text in re.findall(r"`([^`]+)`", row.split("|")[1]) if "says" not in row.split("|")[1]]
        sources = "\n".join(path.read_text(encoding="utf-8") for folder in ("Sources", "lua", "docs")
                            for path in (TOP / folder).rglob("*") if path.is_file())
        # Long texts are split over two lines.
        sources = re.sub(r'"\s*\n\s*(?:\+|\.\.) "', "", sources)
        for text in quoted:
            with self.subTest(message=text):
                # Placeholders of names differ.
                part = max(re.split(r" ocx-mise-tui| ocx$", text), key=len)
                self.assertTrue(part in sources, "no source says so")

    def test_links_lead_somewhere(self):
        for document in sorted([*TOP.glob("*.md"), *(TOP / "docs").glob("*.md")]):
            text = re.sub(r"^```.*?^```$", "", document.read_text(encoding="utf-8"), flags=re.M | re.S)
            text = re.sub(r"`[^`\n]*`", "", text)
            anchors = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-")
                       for head in re.findall(r"^#+ (.*)$", text, re.M)}
            for target in re.findall(r'\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"', text):
                target = "".join(target)
                with self.subTest(document=document.name, target=target):
                    path, _, anchor = target.partition("#")
                    if re.match(r"[a-z]+:", target):
                        continue
                    if path:
                        self.assertTrue((document.parent / path).exists())
                    elif anchor:
                        self.assertIn(anchor, anchors)


    def test_files_that_documents_name_are_there(self):
        for document in sorted([*TOP.glob("*.md"), *(TOP / "docs").glob("*.md")]):
            if document.name == "DECISIONS.md":  # what was once
                continue
            text = document.read_text(encoding="utf-8")
            for path in re.findall(r"`((?:Sources|Tests|lua|docs|\.ci|\.packaging|\.github)/[\w./+-]+)`", text):
                with self.subTest(document=document.name, path=path):
                    self.assertTrue((TOP / path).exists())


class PluginBranchTest(unittest.TestCase):
    """The branch that contains only the plugin."""

    def test_its_root_and_its_history_are_those_of_lua(self):
        with tempfile.TemporaryDirectory() as folder:
            remote = pathlib.Path(folder) / "remote"
            world.make_repository(remote)
            made = world.run([TOP / ".packaging/plugin-branch", remote]).strip()
            clone = pathlib.Path(folder) / "clone"
            world.git(folder, "clone", "--quiet", "--branch=plugin", f"file://{remote}", clone)
            files = lambda root: sorted(  # noqa: E731
                path.relative_to(root).as_posix() for path in root.rglob("*")
                if path.is_file() and ".git" not in path.relative_to(root).parts)
            self.assertEqual(files(clone), files(TOP / "lua"))
            subjects = world.git(clone, "log", "--format=%s").splitlines()
            self.assertEqual(subjects, ["The plugin of today", "The first plugin"])
            # The same history gives the same commits, and a new commit extends them.
            self.assertEqual(world.run([TOP / ".packaging/plugin-branch", remote]).strip(), made)
            (remote / "lua" / "new.lua").write_text("return 1\n")
            world.git(remote, "add", "--all")
            world.git(remote, "commit", "--quiet", "--message=More")
            world.run([TOP / ".packaging/plugin-branch", remote])
            self.assertEqual(world.git(remote, "rev-parse", "plugin^").strip(), made)

    def test_a_shallow_clone_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            remote, clone = pathlib.Path(folder) / "remote", pathlib.Path(folder) / "clone"
            world.make_repository(remote)
            world.git(folder, "clone", "--quiet", "--depth=1", f"file://{remote}", clone)
            with self.assertRaisesRegex(AssertionError, "shallow"):
                world.run([TOP / ".packaging/plugin-branch", clone])


if __name__ == "__main__":
    unittest.main()
