"""Compares the stand-in with ocx-pull.json: `package pull`, `package env --self`, and the store afterwards."""

import copy
import json
import os
import unittest

import recorded
from recorded import log, output


def files_of(world, manifest):
    """What a package holds, by the path of its manifest in the home."""
    content = os.path.join(world.home, os.path.dirname(manifest), "content")
    return [os.path.relpath(os.path.join(folder, name), content)
            for folder, _, names in os.walk(content) for name in names]


class Pull(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        walk = recorded.walk()
        cls.recording = recorded.read("ocx-pull.json")
        cls.world = recorded.World(walk.recorded_home["config.toml"]["text"])
        cls.addClassCleanup(cls.world.folder.cleanup)
        counterparts = copy.deepcopy(walk.counterparts)
        cls.translate = staticmethod(counterparts.translate)
        cls.calls = []
        for call in cls.recording["calls"]:
            arguments = [cls.translate(argument) for argument in call["argv"]]
            cls.calls.append((call, cls.world.run(arguments, **call["env"])))
            if len(cls.calls) == 1:
                cls.files = recorded.tree(cls.world.home)
                cls.links = {path: os.stat(os.path.join(cls.world.home, path)).st_nlink for path in cls.files
                             if "/content/" in path and "link" not in cls.files[path]}
        # The package for another platform was not fetched in the calls that gave the counterparts,
        # and is known here by the shards of its paths alone.
        [foreign] = [text for path, text in recorded.texts(recorded.tree(cls.world.home)).items()
                     if path.startswith("packages/") and path.endswith("manifest.json")
                     and files_of(cls.world, path) == ["bin/foreign"]]
        manifest = json.loads(foreign)
        counterparts.add("d0f9356f50ab46ffd130248f0dc5bf79" + "0" * 32, manifest["layers"][0]["digest"])
        counterparts.add("0f2a17a44d0446a98032c39de6e6d1ed" + "0" * 32, manifest["config"]["digest"])

    def test_every_call_answers_as_recorded(self):
        for call, done in self.calls:
            with self.subTest(note=call["note"]):
                self.assertEqual((done.returncode, output(self.world.ours(done.stdout))),
                                 (call["exit"], output(self.translate(call["stdout"]))))

    def test_every_call_logs_as_recorded(self):
        for call, done in self.calls:
            with self.subTest(note=call["note"]):
                self.assertEqual(log(self.world.ours(done.stderr)), log(self.translate(call["stderr"])))

    def test_the_store_holds_the_same_files(self):
        # The recording leaves out blobs and the links to folders.
        files = {path for path in self.files
                 if path.split("/")[0] in ("index", "layers", "packages") and "/refs/deps/" not in path
                 and "/refs/layers/" not in path}
        self.assertEqual(sorted(files), sorted(map(self.translate, self.recording["home_after_the_first"])))

    def test_launchers_and_metadata_read_the_same(self):
        for path, text in self.recording["texts"].items():
            with self.subTest(path=path):
                text, mine = self.translate(text), self.files[self.translate(path)]["text"]
                self.assertEqual(json.loads(mine) if path.endswith(".json") else mine,
                                 json.loads(text) if path.endswith(".json") else text)

    def test_a_file_of_a_layer_and_of_a_package_are_one(self):
        self.assertEqual(self.links, {self.translate(path): count
                                      for path, count in self.recording["hard_links"].items()})


if __name__ == "__main__":
    unittest.main()
