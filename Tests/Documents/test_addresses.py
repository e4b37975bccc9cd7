"""The name of the project and its version are defined in one place each."""

import os
import pathlib
import re
import shutil
import tempfile
import unittest

from world import REPOSITORY, TOP, VERSION, run

PARTS = ["Makefile", "Sources", "lua", "docs", ".packaging", ".github", "Tests/Tools"]


class AddressesTest(unittest.TestCase):
    def test_another_name_reaches_every_place(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder)
            for part in PARTS:
                source = TOP / part
                if source.is_dir():
                    shutil.copytree(source, copy / part)
                elif source.exists():
                    shutil.copy(source, copy / part)
            for document in TOP.glob("*.md"):
                shutil.copy(document, copy)
            program = copy / "Sources/ToolBrowser/CommandLine/Program.swift"
            program.write_text(program.read_text().replace(f'"{VERSION}"', '"98.76.54"'))
            run([copy / "Tests/Tools/generate-addresses"],
                env={**os.environ, "REPOSITORY": "else-where/ocx-mise-tui"})
            owner = REPOSITORY.split("/")[0]
            # The Makefile defines it; the changelog is history.
            texts = {path: path.read_text(encoding="utf-8") for path in copy.rglob("*")
                     if path.is_file() and path.name not in ("Makefile", "DECISIONS.md", "CHANGELOG.md")
                     and "Tests" not in path.relative_to(copy).parts and path.name != "EmbeddedPlugin.swift"}
            names = re.compile(rf"\b{re.escape(owner)}/(?:tap/)?ocx-mise-tui\b")
            old = [path.name for path, text in texts.items() if names.search(text)]
            self.assertEqual(old, [])
            stale = [path.name for path, text in texts.items()
                     if re.search(rf"ocx-mise-tui[-_]{re.escape(VERSION)}|/v{re.escape(VERSION)}", text)]
            self.assertEqual(stale, [])
            self.assertIn('"github:else-where/ocx-mise-tui"', texts[copy / "lua/metadata.lua"])
            self.assertIn('"github:else-where/ocx-mise-tui" = "98.76"', texts[copy / "README.md"])
            self.assertIn("releases/download/v98.76.54/ocx-mise-tui-98.76.54-linux-x64.tar.gz",
                          texts[copy / "README.md"])


if __name__ == "__main__":
    unittest.main()
