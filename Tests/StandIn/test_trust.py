"""Trust policies: compared with ocx-trust.json, and cases that it does not contain."""

import json
import os
import pathlib
import unittest

import recorded
from recorded import log, output
from standin import trust
from standin.publish import Publisher

IDENTITY = "https://github.com/acme/x/.github/workflows/r.yml@refs/heads/main"
ISSUER = "https://token.actions.githubusercontent.com"
HELLO = "127.0.0.1:5000/acme/hello"


def policy(scope, identity=f'identity = "{IDENTITY}"'):
    return f'[[trust.policy]]\nscope = "{scope}"\n[trust.policy.keyless]\n{identity}\noidc_issuer = "{ISSUER}"\n'


class Recorded(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.recording = recorded.read("ocx-trust.json")
        self.world = recorded.World(self.recording["config"])
        self.addCleanup(self.world.folder.cleanup)
        # The recorded host is a copy of the one that the other recordings have.
        hosts = pathlib.Path(self.world.registry, "hosts")
        (hosts / "127.0.0.1_5000").rename(hosts / "127.0.0.1_5002")
        roots = pathlib.Path(self.world.top, "roots")
        roots.mkdir()
        (roots / "bad.json").write_text('{"x": 1}')
        (roots / "good.json").write_text("{}")
        self.roots = str(roots)

    def configure(self, note):
        """The configuration of a call: three were made with another one, which the recording tells by note."""
        text = self.recording["config"]
        if note.startswith("a policy with neither"):
            text = text.replace(f'identity = "{IDENTITY}"\n', "")
        elif note.startswith("the transparency log has no address"):
            text = text.replace("https://127.0.0.1:1", "https://rekor.invalid")
        elif note.startswith("policies, and none covers"):
            text = text.replace("contrib/*", "other/*")
        pathlib.Path(self.world.home, "config.toml").write_text(text)

    def test_every_call_answers_and_logs_as_recorded(self):
        translate = recorded.walk().counterparts.translate
        for call in self.recording["calls"]:
            with self.subTest(note=call["note"]):
                self.configure(call["note"])
                variables = {key: value.replace("$ROOTS", self.roots) for key, value in call["env"].items()}
                if call["note"].endswith("trust root given"):
                    variables["OCX_SIGSTORE_TRUSTED_ROOT"] = self.roots + "/good.json"
                done = self.world.run(call["argv"], **variables)
                self.assertEqual((done.returncode, output(self.world.ours(done.stdout))),
                                 (call["exit"], output(translate(call["stdout"]))))
                self.assertEqual(log(self.world.ours(done.stderr)), log(translate(call["stderr"])))


class Policies(unittest.TestCase):
    def world(self, config):
        world = recorded.World(config)
        self.addCleanup(world.folder.cleanup)
        return world

    def install(self, world, reference=f"{HELLO}:1.0.0", **variables):
        return world.run(["--format", "json", "package", "install", reference], **variables)

    def test_who_signed(self):
        world = self.world(policy("127.0.0.1:5000/*"))
        for identity, issuer, code in ((IDENTITY, ISSUER, 0), ("somebody@else.example", ISSUER, 77),
                                       (IDENTITY, "https://issuer.example", 77)):
            with self.subTest(identity=identity, issuer=issuer):
                world.make("sign", HELLO, "1.0.0", identity, issuer)
                self.assertEqual(self.install(world).returncode, code)

    def test_services_that_are_away(self):
        for change, old, new in ((["sigstore", "trust_root", "off"], 78, 78), (["sigstore", "log", "off"], 83, 75),
                                 (["referrers", "127.0.0.1:5000", "off"], 84, 82)):
            with self.subTest(change=change):
                world = self.world(policy("127.0.0.1:5000/*"))
                world.make("sign", HELLO, "1.0.0", IDENTITY, ISSUER)
                world.make(*change)
                self.assertEqual([self.install(world, OCX_STANDIN_VERSION=version).returncode
                                  for version in ("0.5.8", "0.6.5", "0.7")], [old, old, new])

    def test_offline_without_a_stored_root_of_trust(self):
        world = self.world(policy("127.0.0.1:5000/*"))
        self.assertEqual(self.install(world, OCX_NO_VERIFY="1").returncode, 0)
        self.assertEqual([self.install(world, OCX_OFFLINE="1", OCX_STANDIN_VERSION=version).returncode
                          for version in ("0.6.5", "0.7")], [78, 81])

    def test_every_refusal_can_be_published_and_is_named(self):
        world = self.world(policy("127.0.0.1:5000/*"))
        publisher = Publisher(world.registry)
        for detail, (old, new, end) in trust.REFUSALS.items():
            for version, code in (("0.6.5", old), ("0.7", new)):
                with self.subTest(detail=detail, version=version):
                    publisher.sign_tag(HELLO, "1.0.0", {"refused": detail})
                    done = self.install(world, OCX_STANDIN_VERSION=version)
                    error = json.loads(done.stdout)["error"]
                    self.assertEqual((done.returncode, error.get("detail")),
                                     (code, detail if version == "0.7" else None))
                    self.assertTrue(error["message"].endswith(end), error["message"])
                    self.assertFalse(os.path.exists(f"{world.home}/symlinks"))
        publisher.sign_tag(HELLO, "1.0.0", None)
        forced = self.install(world, OCX_STANDIN_FAULT="package install: refuse signature_invalid")
        self.assertEqual(forced.returncode, 65)

    def test_a_dependency_that_is_refused_is_the_one_that_is_named(self):
        world = self.world(policy("127.0.0.1:5000/contrib/lib"))
        done = self.install(world, "ocx.sh/acme/app:2")
        self.assertEqual(done.returncode, 79)
        message = json.loads(done.stdout)["error"]["message"]
        self.assertRegex(message, r"\Afailed to install package: ocx.sh/acme/app:2 — dependency setup failed: "
                                  r"127\.0\.0\.1:5000/contrib/lib@sha256:[0-9a-f]{64}: no signatures found for target\Z")

    def test_which_policy_decides(self):
        def signed(*policies):
            world = self.world("".join(policies))
            world.make("sign", HELLO, "1.0.0", IDENTITY, ISSUER)
            return self.install(world).returncode

        other = 'identity = "other"'
        for policies, code in (
            ([policy("127.0.0.1:5000/acme/*"), policy("127.0.0.1:5000/*", other)], 0),
            ([policy("127.0.0.1:5000/*"), policy("127.0.0.1:5000/acme/*", other)], 77),
            ([policy("127.0.0.1:5000/*", other), policy("127.0.0.1:5000/*")], 0),
            ([policy("127.0.0.1:5000/acme", other)], 77), ([policy("127.0.0.1:5000/ac", other)], 0),
            ([policy("127.0.0.1:5000/ac*", other)], 77), ([policy("127.0.0.1:5000/x", other)], 0),
            ([policy("127.0.0.1:5000/*", 'identity_regexp = "^https://github.com/acme/"')], 0),
            (["[[trust.policy]]\n[trust.policy.keyless]\nidentity = 'other'\n"], 77),
            (["[[trust.policy]]\nscope = { include = ['127.0.0.1:5000/*'], exclude = ['127.0.0.1:5000/acme/*'] }\n"
              "[trust.policy.keyless]\nidentity = 'other'\n"], 0),
        ):
            with self.subTest(policies=policies):
                self.assertEqual(signed(*policies), code)

    def test_the_system_file_locks_its_policies(self):
        world = self.world(policy("127.0.0.1:5000/acme/hello"))
        world.make("sign", HELLO, "1.0.0", IDENTITY, ISSUER)
        system = pathlib.Path(world.top, "system.toml")
        system.write_text(policy("127.0.0.1:5000/*", 'identity = "other"') + '[registry]\ndefault = "system.example"\n')
        variables = {"OCX_STANDIN_SYSTEM_CONFIG": str(system)}
        self.assertEqual(self.install(world, **variables).returncode, 77)
        about = json.loads(world.run(["--format", "json", "about"], **variables).stdout)
        self.assertEqual(about["registry"], "system.example")


if __name__ == "__main__":
    unittest.main()
