"""Publishes into the registries in a folder, for `make_registry.py`."""

import gzip
import io
import json
import os
import tarfile

from . import files
from .identifiers import slug
from .platforms import Platform

try:
    import lzma
except ImportError:  # a Python may be built without it: layers are packed with gzip then
    lzma = None

ARTIFACT = "application/vnd.sh.ocx.package.v1"
OBSERVED = "2026-08-22T10:00:00Z"


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def archive(content):
    """A tar archive of {path: bytes}; what lies below bin/ can be executed."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for path, data in sorted(content.items()):
            member = tarfile.TarInfo(path)
            member.size = len(data)
            member.mode = 0o755 if path.startswith("bin/") else 0o644
            tar.addfile(member, io.BytesIO(data))
    return packed(buffer.getvalue())


def packed(archive):
    return lzma.compress(archive) if lzma else gzip.compress(archive, mtime=0)


def metadata(binaries, env=(), dependencies=(), entrypoints=None):
    """A bundle's metadata; env entries are (key, type, value[, separator or required])."""
    entries = []
    for key, kind, value, *more in [("PATH", "path", "${installPath}/bin", True), *env]:
        entry = {"key": key, "type": kind}
        if kind == "path":
            entry["required"] = more[0] if more else False
        if kind == "list":
            entry["separator"] = more[0]
        entries.append({**entry, "value": value, "visibility": "public"})
    document = {"type": "bundle", "version": 1, "env": entries}
    if dependencies:
        document["dependencies"] = [{"identifier": name, "visibility": "public"} for name in dependencies]
    if entrypoints:
        document["entrypoints"] = entrypoints
    return {**document, "binaries": list(binaries)}


def script(text):
    return f"#!/bin/sh\n{text}\n".encode()


class Publisher:
    def __init__(self, folder):
        self.folder = folder

    # Hosts

    def host_folder(self, host):
        return os.path.join(self.folder, "hosts", slug(host))

    def add_host(self, host, auth=None):
        path = os.path.join(self.host_folder(host), "host.json")
        files.write(path, files.pretty({"name": host, **({"auth": auth} if auth else {})}))

    def update_host(self, host, **changes):
        path = os.path.join(self.host_folder(host), "host.json")
        state = {**(files.read_json(path) or {}), **changes}
        files.write(path, files.pretty({key: value for key, value in state.items() if value is not None}))

    def open_hosts(self):
        """The hosts that require no credentials, by name."""
        found = []
        for folder in sorted(os.listdir(os.path.join(self.folder, "hosts"))):
            state = files.read_json(os.path.join(self.folder, "hosts", folder, "host.json"))
            if "auth" not in state:
                found.append(state["name"])
        return found

    def write_blob(self, host, content):
        digest = files.sha256(content)
        files.write(os.path.join(self.host_folder(host), "blobs", *digest.split(":")), content)
        return digest

    def read_blob(self, host, digest):
        return json.loads(files.read_text(os.path.join(self.host_folder(host), "blobs", *digest.split(":"))))

    def tags_path(self, host, repository):
        return os.path.join(self.host_folder(host), "repositories", repository, "tags.json")

    def tags(self, host, repository):
        return files.read_json(self.tags_path(host, repository)) or {}

    def set_tags(self, host, repository, tags):
        files.write(self.tags_path(host, repository), files.pretty(dict(sorted(tags.items()))))
        self.refresh_roots(host, repository)

    def push_manifest(self, host, content, bundle):
        """Pushes one package for one platform, its layer packed or as {path: bytes}; its manifest's digest."""
        layer = content if isinstance(content, bytes) else archive(content)
        config = compact(bundle)
        manifest = {
            "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
            "config": {"mediaType": ARTIFACT.replace(".v1", ".v1+json"), "digest": self.write_blob(host, config),
                       "size": len(config)},
            "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+" + ("xz" if lzma else "gzip"),
                        "digest": self.write_blob(host, layer), "size": len(layer)}],
            "artifactType": ARTIFACT,
        }
        return self.write_blob(host, compact(manifest))

    def publish(self, host, repository, version, content, bundle, platform):
        """Pushes a version with the rolling tags above it, as OCX's cascade does: a tag that holds
        other platforms keeps them."""
        manifest = self.push_manifest(host, content, bundle)
        size = os.path.getsize(os.path.join(self.host_folder(host), "blobs", *manifest.split(":")))
        descriptor = {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": manifest, "size": size,
                      "platform": Platform.parse(platform).descriptor()}
        tags = self.tags(host, repository)
        for tag in cascade(version):
            before = self.read_blob(host, tags[tag])["manifests"] if tag in tags else []
            kept = [item for item in before if item["platform"] != descriptor["platform"]]
            index = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
                     "manifests": kept + [descriptor], "artifactType": ARTIFACT}
            tags[tag] = self.write_blob(host, compact(index))
        self.set_tags(host, repository, tags)
        return manifest

    def sign(self, host, manifest, signature):
        """Writes what is attached to a manifest: `{"identity", "issuer"}`, `{"refused": DETAIL}`, or None."""
        path = os.path.join(self.host_folder(host), "signatures", f"{manifest[7:]}.json")
        if signature is not None:
            files.write(path, files.pretty(signature))
        elif os.path.exists(path):
            os.unlink(path)

    def sign_tag(self, name, tag, signature):
        host, repository = self.physical(name)
        for item in self.read_blob(host, self.tags(host, repository)[tag])["manifests"]:
            self.sign(host, item["digest"], signature)

    # Published indexes

    def index_folder(self, registry):
        return os.path.join(self.folder, "indexes", slug(registry))

    def add_index(self, registry):
        files.write(os.path.join(self.index_folder(registry), "config.json"), files.pretty({"format_version": 1}) + "\n")
        self.write_catalog(registry)

    def root_path(self, registry, repository):
        return os.path.join(self.index_folder(registry), "p", repository + ".json")

    def list_package(self, registry, repository, physical, title, description, keywords=(), **more):
        """Lists a repository of a host in a published index."""
        root = {
            "name": f"{registry}/{repository}", "repository": "oci://" + physical, "owners": [], "status": "active",
            "created": "2026-08-01",
            "desc": {"digest": "sha256:" + "0" * 64, "title": title, "description": description,
                     "keywords": list(keywords)},
            "tags": {}, **more,
        }
        self.write_root(registry, repository, root)

    def read_root(self, registry, repository):
        return files.read_json(self.root_path(registry, repository))

    def write_root(self, registry, repository, root):
        """Writes a root with the tags of its host, keeping what is said of each; then the catalog."""
        host, _, name = root["repository"][len("oci://"):].partition("/")
        before, tags = root["tags"], self.tags(host, name)
        root["tags"] = {
            tag: {"content": digest, "observed": OBSERVED,
                  **{key: value for key, value in before.get(tag, {}).items() if key in ("yanked", "ephemeral", "observed")}}
            for tag, digest in tags.items()
        }
        for digest in set(tags.values()):
            content = files.read_text(os.path.join(self.host_folder(host), "blobs", *digest.split(":")))
            files.write(os.path.join(self.index_folder(registry), "p", repository, "o", *f"{digest}.json".split(":")),
                        content)
        files.write(self.root_path(registry, repository), files.pretty(root) + "\n")
        self.write_catalog(registry)

    def write_catalog(self, registry):
        packages = {}
        for repository in self.listed(registry):
            packages[repository] = files.sha256(files.read_text(self.root_path(registry, repository)).encode())
        files.write(os.path.join(self.index_folder(registry), "c", "index.json"),
                    files.pretty({"format_version": 1, "packages": packages}) + "\n")

    def listed(self, registry):
        top = os.path.join(self.index_folder(registry), "p")
        found = []
        for path, folders, names in os.walk(top):
            folders[:] = [name for name in folders if name != "o"]
            found += [os.path.relpath(os.path.join(path, name[:-5]), top) for name in names if name.endswith(".json")]
        return sorted(found)

    def registries(self):
        """The registries with a published index, by their configured names."""
        names = os.path.join(self.folder, "indexes")
        return sorted(os.listdir(names)) if os.path.isdir(names) else []

    def refresh_roots(self, host, repository):
        for registry in self.registries():
            for listed in self.listed(registry):
                root = self.read_root(registry, listed)
                if root["repository"] == f"oci://{host}/{repository}":
                    self.write_root(registry, listed, root)

    def physical(self, name):
        """(host, repository) behind a name, listed in an index or not."""
        registry, _, repository = name.partition("/")
        root = self.read_root(registry, repository) if slug(registry) in self.registries() else None
        host, _, repository = (root["repository"][len("oci://"):] if root else name).partition("/")
        return host, repository


def cascade(version):
    """A version and the rolling tags above it: `slim-2.0.0` moves slim-2.0, slim-2 and slim."""
    variant, dash, numbers = version.rpartition("-")
    core, build, _ = numbers.partition("_")
    parts = core.split(".")
    shorter = [".".join(parts[:count]) for count in range(len(parts) - (0 if build else 1), 0, -1)]
    rolling = [variant + dash + item for item in shorter] + [variant or "latest"]
    return [version] + rolling
