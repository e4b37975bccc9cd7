"""Compares the stand-in with recorded answers of 0.6.5, and with the documented shapes of 0.7."""

import json
import os
import pathlib
import unittest

import recorded
from digests import Counterparts
from recorded import log, output
from standin.publish import Publisher

JQ = "ocx.sh/jqlang/jq"
# By platform: the first digits of the recorded layer.
LAYERS = {"linux/amd64": "88ad916b0507", "linux/arm64": "e0951c9ef030", "darwin/arm64": "8230875ada94",
          "windows/amd64": "f4517d115132"}
MANAGED = '[managed]\nsource = "ocx.sh/corp/config:1"\n'


def made(version):
    """A world with the packages of the recordings of 0.6.5."""
    world = recorded.World(fixture="platforms")
    world.environment["OCX_STANDIN_VERSION"] = version
    return world


def seen():
    """(section, call) of every call that was seen on 0.6.5, without those of projects, which we never make."""
    for section in recorded.read("ocx-cli-0.6.json")["sections"]:
        for call in section["calls"]:
            if call["source"] == "seen" and "--project" not in call["argv"]:
                yield section["section"], call


class Seen(unittest.TestCase):
    """0.6.5: every call in a new home, in the state of the recorded one."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.world = made("0.6.5")
        cls.addClassCleanup(cls.world.folder.cleanup)
        publisher = Publisher(cls.world.registry)
        cls.counterparts = Counterparts()
        calls = [call for section, call in seen() if section == "inspect"]
        plain, closure, other = (json.loads(call["stdout"])["packages"][0] for call in calls)
        cls.pair("jqlang/jq", plain["candidates"], closure, publisher)
        cls.pair("bazelbuild/bazelisk", [], other, publisher)

    @classmethod
    def pair(cls, repository, candidates, closure, publisher):
        """Pairs the recorded digests of one package with ours."""
        host = publisher.open_hosts()[0]
        tag = publisher.tags(host, repository)["latest"]
        ours = {f"{item['platform']['os']}/{item['platform']['architecture']}": item["digest"]
                for item in publisher.read_blob(host, tag)["manifests"]}
        chain = {link["role"]: link["digest"] for link in closure["resolution"]["chain"]}
        manifest = publisher.read_blob(host, ours["linux/amd64"])
        cls.counterparts.add(chain["index"], tag)
        cls.counterparts.add(chain["manifest"], ours["linux/amd64"])
        cls.counterparts.add(chain["config"], manifest["config"]["digest"])
        cls.counterparts.add(closure["layers"][0]["digest"], manifest["layers"][0]["digest"])
        for item in candidates:
            cls.counterparts.add(item["digest"], ours[item["platform"]])
            if item["platform"] in LAYERS and item["platform"] != "linux/amd64":
                layer = publisher.read_blob(host, ours[item["platform"]])["layers"][0]["digest"]
                cls.counterparts.add(LAYERS[item["platform"]] + "0" * 52, layer)

    def prepare(self, number, call):
        """A home for a call: what it found in the store is installed, what it found in an index is recorded."""
        world = self.world
        world.home = os.path.join(world.top, f"home-{number}")
        world.environment["OCX_HOME"] = world.home
        for path, text in (("managed.toml", MANAGED), ("bad.toml", "this is = = not toml\n")):
            pathlib.Path(world.top, path).write_text(text)
        index = os.path.join(world.top, f"index-{number}")

        def placed(text):
            return self.counterparts.translate(text).replace("$INDEX", index).replace("$H", world.top)

        arguments = [placed(argument) for argument in call["argv"]]
        variables = {key: placed(value) for key, value in (call.get("env") or {}).items()}
        named = ["--index", index] if index in arguments + list(variables.values()) else []
        if named and "update" not in arguments:
            world.run([*named, "index", "update", JQ])
        if arguments[-1].endswith("jq:1.8.1") and "which" in arguments:
            world.run(["index", "update", JQ])
        stored = call["exit"] == 0 and "Downloading" not in call["stderr"] and "package" in arguments
        if stored and {"install", "which", "env"} & set(arguments):
            platform = arguments[arguments.index("-p"):][:2] if "-p" in arguments else []
            world.run([*named, "package", "install", *platform, arguments[-1]])
        if "OCX_NO_CONFIG" in variables and "OCX_CONFIG" not in variables:
            pathlib.Path(world.home, "config.toml").write_text(MANAGED)
        return arguments, variables

    def answers(self, text):
        text = text.replace("https://index.ocx.sh", "<index>").replace(self.world.home, "$OCX_HOME")
        return text.replace(self.world.top, "$H")

    def test_every_call_answers_and_logs_as_seen(self):
        count = 0
        for number, (section, call) in enumerate(seen()):
            with self.subTest(section=section, argv=" ".join(call["argv"]), env=call.get("env")):
                arguments, variables = self.prepare(number, call)
                done = self.world.run(arguments, **variables)
                expected = output(self.counterparts.translate(call["stdout"]))
                self.assertEqual((done.returncode, made_alike(output(self.answers(done.stdout)))),
                                 (call["exit"], made_alike(expected)))
                self.assertEqual(lines(call, self.answers(done.stderr)),
                                 lines(call, self.counterparts.translate(call["stderr"])))
                count += 1
        self.assertGreater(count, 60)


class Documented(unittest.TestCase):
    """0.7: exit codes, and the keys of answers. Messages are not documented."""

    maxDiff = None

    # Calls of what the stand-in does not have.
    ABSENT = ("verify", "sbom", "--link")

    @classmethod
    def setUpClass(cls):
        cls.calls = [(section["section"], call)
                     for section in recorded.read("ocx-cli-0.6.json")["documented_0_7"]
                     for call in section["calls"] if not set(cls.ABSENT) & set(call["argv"])]

    def prepare(self, world, section, call, detail):
        """Brings a world to where a call needs it; (arguments, variables)."""
        arguments = [argument.replace("$H", world.top) for argument in call["argv"]]
        variables = {key: value.replace("$H", world.top) for key, value in (call.get("env") or {}).items()}
        pathlib.Path(world.top, "bad.toml").write_text("this is = = not toml\n")
        if section == "install under a trust policy" and detail:
            variables["OCX_STANDIN_FAULT"] = f"package install: refuse {detail}"
        elif section == "install under a trust policy":
            world.run(["package", "install", arguments[-1]])
            pathlib.Path(world.home, "config.toml").write_text(
                "[[trust.policy]]\nscope = 'ocx.sh/*'\n[trust.policy.keyless]\nidentity = 'x'\n")
        elif detail == "yanked_refused":
            world.make("yank", JQ, "1.8.2")
        elif detail == "offline_manifest_missing" or section == "index" and call["exit"] == 0:
            world.run(["index", "update", JQ])
        elif section in ("which", "environment", "remove") and call["exit"] == 0 and "absent" not in call["stdout"]:
            world.run(["package", "install", "ocx.sh/jqlang/jq:latest", "ocx.sh/jqlang/jq:1.8.2"])
        if arguments[-1].startswith("localhost:5001"):
            world.make("private", "localhost:5001", "bob", "s3cret")
        return arguments, variables

    def test_exit_codes_and_keys(self):
        for section, call in self.calls:
            with self.subTest(section=section, argv=" ".join(call["argv"]), env=call.get("env")):
                world = made("0.7")
                document = json.loads(call["stdout"])
                detail = document.get("error", {}).get("detail")
                arguments, variables = self.prepare(world, section, call, detail)
                done = world.run(arguments, **variables)
                self.assertEqual(done.returncode, call["exit"], done.stderr)
                mine = json.loads(done.stdout)
                if "error" in document:
                    self.assertEqual((mine["schema_version"], mine["command"], mine["error"]["kind"],
                                      mine["error"].get("detail")),
                                     (2, document["command"], document["error"]["kind"], detail))
                self.assertEqual(keys(mine), keys(document))
                world.folder.cleanup()


class Differences(unittest.TestCase):
    """What else tells the versions apart."""

    def world(self, version):
        world = made(version)
        self.addCleanup(world.folder.cleanup)
        return world

    def tags(self, world):
        path = pathlib.Path(world.home, "index/ocx.sh/p/jqlang/jq.json")
        return sorted(json.loads(path.read_text())["tags"]) if path.exists() else []

    def test_a_yanked_tag_takes_the_others_along_or_not(self):
        for version, recorded_tags in (("0.5.8", []), ("0.6.5", []),
                                       ("0.7", ["1", "1.8", "1.8.0", "1.8.0_20260802", "1.8.2",
                                        "1.8.2_20260802", "latest"])):
            with self.subTest(version=version):
                world = self.world(version)
                world.make("yank", JQ, "1.8.1")
                done = world.run(["index", "update", JQ])
                self.assertEqual((done.returncode, self.tags(world)), (65, recorded_tags))

    def test_an_ephemeral_row_goes_with_its_tag(self):
        for version, kept in (("0.6.5", True), ("0.7", False)):
            with self.subTest(version=version):
                world = self.world(version)
                world.make("publish", JQ, "1.9.0-rc1")
                world.make("ephemeral", JQ, "1.9.0-rc1")
                world.run(["index", "update", JQ])
                self.assertIn("1.9.0-rc1", self.tags(world))
                world.make("remove", JQ, "1.9.0-rc1")
                world.run(["index", "update", JQ])
                self.assertEqual("1.9.0-rc1" in self.tags(world), kept)

    def test_reserved_tags_are_not_listed(self):
        world = self.world("0.7")
        kept = ["sha256." + "a" * 64, "sha256-" + "b" * 64 + ".sbom", "sha512-" + "c" * 64,
                "__ocx.keep.sha256-" + "d" * 64]
        for tag in kept:
            world.make("move", JQ, tag, "1.8.2")
        listed = json.loads(world.run(["--format", "json", "--remote", "index", "list", JQ]).stdout)["packages"][JQ]
        self.assertFalse(set(kept) & set(listed))
        world.run(["index", "update", JQ])
        self.assertTrue(set(kept) <= set(self.tags(world)))

    def test_progress_is_said_where_the_level_asks_for_it(self):
        for version, bare, asked in (("0.5.8", True, True), ("0.6.5", True, True), ("0.7", False, True)):
            world = self.world(version)
            for level, expected in (([], bare), (["--log-level", "info"], asked)):
                with self.subTest(version=version, level=level):
                    done = world.run([*level, "package", "install", f"{JQ}:1.8.2"])
                    self.assertEqual("Installing packages" in done.stderr, expected)

    def test_a_bad_boolean_is_a_warning_or_an_end(self):
        for version, code in (("0.6.5", 0), ("0.7", 78)):
            with self.subTest(version=version):
                done = self.world(version).run(["--json", "about"], OCX_NO_CONFIG_REFRESH="maybe")
                self.assertEqual(done.returncode, code)
                self.assertIn("OCX_NO_CONFIG_REFRESH", done.stderr)

    def test_an_index_that_is_away(self):
        for version, code in (("0.5.8", 69), ("0.6.5", 69), ("0.7", 75)):
            with self.subTest(version=version):
                world = self.world(version)
                world.make("down", "ocx.sh")
                self.assertEqual(world.run(["index", "update", JQ]).returncode, code)


def keys(document):
    """The keys of a document, without what depends on the build and on what was found."""
    if isinstance(document, dict):
        return {key: keys(value) for key, value in document.items()
                if key not in ("commit", "build", "ci", "shell", "metadata", "context")}
    if isinstance(document, list):
        return [keys(document[0])] if document and isinstance(document[0], dict) else "list"
    return "value"


def lines(call, text):
    """Log lines; of refused arguments and of a parser's message, the line that says what is wrong."""
    if call["exit"] == 64:
        return text.splitlines()[:1]
    return [line.partition(": TOML parse error")[0].partition(": Expected")[0].partition(": Invalid")[0]
            for line in log(text)]


def made_alike(document):
    """Without what tells one build of ocx from another."""
    if not isinstance(document, dict):
        return document
    return {key: sorted(value) if key in ("commit", "build", "ci") else value for key, value in document.items()}


if __name__ == "__main__":
    unittest.main()
