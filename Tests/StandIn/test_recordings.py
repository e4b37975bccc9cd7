"""Holds the stand-in to the recordings of the real ocx: every call of ocx-cli.json in its order,
by exit code, standard output and log lines; every file and link of ocx-home.json."""

import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from digests import Counterparts
from standin import identifiers, platforms
from standin.failure import Failure, UsageFailure

HERE = pathlib.Path(__file__).resolve().parent
RECORDINGS = HERE.parent.parent.parent / "shared" / "recordings"
MISSING = "the recordings are not beside this checkout (../shared/recordings): the stand-in is not held to them"
if not RECORDINGS.is_dir():
    print(f"SKIPPED: {MISSING}", file=sys.stderr)


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
    """A JSON document without what no two runs share: times, sizes, the commit of the build."""
    if isinstance(value, dict):
        hidden = {"size": int, "timestamp": str, "observed": str, "sha": str, "short": str, "describe": str}
        return {key: f"<{hidden[key].__name__}>" if key in hidden and isinstance(item, hidden[key]) else plain(item)
                for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value


def output(text):
    """Standard output as a document where it is one; a list of clean's is a set of rows."""
    try:
        document = plain(json.loads(text))
    except ValueError:
        return text
    if isinstance(document, list):
        document.sort(key=json.dumps)
    return document


def log(text):
    """Log lines as a set: their order and number follow from what ran beside what."""
    text = re.sub(r"temp/[0-9a-f]{32}", "temp/<id>", text)
    return sorted(set(re.sub(r"\d{4}-\d\d-\d\dT[0-9:.]+Z", "<time>", text).splitlines()))


@unittest.skipUnless(RECORDINGS.is_dir(), MISSING)
class Recordings(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        top = os.path.realpath(cls.folder.name)
        cls.home = os.path.join(top, "home")
        registry = os.path.join(top, "registry")
        subprocess.run([sys.executable, HERE / "make_registry.py", registry, "--platform",
                        "linux/amd64+libc.glibc"], check=True)
        cls.environment = {"PATH": os.environ["PATH"], "HOME": top, "OCX_HOME": cls.home,
                           "OCX_STANDIN_REGISTRY": registry, "OCX_STANDIN_HOST": "linux/amd64+libc.glibc"}
        cls.recorded_home = json.loads((RECORDINGS / "ocx-home.json").read_text())["files"]
        os.makedirs(cls.home)
        (pathlib.Path(cls.home) / "config.toml").write_text(cls.recorded_home["config.toml"]["text"])
        cls.calls, cls.our_home = [], None
        for section in json.loads((RECORDINGS / "ocx-cli.json").read_text())["sections"]:
            if section["section"] == "store":
                cls.our_home = tree(cls.home)
            for call in section["calls"]:
                cls.calls.append((section["section"], call, cls.run_call(call)))
        cls.counterparts = Counterparts()
        cls.counterparts.add_trees(texts(cls.recorded_home), texts(cls.our_home))

    @classmethod
    def run_call(cls, call):
        # A reference that is not known here yet has a digest of the recordings in no call but one:
        # sixty-four zeros.
        return subprocess.run([HERE / "ocx", *call["argv"]], capture_output=True, text=True,
                              env={**cls.environment, **call.get("env", {})}, stdin=subprocess.DEVNULL)

    def ours(self, text):
        return text.replace(self.home, "$OCX_HOME")

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
                # What tools print and how an index describes them is made up, there and here.
                if "/content/" in path or "text" not in file:
                    continue
                self.assertEqual(described(mine["text"]), described(file["text"]))

    def test_back_references_are_named_after_the_path_they_come_from(self):
        links = {path: file["link"] for path, file in self.our_home.items() if "/refs/symlinks/" in path}
        self.assertGreaterEqual(len(links), 8)
        for path, target in links.items():
            forward = target.replace("$OCX_HOME", self.home)
            self.assertEqual(os.path.basename(path), hashlib.sha256(forward.encode()).hexdigest()[:16])


@unittest.skipUnless(RECORDINGS.is_dir(), MISSING)
class Rules(unittest.TestCase):
    """The stand-in reads names, tags and platforms as OCX's own library does (ocx-rules.json)."""

    @classmethod
    def setUpClass(cls):
        cls.rules = json.loads((RECORDINGS / "ocx-rules.json").read_text())

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
    """The text of a file in the home: a document, with what is made up in an index left out."""
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
