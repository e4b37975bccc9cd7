"""What the recordings do not cover: credentials, moving tags, garbage collection, faults."""

import base64
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SHELLCHECK = "ocx.sh/shellcheck/shellcheck"
PRIVATE = "127.0.0.1:5001/priv/tool"


class StandIn(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.template = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.template.cleanup)
        subprocess.run([sys.executable, HERE / "make_registry.py", f"{cls.template.name}/registry"], check=True)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(os.path.realpath(folder.name))
        self.registry, self.home = self.top / "registry", self.top / "home"
        subprocess.run(["cp", "-R", f"{self.template.name}/registry", self.registry], check=True)
        (self.top / "bin").mkdir()
        (self.top / "bin" / "ocx").symlink_to(HERE / "ocx")
        self.environment = {"PATH": f"{self.top}/bin:{os.environ['PATH']}", "HOME": str(self.top),
                            "OCX_HOME": str(self.home), "OCX_STANDIN_REGISTRY": str(self.registry)}

    def ocx(self, *arguments, fault=None, **environment):
        environment = {**self.environment, **environment, **({"OCX_STANDIN_FAULT": fault} if fault else {})}
        return subprocess.run(["ocx", "--color", "never", "--format", "json", *arguments], env=environment,
                              capture_output=True, stdin=subprocess.DEVNULL)

    def answer(self, *arguments, **environment):
        done = self.ocx(*arguments, **environment)
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        return json.loads(done.stdout)

    def change(self, *arguments):
        subprocess.run([sys.executable, HERE / "make_registry.py", self.registry, *arguments], check=True)

    def installed(self, reference, **environment):
        return os.path.realpath(self.answer("package", "install", reference, **environment)[reference]["path"])

    def run_tool(self, root, name, *arguments):
        path = f"{root}/content/bin:{self.environment['PATH']}"
        return subprocess.run([name, *arguments], env={**self.environment, "PATH": path}, check=True,
                              capture_output=True, text=True).stdout

    def test_a_real_tool_comes_out_of_a_real_archive(self):
        root = self.installed(f"{SHELLCHECK}:0.11.0")
        self.assertIn("version: 0.11.0", self.run_tool(root, "shellcheck", "--version"))

    def test_a_private_host_wants_credentials(self):
        docker = self.top / "docker"
        docker.mkdir()
        token = base64.b64encode(b"bob:s3cret").decode()
        (docker / "config.json").write_text(json.dumps({"auths": {"127.0.0.1:5001": {"auth": token}}}))
        name = "OCX_AUTH_127_0_0_1_5001_"
        for environment, code in (
            ({}, 80),
            ({name + "USER": "bob", name + "TOKEN": "wrong"}, 80),
            ({name + "USER": "bob", name + "TOKEN": "s3cret"}, 0),
            ({"DOCKER_CONFIG": str(docker)}, 0),
        ):
            with self.subTest(environment=environment):
                self.assertEqual(self.ocx("package", "install", f"{PRIVATE}:1.2.3", **environment).returncode, code)
                subprocess.run(["rm", "-rf", self.home], check=True)

    def test_login_is_remembered_as_docker_does(self):
        login = ["ocx", "login", "127.0.0.1:5001", "-u", "bob", "--password-stdin", "--allow-insecure-store"]
        subprocess.run(login, env=self.environment, input=b"s3cret\n", check=True, capture_output=True)
        self.assertEqual(self.ocx("package", "install", f"{PRIVATE}:1.2.3").returncode, 0)

    def test_a_tag_that_moved_stays_where_the_index_saw_it(self):
        before = self.installed(f"{SHELLCHECK}:0.11")
        self.change("publish", SHELLCHECK, "0.11.1")
        self.assertEqual(self.installed(f"{SHELLCHECK}:0.11"), before)
        after = self.installed(f"{SHELLCHECK}:0.11", OCX_REMOTE="1")
        self.assertNotEqual(after, before)
        self.assertEqual(self.installed(f"{SHELLCHECK}:0.11"), after)

    def test_clean_keeps_what_a_back_reference_of_anybody_holds(self):
        root = self.installed(f"{SHELLCHECK}:0.11.0")
        mine = self.top / "install" / "package"
        mine.parent.mkdir()
        mine.symlink_to(root)
        (pathlib.Path(root) / "refs" / "symlinks" / "0123456789abcdef").symlink_to(mine)
        self.answer("package", "uninstall", f"{SHELLCHECK}:0.11.0")
        self.assertEqual(self.answer("clean"), [])
        mine.unlink()
        self.assertIn(root, [row["path"] for row in self.answer("clean")])
        self.assertFalse(os.path.exists(root))

    def test_an_entry_point_goes_through_the_launcher(self):
        root = self.installed("ocx.sh/acme/app:2.0.0")
        done = subprocess.run([f"{root}/entrypoints/app-ep", "a b"], env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.stdout, "app 2.0.0 from-ep a b\n")
        elsewhere = subprocess.run(["ocx", "launcher", "exec", str(self.top), "--", "app-ep"], env=self.environment,
                                   capture_output=True)
        self.assertEqual(elsewhere.returncode, 64)

    def test_what_is_down_answers_with_its_own_code(self):
        for name, reference, code in (("127.0.0.1:5000", "127.0.0.1:5000/acme/hello:1", 75),
                                      ("ocx.sh", f"{SHELLCHECK}:0.11", 69)):
            with self.subTest(name=name):
                self.change("down", name)
                self.assertEqual(self.ocx("package", "install", reference).returncode, code)
                self.change("up", name)
                self.assertEqual(self.ocx("package", "install", reference).returncode, 0)

    def test_faults_strike_where_and_as_often_as_they_are_told(self):
        codes = [self.ocx("about", fault="about: exit 75 x2").returncode for _ in range(3)]
        self.assertEqual(codes, [75, 75, 0])
        self.assertEqual(self.ocx("version", fault="about: exit 75").returncode, 0)

    def test_answers_can_be_broken_in_each_way(self):
        whole = self.ocx("about").stdout
        for fault, expected in (
            ("*: half", whole[: len(whole) // 2]),
            ("*: empty", b""),
            ("*: garbage", b"<html>502 Bad Gateway</html>\n"),
            ("*: flood 70000", b"x" * 70000),
            ("*: noise", whole),
        ):
            with self.subTest(fault=fault):
                done = self.ocx("about", fault=fault)
                self.assertEqual((done.returncode, done.stdout), (0, expected))
        self.assertIn(b"\x1b[32m", self.ocx("about", fault="*: colour").stdout)
        self.assertEqual(self.ocx("about", fault="*: exit 69; *: bare").stdout, b"")

    def test_death_in_the_middle_leaves_no_package(self):
        done = self.ocx("package", "install", f"{SHELLCHECK}:0.11.0", fault="package install: die")
        self.assertEqual((done.returncode, done.stdout), (-signal.SIGKILL, b""))
        self.assertFalse(list(self.home.glob("packages/*/*/*/*/install.json")))
        self.installed(f"{SHELLCHECK}:0.11.0")

    def test_clean_can_come_in_between(self):
        root = self.answer("package", "pull", f"{SHELLCHECK}:0.11.0")[f"{SHELLCHECK}:0.11.0"]
        self.ocx("--offline", "package", "which", f"{SHELLCHECK}:0.11.0", fault="package which: clean")
        self.assertFalse(os.path.exists(root))

    def test_colour_is_asked_for_even_in_a_pipe(self):
        done = subprocess.run(["ocx", "--format", "json", "about"], env={**self.environment, "CLICOLOR_FORCE": "1"},
                              capture_output=True)
        self.assertIn(b"\x1b[32m", done.stdout)


if __name__ == "__main__":
    unittest.main()
