"""The registries in a folder, as `make_registry.py` makes them.

hosts/<slug>/host.json                      {"name", "auth": {"user", "token"}?, "down"?: true}
hosts/<slug>/repositories/<repo>/tags.json  {"1.0.0": "sha256:…"}
hosts/<slug>/blobs/sha256/<hex>             manifests, configs, layers
indexes/<slug>/…                            a published index, as its site serves it
"""

import base64
import json
import os
import re

from . import files
from .failure import Failure, not_found
from .identifiers import slug


class Hosts:
    def __init__(self, folder, dialect):
        self.folder = folder
        self.dialect = dialect

    def open(self, name, path):
        """The host `name`, once it is there and lets us in."""
        folder = os.path.join(self.folder, "hosts", slug(name))
        state = files.read_json(os.path.join(folder, "host.json"))
        if state is None or state.get("down"):
            short, more = self.dialect.refused_connection(name)
            error = Failure(75, f"transient registry failure: {short}{more}", "registry_transient")
            error.short = f"transient registry failure: {short}"
            raise error
        wanted = state.get("auth")
        if wanted and credentials(name) != (wanted["user"], wanted["token"]):
            raise Failure(80, "registry authentication failed: Not authorized: url "
                          f"http://{name}/v2/{path}", "registry_auth_failed")
        return Host(folder)

    def index(self, registry):
        """The published index of a registry, or None: a plain one has none."""
        folder = os.path.join(self.folder, "indexes", slug(registry))
        return PublishedIndex(registry, folder, self.dialect) if os.path.isdir(folder) else None


class Host:
    def __init__(self, folder):
        self.folder = folder

    def tags(self, repository):
        return files.read_json(os.path.join(self.folder, "repositories", repository, "tags.json"))

    def repositories(self):
        top = os.path.join(self.folder, "repositories")
        found = (os.path.relpath(folder, top) for folder, _, names in os.walk(top) if "tags.json" in names)
        return sorted(found)

    def blob(self, digest):
        try:
            with open(os.path.join(self.folder, "blobs", *digest.split(":")), "rb") as handle:
                content = handle.read()
        except FileNotFoundError:
            raise not_found() from None
        if files.sha256(content) != digest:
            raise Failure(65, f"digest mismatch for {digest}")
        return content


class PublishedIndex:
    def __init__(self, registry, folder, dialect):
        self.registry = registry
        self.folder = folder
        self.passing = 75 if dialect.wrapped else 69

    def _read(self, *path):
        if os.path.exists(os.path.join(self.folder, "down")):
            raise Failure(self.passing, f"index request failed: {self.address}/{'/'.join(path)}",
                          "index_http_transient")
        try:
            with open(os.path.join(self.folder, *path), "rb") as handle:
                return handle.read()
        except FileNotFoundError:
            return None

    @property
    def address(self):
        return f"https://index.{self.registry}"

    def config(self):
        return self._read("config.json")

    def catalog(self):
        return sorted(json.loads(self._read("c", "index.json"))["packages"])

    def root(self, repository):
        """The bytes of a package's root document, or None."""
        return self._read("p", *f"{repository}.json".split("/"))

    def object(self, repository, digest):
        return self._read("p", *repository.split("/"), "o", *f"{digest}.json".split(":"))


def credentials(host):
    """(user, token) for a host: OCX_AUTH_…, then docker's configuration, then nobody."""
    prefix = "OCX_AUTH_" + re.sub(r"[^A-Za-z0-9]", "_", host)
    user, token = os.environ.get(prefix + "_USER"), os.environ.get(prefix + "_TOKEN")
    if token:
        return (user, token)
    return docker_credentials(host)


def docker_config():
    folder = os.environ.get("DOCKER_CONFIG") or os.path.join(os.environ.get("HOME", "/"), ".docker")
    return os.path.join(folder, "config.json")


def docker_credentials(host):
    config = files.read_json(docker_config()) or {}
    entry = config.get("auths", {}).get(host, {})
    if "auth" in entry:
        user, _, token = base64.b64decode(entry["auth"]).decode().partition(":")
        return (user, token)
    helper = config.get("credHelpers", {}).get(host) or config.get("credsStore")
    if helper:
        import subprocess

        done = subprocess.run([f"docker-credential-{helper}", "get"], input=host.encode(),
                              capture_output=True)
        if done.returncode == 0:
            answer = json.loads(done.stdout)
            return (answer["Username"], answer["Secret"])
    return None
