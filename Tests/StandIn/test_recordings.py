"""Compares the stand-in with the recordings of the real ocx: every call of ocx-cli.json in its order,
by exit code, standard output and log lines; every file and link of ocx-home.json."""

import hashlib
import json
import os
import unittest

import recorded
from recorded import log, output, plain
from standin import identifiers, platforms
from standin.failure import Failure, UsageFailure


class Recordings(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        walk = recorded.walk()
        cls.calls, cls.recorded_home, cls.our_home = walk.calls, walk.recorded_home, walk.home_files
        cls.counterparts, cls.home, cls.ours = walk.counterparts, walk.world.home, staticmethod(walk.world.ours)

    def test_every_call_answers_as_recorded(self):
        for section, call, done in self.calls:
            with self.subTest(section=section, argv=" ".join(call["argv"])):
                recorded = self.counterparts.translate(call["stdout"])
                self.assertEqual((done.returncode, output(self.ours(done.stdout))), (call["exit"], output(recorded)))

    def test_every_call_logs_as_recorded(self):
        for section, call, done in self.calls:
            with self.subTest(section=section, argv=" ".join(call["argv"])):
                recorded = self.counterparts.translate(call["stderr"])
                self.assertEqual(log(self.ours(done.stderr)), log(recorded))

    def test_the_home_holds_the_same_files(self):
        def keyed(files):
            """Back-references are named after a path that differs: named by their target here."""
            found = {}
            for path, file in files.items():
                if "/refs/symlinks/" in path:
                    path = path.rpartition("/")[0] + "/-> " + file["link"]
                found[path] = file
            return found

        recorded = json.loads(self.counterparts.translate(json.dumps(self.recorded_home)))
        recorded, ours = keyed(recorded), keyed(self.our_home)
        self.assertEqual(sorted(ours), sorted(recorded))
        for path, file in recorded.items():
            with self.subTest(path=path):
                mine = ours[path]
                self.assertEqual({key: mine.get(key) for key in ("link", "executable")},
                                 {key: file.get(key) for key in ("link", "executable")})
                # The output of the tools and their descriptions are invented in both.
                if "/content/" in path or "text" not in file:
                    continue
                self.assertEqual(described(mine["text"]), described(file["text"]))

    def test_back_references_are_named_after_the_path_they_come_from(self):
        links = {path: file["link"] for path, file in self.our_home.items() if "/refs/symlinks/" in path}
        self.assertGreaterEqual(len(links), 8)
        for path, target in links.items():
            forward = target.replace("$OCX_HOME", self.home)
            self.assertEqual(os.path.basename(path), hashlib.sha256(forward.encode()).hexdigest()[:16])


class Rules(unittest.TestCase):
    """The stand-in reads names, tags and platforms as OCX's own library does (ocx-rules.json)."""

    @classmethod
    def setUpClass(cls):
        cls.rules = recorded.read("ocx-rules.json")

    def test_identifiers(self):
        for case in self.rules["identifiers"]:
            with self.subTest(input=case["input"]):
                try:
                    found = identifiers.parse(case["input"], "ocx.sh")
                except UsageFailure as failure:
                    self.assertIn(case.get("error", "taken"), str(failure))
                    continue
                self.assertEqual([found.registry, found.repository, found.tag, found.digest],
                                 [case.get(key, "refused") for key in ("registry", "repository", "tag", "digest")])

    def test_tags(self):
        for case in self.rules["tags"]:
            with self.subTest(tag=case["tag"]):
                version = case["version"]
                self.assertEqual(identifiers.reserved(case["tag"]), case["reserved"])
                self.assertEqual(identifiers.variant(case["tag"]), version and (version["variant"] or ""))

    def test_platforms(self):
        for case in self.rules["platforms"]:
            with self.subTest(host=case["host"], offered=case["offered"]):
                manifests = [{"platform": platforms.Platform.parse(text).descriptor(), "text": text}
                             for text in case["offered"]]
                try:
                    chosen = platforms.select(platforms.Platform.parse(case["host"]), manifests)
                except Failure:
                    self.assertIn("ambiguous", case["selected"])
                    continue
                self.assertEqual({"found": chosen["text"]} if chosen else {"none": True}, case["selected"])


def described(text):
    """The content of a file in the home, without the invented parts of an index."""
    try:
        document = plain(json.loads(text))
    except ValueError:
        return text
    if isinstance(document, dict) and isinstance(document.get("desc"), dict):
        document["desc"] = {key: type(value).__name__ for key, value in document["desc"].items()}
        document["desc"].pop("keywords", None)
    return document


if __name__ == "__main__":
    unittest.main()
