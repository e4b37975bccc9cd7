"""Dependencies, entry points, launchers and patches: rules of OCX that are not in the recordings."""

import json
import os
import pathlib
import subprocess
import unittest

import recorded
from standin import environment, template, visibility
from standin.failure import Failure

ROOT = "ocx.sh/deps/root:1.0.0"
PUBLIC, PRIVATE, INTERFACE, SEALED = (visibility.AXES[name] for name in ("public", "private", "interface", "sealed"))


def digest(letter):
    return "sha256:" + letter * 64


class Rules(unittest.TestCase):
    def test_visibility_passes_along_edges(self):
        """root -(edge)-> a -(inner)-> b: what b is to root."""
        names = list(visibility.AXES)
        expected = {(edge, inner): edge if inner in ("public", "interface") else "sealed"
                    for edge in names for inner in names}
        for (edge, inner), effective in expected.items():
            with self.subTest(edge=edge, inner=inner):
                closed = visibility.closure([("r/a@" + digest("a"), visibility.AXES[edge],
                                              [{"identifier": "r/b@" + digest("b"), "visibility": inner}])])
                self.assertEqual([entry["visibility"] for entry in closed], [effective, edge])

    def test_two_ways_to_a_package_show_the_most_open_of_both(self):
        inner = [{"identifier": "r/c:1@" + digest("c"), "visibility": "public"}]
        closed = visibility.closure([("r/a@" + digest("a"), PRIVATE, inner), ("r/b@" + digest("b"), INTERFACE, inner),
                                     ("r/c@" + digest("c"), SEALED, [])])
        self.assertEqual([(entry["identifier"][:5], entry["visibility"]) for entry in closed],
                         [("r/c:1", "public"), ("r/a@s", "private"), ("r/b@s", "interface")])

    def test_tokens(self):
        for text, expected in (
            ("plain", "plain"), ("", ""), ("${installPath}/bin", "/c/bin"), ("${self.installPath}", "/c"),
            ("${installPath:native}${self.installPath:posix}", "/c/c"), ("$${installPath}", "${installPath}"),
            ("$${x}", "${x}"), ("$$${x}", "$${x}"), ("$$", "$$"), ("${open", "${open"), ("$HOME", "$HOME"),
            ("${x}", None), ("${}", None), ("${installPath.x}", None), ("${installPath:POSIX}", None),
            ("${ installPath }", None), ("${deps.lib.installPath}", None), ("${self.env.KEY}", None),
        ):
            with self.subTest(text=text):
                if expected is None:
                    with self.assertRaises(Failure) as refused:
                        template.expand(text, "/c")
                    self.assertEqual(refused.exception.code, 65)
                else:
                    self.assertEqual(template.expand(text, "/c"), expected)

    def test_the_fold(self):
        def entry(kind, value, separator=","):
            return {"key": "K", "type": kind, "value": value, "separator": separator}

        for kind, value, before, after in (
            ("path", "/b", "/a:/b::/c", "/b:/a:/c"), ("path", "/b", "", "/b"), ("constant", "x", "y", "x"),
            ("list", "b", "a,b,c", "a,b,c"), ("list", "b", "ab", "ab,b"), ("list", "", "a", "a"),
            ("list", "a,b", "x,a,b", "x,a,b"),
        ):
            with self.subTest(kind=kind, value=value, before=before):
                self.assertEqual(environment.fold([entry(kind, value)], {"K": before})["K"], after)


class Installed(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.world = recorded.World()
        cls.addClassCleanup(cls.world.folder.cleanup)
        cls.pins = json.loads(cls.world.make("fixture", "deps"))
        bin = pathlib.Path(cls.world.top, "bin")
        bin.mkdir()
        (bin / "ocx").symlink_to(recorded.HERE / "ocx")
        cls.world.environment["PATH"] = f"{bin}:{os.environ['PATH']}"
        cls.roots = {}
        for name in ("root", "odd", "twice", "lacking"):
            cls.roots[name] = os.path.realpath(cls.answer("package", "install", f"ocx.sh/deps/{name}:1.0.0")
                                               [f"ocx.sh/deps/{name}:1.0.0"]["path"])

    @classmethod
    def answer(cls, *arguments, **variables):
        done = cls.world.run(["--format", "json", *arguments], **variables)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def start(self, package, name, *arguments, **variables):
        return subprocess.run([f"{self.roots[package]}/entrypoints/{name}", *arguments], capture_output=True,
                              text=True, env={**self.world.environment, **variables}, cwd=self.world.top)

    def short(self, entry):
        """An entry with the store's paths told by package: `root/content/bin`."""
        value = entry["value"]
        for name, pin in self.pins.items():
            hexadecimal = pin.partition("@sha256:")[2]
            path = f"{self.world.home}/packages/ocx.sh/sha256/{hexadecimal[:2]}/{hexadecimal[2:32]}"
            value = value.replace(path, name.partition("deps/")[2].partition(":")[0])
        return entry["key"], value

    def values(self, *arguments, keys=("PATH", "CHAIN", "SHOWN_FACE", "ROOT_SECRET", "VAULT")):
        entries = self.answer("package", "env", *arguments)["entries"]
        return [self.short(entry) for entry in entries if entry["key"] in keys]

    def test_what_a_consumer_sees(self):
        self.assertEqual(self.values(ROOT), [
            ("PATH", "shown/content/bin"), ("SHOWN_FACE", "for consumers"), ("CHAIN", "shown"),
            ("PATH", "shown/entrypoints"), ("PATH", "face/content/bin"), ("PATH", "root/content/bin"),
            ("PATH", "root/content/libexec"), ("VAULT", "vault/content/share/certificates"), ("CHAIN", "root"),
            ("PATH", "root/entrypoints")])

    def test_what_its_own_programs_see(self):
        self.assertEqual(self.values("--self", ROOT), [
            ("PATH", "shown/content/bin"), ("SHOWN_FACE", "for consumers"), ("CHAIN", "shown"),
            ("PATH", "shown/entrypoints"), ("PATH", "inner/content/bin"), ("PATH", "inner/entrypoints"),
            ("PATH", "hidden/content/bin"), ("CHAIN", "hidden"), ("PATH", "hidden/entrypoints"),
            ("PATH", "root/content/bin"), ("PATH", "root/content/libexec"), ("ROOT_SECRET", "root"),
            ("VAULT", "vault/content/share/certificates"), ("CHAIN", "root")])

    def test_the_own_environment_can_fail_where_that_of_a_consumer_does_not(self):
        for name, code in (("twice", 65), ("lacking", 79), ("root", 0)):
            with self.subTest(name=name):
                self.assertEqual([self.world.run(["package", "env", *own, f"ocx.sh/deps/{name}:1.0.0"]).returncode
                                  for own in ([], ["--self"])], [0, code])
                if code:
                    self.assertEqual(self.start(name, f"{name}-ep").returncode, code)

    def test_arguments_reach_the_command_as_they_were_declared(self):
        declared = json.loads((recorded.HERE / "fixtures" / "deps.json").read_text())
        [root] = [package for package in declared["packages"] if package["name"] == "ocx.sh/deps/root"]
        expected = [template.expand(text, self.roots["root"] + "/content")
                    for text in root["entrypoints"]["args"]["args"]] + ["mine", ""]
        done = self.start("root", "args", "mine", "")
        self.assertEqual((done.returncode, done.stdout), (0, "".join(f"<{text}>\n" for text in expected)))
        self.assertFalse(os.path.exists(os.path.join(self.world.top, "oops")))

    def test_entry_points_start_their_commands(self):
        for name, arguments, expected in (
            ("own-name", ["a b"], "own-name a b\n"), ("helper", [], "helper\n"),
            ("calls-hidden", ["x"], "hidden 3.0.0 from hidden-ep x\ninner 1.0.0 from inner-ep from hidden-ep x\n"),
            ("uses-shown", ["x"], "shown 2.1.0 from shown-ep x\nbase 1.0.0 from base-ep from shown-ep x\n"),
        ):
            with self.subTest(name=name):
                done = self.start("root", name, *arguments)
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, expected, ""))
        self.assertEqual(self.start("root", "fails", "9").returncode, 9)

    def test_entry_points_that_cannot_start_say_why(self):
        for name, code in (("odd-ep", 0), ("bad-token", 65), ("dependency-token", 65), ("no-command", 1),
                           ("no-x-bit", 65)):
            with self.subTest(name=name):
                self.assertEqual(self.start("odd", name).returncode, code)

    def test_a_launcher_takes_a_root_in_this_store_alone(self):
        other = os.path.join(self.world.top, "other")
        os.makedirs(os.path.join(self.world.home, "packages", "empty"), exist_ok=True)
        for root in (other, "packages/x", os.path.join(self.world.home, "packages", "empty"), self.world.home):
            with self.subTest(root=root):
                self.assertEqual(self.world.run(["launcher", "exec", root, "--", "x"]).returncode, 64)
        self.assertEqual(self.start("root", "own-name", OCX_HOME=other).returncode, 64)


class Patched(unittest.TestCase):
    def setUp(self):
        self.world = recorded.World('[patches]\nregistry = "127.0.0.1:5000/patches"\n')
        self.addCleanup(self.world.folder.cleanup)

    def publish(self, *rules, package=None):
        certificates = {"name": "127.0.0.1:5000/site/certificates", "version": "1.0.0",
                        "files": {"ca.pem": "certificate\n"},
                        "env": [{"key": "SSL_CERT_FILE", "type": "constant", "value": "${installPath}/ca.pem"}]}
        patch = {"registry": "127.0.0.1:5000/patches", "package": package, "rules": list(rules)}
        self.world.make("packages", "-", input=json.dumps({"packages": [certificates], "patches": [patch]}))

    def certificates(self, reference):
        """(the exit code of `package env`, the values of SSL_CERT_FILE below a store)."""
        done = self.world.run(["--format", "json", "package", "env", reference])
        entries = json.loads(done.stdout)["entries"] if done.returncode == 0 else []
        return done.returncode, [entry["value"].rpartition("/content/")[2] for entry in entries
                                 if entry["key"] == "SSL_CERT_FILE"]

    def test_install_brings_companions_and_pull_does_not(self):
        self.publish({"match": "*", "packages": ["127.0.0.1:5000/site/certificates:1"]})
        app = "ocx.sh/shellcheck/shellcheck:0.11.0"
        self.world.run(["package", "pull", app])
        self.assertEqual(self.certificates(app), (0, []))
        self.assertEqual(self.world.run(["package", "install", app]).returncode, 0)
        self.assertEqual(self.certificates(app), (0, ["ca.pem"]))
        self.world.run(["package", "uninstall", app])
        self.world.run(["clean"])
        self.assertEqual(self.world.run(["--offline", "package", "env",
                                         "127.0.0.1:5000/site/certificates:1"]).returncode, 0)

    def test_a_companion_that_does_not_exist(self):
        for required, code in ((True, 79), (False, 0), (None, 79)):
            with self.subTest(required=required):
                rule = {"match": "ocx.sh/shellcheck/*", "packages": ["127.0.0.1:5000/site/none:1"]}
                self.publish({**rule, **({} if required is None else {"required": required})})
                app = "ocx.sh/shellcheck/shellcheck:0.11.0"
                self.assertEqual(self.world.run(["package", "pull", app]).returncode, 0)
                done = self.world.run(["package", "install", app])
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertEqual(os.path.lexists(f"{self.world.home}/symlinks/ocx.sh/shellcheck/shellcheck/"
                                                 "candidates/0.11.0"), code == 0)
                self.assertEqual(self.world.run(["package", "install", "ocx.sh/acme/lib:3"]).returncode, 0)
                subprocess.run(["rm", "-rf", f"{self.world.home}/state", f"{self.world.home}/symlinks"], check=True)

    def test_the_rule_of_a_package_wins_over_that_of_all(self):
        self.publish({"match": "*", "packages": ["127.0.0.1:5000/site/none:1"]})
        self.publish({"match": "*", "packages": ["127.0.0.1:5000/site/none:1"], "required": False},
                     package="ocx.sh/acme/lib")
        self.assertEqual([self.world.run(["package", "install", reference]).returncode
                          for reference in ("ocx.sh/acme/lib:3", "ocx.sh/acme/app:2")], [0, 79])


if __name__ == "__main__":
    unittest.main()
