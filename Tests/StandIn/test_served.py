"""The registries as they are served to the real ocx. A client goes from the index to a tool that runs,
as ocx does, and checks every answer against OCI's distribution API."""

import base64
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import unittest
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
INDEX = "application/vnd.oci.image.index.v1+json"
MANIFEST = "application/vnd.oci.image.manifest.v1+json"
LOGIN = "Basic " + base64.b64encode(b"bob:s3cret").decode()


def sha256(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


class Served(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.registry = pathlib.Path(folder.name) / "registry"
        cls.server = subprocess.Popen([sys.executable, HERE / "serve_registry.py", cls.registry],
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for close in (cls.server.stdout.close, cls.server.wait, cls.server.stdin.close):
            cls.addClassCleanup(close)
        ready, *ports = cls.server.stdout.readline().split()
        assert ready == "ready", "the registries are not served"
        cls.public, cls.private = ports

    def ask(self, path, port=None, method="GET", **headers):
        """(status, headers, body) of one request."""
        request = urllib.request.Request(f"http://127.0.0.1:{port or self.public}{path}", method=method,
                                         headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.headers, answer.read()

    def document(self, path, **more):
        status, _, body = self.ask(path, **more)
        self.assertEqual(status, 200, path)
        return json.loads(body)

    def manifest(self, repository, reference, kind):
        """A manifest whose headers say what it is."""
        status, headers, body = self.ask(f"/v2/{repository}/manifests/{reference}", Accept=f"{MANIFEST}, {INDEX}")
        self.assertEqual(
            (status, headers["Content-Type"], headers["Docker-Content-Digest"], headers["Content-Length"]),
            (200, kind, sha256(body), str(len(body))))
        document = json.loads(body)
        self.assertEqual((document["mediaType"], document["artifactType"]),
                         (kind, "application/vnd.sh.ocx.package.v1"))
        return document

    def blob(self, repository, descriptor):
        status, headers, body = self.ask(f"/v2/{repository}/blobs/{descriptor['digest']}")
        self.assertEqual((status, headers["Content-Length"], sha256(body), len(body)),
                         (200, str(descriptor["size"]), descriptor["digest"], descriptor["size"]))
        return body

    def test_the_way_from_the_index_to_a_tool_that_runs(self):
        index = self.registry / "indexes" / "ocx.sh"
        self.assertEqual(json.loads((index / "config.json").read_text()), {"format_version": 1})
        packages = json.loads((index / "c/index.json").read_text())["packages"]
        for name, digest in packages.items():
            with self.subTest(package=name):
                self.assertEqual(sha256((index / "p" / f"{name}.json").read_bytes()), digest)
        root = json.loads((index / "p/shellcheck/shellcheck.json").read_text())
        self.assertEqual(root["repository"], f"oci://127.0.0.1:{self.public}/contrib/shellcheck")
        content = root["tags"]["0.11.0"]["content"]
        dispatch = (index / "p/shellcheck/shellcheck/o" / (content.replace(":", "/") + ".json")).read_bytes()
        self.assertEqual(sha256(dispatch), content)
        self.assertEqual(json.loads(dispatch), self.manifest("contrib/shellcheck", "0.11.0", INDEX))
        [entry] = json.loads(dispatch)["manifests"]
        manifest = self.manifest("contrib/shellcheck", entry["digest"], MANIFEST)
        metadata = json.loads(self.blob("contrib/shellcheck", manifest["config"]))
        self.assertEqual((metadata["type"], metadata["version"], metadata["binaries"]), ("bundle", 1, ["shellcheck"]))
        [layer] = manifest["layers"]
        with tempfile.TemporaryDirectory() as folder:
            with tarfile.open(fileobj=io.BytesIO(self.blob("contrib/shellcheck", layer))) as tar:
                tar.extractall(folder)
            done = subprocess.run([f"{folder}/bin/shellcheck", "--version"], capture_output=True, text=True)
        self.assertIn("version: 0.11.0\n", done.stdout)

    def test_a_dependency_names_the_port_that_is_served(self):
        [entry] = self.manifest("contrib/app", "2.0.0", INDEX)["manifests"]
        manifest = self.manifest("contrib/app", entry["digest"], MANIFEST)
        [dependency] = json.loads(self.blob("contrib/app", manifest["config"]))["dependencies"]
        name, _, digest = dependency["identifier"].partition("@")
        self.assertEqual(name, f"127.0.0.1:{self.public}/contrib/lib")
        self.manifest("contrib/lib", digest, MANIFEST)

    def test_a_ping_needs_what_the_host_needs(self):
        self.assertEqual(self.ask("/v2/")[0], 200)
        for headers, status in (({}, 401), ({"Authorization": LOGIN + "x"}, 401), ({"Authorization": LOGIN}, 200)):
            for path in ("/v2/", "/v2/priv/tool/tags/list", "/v2/priv/tool/manifests/1.2.3"):
                with self.subTest(path=path, **headers):
                    found, answer, body = self.ask(path, self.private, **headers)
                    self.assertEqual(found, status)
                    if status == 401:
                        self.assertEqual((answer["WWW-Authenticate"], json.loads(body)["errors"][0]["code"]),
                                         ('Basic realm="registry"', "UNAUTHORIZED"))

    def test_a_head_is_a_get_without_its_body(self):
        [entry] = self.manifest("acme/hello", "1.0.0", INDEX)["manifests"]
        manifest = self.manifest("acme/hello", entry["digest"], MANIFEST)
        for path in ("manifests/1.0.0", f"manifests/{entry['digest']}", f"blobs/{manifest['layers'][0]['digest']}",
                     "manifests/9"):
            with self.subTest(path=path):
                status, headers, body = self.ask(f"/v2/acme/hello/{path}")
                kept = ("Content-Type", "Content-Length", "Docker-Content-Digest")
                bare = self.ask(f"/v2/acme/hello/{path}", method="HEAD")
                self.assertEqual((bare[0], [bare[1][name] for name in kept], bare[2]),
                                 (status, [headers[name] for name in kept], b""))

    def test_lists_come_whole_or_in_pages(self):
        tags = ["1", "1.0", "1.0.0", "1.1", "1.1.0", "2", "2.0", "2.0.0", "latest"]
        self.assertEqual(self.document("/v2/acme/hello/tags/list"), {"name": "acme/hello", "tags": tags})
        self.assertEqual(self.document("/v2/acme/hello/tags/list?n=100")["tags"], tags)
        self.assertEqual(self.document("/v2/acme/hello/tags/list?n=0")["tags"], [])
        for path, key, whole in (("/v2/acme/hello/tags/list", "tags", tags),
                                 ("/v2/_catalog", "repositories", self.document("/v2/_catalog")["repositories"])):
            with self.subTest(path=path):
                found, following = [], f"{path}?n=2"
                while following:
                    _, headers, body = self.ask(following)
                    page = json.loads(body)[key]
                    self.assertLessEqual(len(page), 2)
                    found += page
                    link = headers["Link"]
                    following = link[1:link.index(">")] if link else None
                self.assertEqual(found, whole)
                # As ocx does: from the last name, until a page is not full.
                self.assertEqual(self.document(f"{path}?n=2&last={whole[-1]}")[key], [])

    def test_what_is_not_there_is_said_in_the_words_of_the_api(self):
        absent = "sha256:" + "0" * 64
        layer = self.manifest("acme/hello", self.manifest("acme/hello", "1", INDEX)["manifests"][0]["digest"],
                              MANIFEST)["layers"][0]["digest"]
        for path, code in (
            ("contrib/nothing/tags/list", "NAME_UNKNOWN"), ("contrib/nothing/manifests/1", "NAME_UNKNOWN"),
            (f"contrib/nothing/blobs/{absent}", "NAME_UNKNOWN"), ("acme/hello/manifests/9", "MANIFEST_UNKNOWN"),
            (f"acme/hello/manifests/{absent}", "MANIFEST_UNKNOWN"), (f"acme/hello/manifests/{layer}", "MANIFEST_UNKNOWN"),
            (f"acme/hello/blobs/{absent}", "BLOB_UNKNOWN"), ("acme/hello/blobs/..", "BLOB_UNKNOWN"),
            ("%2e%2e/x/tags/list", "NAME_UNKNOWN"), ("acme/hello/referrers/" + absent, "UNSUPPORTED"),
        ):
            with self.subTest(path=path):
                status, headers, body = self.ask("/v2/" + path)
                self.assertEqual((status, headers["Content-Type"], json.loads(body)["errors"][0]["code"]),
                                 (404, "application/json", code))

    def test_what_is_published_later_is_served(self):
        subprocess.run([sys.executable, HERE / "make_registry.py", self.registry, "publish",
                        f"127.0.0.1:{self.public}/acme/late", "1.0.0"], check=True)
        self.assertIn("1.0.0", self.document("/v2/acme/late/tags/list")["tags"])

    def test_packages_declared_later_are_listed_and_served(self):
        done = subprocess.run([sys.executable, HERE / "make_registry.py", self.registry, "fixture", "deps"], check=True,
                              capture_output=True, text=True)
        for name, pin in json.loads(done.stdout).items():
            with self.subTest(package=name):
                listed = name.partition(":")[0].removeprefix("ocx.sh/")
                root = json.loads((self.registry / f"indexes/ocx.sh/p/{listed}.json").read_text())
                self.assertEqual(root["repository"], f"oci://127.0.0.1:{self.public}/{listed}")
                manifest = self.manifest(listed, pin.partition("@")[2], MANIFEST)
                for dependency in json.loads(self.blob(listed, manifest["config"])).get("dependencies", []):
                    self.assertIn(dependency["identifier"], json.loads(done.stdout).values())


if __name__ == "__main__":
    unittest.main()
