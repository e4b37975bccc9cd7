"""The content-addressed store below OCX_HOME: blobs, layers, packages, links, garbage collection."""

import io
import os
import secrets
import shutil
import stat

from . import files
from .failure import Failure
from .identifiers import slug


class Store:
    def __init__(self, home):
        self.home = home

    def blob_folder(self, registry, digest):
        return os.path.join(self.home, "blobs", slug(registry), files.shard(digest))

    def layer_folder(self, registry, digest):
        return os.path.join(self.home, "layers", slug(registry), files.shard(digest))

    def package(self, registry, digest):
        """The root of a package, there or not."""
        return os.path.join(self.home, "packages", slug(registry), files.shard(digest))

    def of(self, identifier):
        """The root of a package by the text of its pinned identifier, there or not."""
        name, _, digest = identifier.partition("@")
        return self.package(name.partition("/")[0], digest)

    def name(self, root):
        """A name for the package at a root, whose own is not written there."""
        registry = os.path.relpath(root, os.path.join(self.home, "packages")).partition(os.sep)[0]
        return f"{registry}/package@{files.read_text(os.path.join(root, 'digest'))}"

    def candidate(self, identifier):
        return os.path.join(self.home, "symlinks", slug(identifier.registry), identifier.repository,
                            "candidates", identifier.tag or "latest")

    def current(self, identifier):
        return os.path.join(self.home, "symlinks", slug(identifier.registry), identifier.repository, "current")

    def blob(self, registry, digest):
        try:
            with open(os.path.join(self.blob_folder(registry, digest), "data"), "rb") as handle:
                return handle.read()
        except FileNotFoundError:
            return None

    def write_blob(self, registry, digest, content):
        path = os.path.join(self.blob_folder(registry, digest), "data")
        if not os.path.exists(path):
            files.write(path, content)

    def whole(self, root):
        return bool((files.read_json(os.path.join(root, "install.json")) or {}).get("ok"))

    def temporary(self):
        path = os.path.join(self.home, "temp", secrets.token_hex(16))
        os.makedirs(path)
        return path

    def unpack(self, registry, layer, fetch, say):
        """The folder of an unpacked layer, fetched where it is not there yet."""
        folder = self.layer_folder(registry, layer["digest"])
        if os.path.exists(os.path.join(folder, "digest")):
            return folder
        temporary = self.temporary()
        say(f"Downloading layer {layer['digest'][:19]} to {temporary}")
        archive = fetch(layer["digest"])
        content = os.path.join(temporary, "content")
        os.makedirs(content)
        extract(archive, content)
        files.write(os.path.join(temporary, "digest"), layer["digest"])
        commit(temporary, folder)
        return folder

    def assemble(self, registry, resolved, dependencies, closure, fetch, say, before_commit):
        """Assembles a package in a temporary folder and moves it to its place.

        `dependencies` are (digest, root) of the direct ones, `closure` is all of them."""
        manifest, metadata = resolved.manifest, resolved.metadata
        root = self.package(registry, resolved.digest)
        layers = [self.unpack(registry, layer, fetch, say) for layer in manifest["layers"]]
        temporary = self.temporary()
        content = os.path.join(temporary, "content")
        os.makedirs(content)
        for layer in layers:
            copy_tree(os.path.join(layer, "content"), content)
        before_commit()
        files.write(os.path.join(temporary, "digest"), resolved.digest)
        files.write(os.path.join(temporary, "manifest.json"), files.pretty(manifest))
        files.write(os.path.join(temporary, "metadata.json"), files.pretty(metadata))
        files.write(os.path.join(temporary, "resolve.json"), files.pretty({"dependencies": closure}))
        refs = os.path.join(temporary, "refs")
        for name in ("symlinks", "deps", "layers", "blobs"):
            os.makedirs(os.path.join(refs, name))
        for _, blob, _, _ in resolved.chain:
            os.symlink(os.path.join(self.blob_folder(registry, blob), "data"),
                       os.path.join(refs, "blobs", reference_name(blob)))
        for layer, folder in zip(manifest["layers"], layers):
            os.symlink(os.path.join(folder, "content"),
                       os.path.join(refs, "layers", reference_name(layer["digest"])))
        for dependency, folder in dependencies:
            os.symlink(os.path.join(folder, "content"),
                       os.path.join(refs, "deps", reference_name(dependency)))
        for name in metadata.get("entrypoints", {}):
            path = os.path.join(temporary, "entrypoints", name)
            files.write(path, LAUNCHER.format(root=root.replace("'", "'\\''")))
            os.chmod(path, 0o755)
        files.write(os.path.join(temporary, "install.json"), files.pretty({"timestamp": now(), "ok": True}))
        commit(temporary, root)
        return root

    def point(self, forward, root):
        """A link of OCX's own to a package, with the reference back that keeps it alive."""
        if os.path.islink(forward):
            self.forget(forward)
        files.link(root, forward)
        files.link(forward, os.path.join(root, "refs", "symlinks", back_reference(forward)))

    def forget(self, forward):
        """Removes a link and its back-reference; returns whether it existed."""
        if not os.path.islink(forward):
            return False
        back = os.path.join(os.readlink(forward), "refs", "symlinks", back_reference(forward))
        if os.path.islink(back):
            os.unlink(back)
        os.unlink(forward)
        return True

    def objects(self, kind):
        """Every object folder of a kind, sorted."""
        top = os.path.join(self.home, kind)
        found = []
        for path, folders, names in os.walk(top):
            if "data" in names or "digest" in names:
                found.append(path)
                folders[:] = []
        return sorted(found)

    def garbage(self, kept=()):
        """The paths of blobs, layers and packages that no link and no root in `kept` refers to."""
        held, queue = set(), list(kept)
        for root in self.objects("packages"):
            links = os.path.join(root, "refs", "symlinks")
            names = os.listdir(links) if os.path.isdir(links) else []
            targets = [os.readlink(os.path.join(links, name)) for name in names if not name.startswith(".tmp-")]
            if any(os.path.exists(target) for target in targets):
                queue.append(root)
        while queue:
            root = queue.pop()
            if root in held:
                continue
            held.add(root)
            for kind in ("deps", "layers", "blobs"):
                links = os.path.join(root, "refs", kind)
                for name in os.listdir(links) if os.path.isdir(links) else []:
                    target = os.path.dirname(os.readlink(os.path.join(links, name)))
                    queue.append(target) if kind == "deps" else held.add(target)
        everything = self.objects("blobs") + self.objects("layers") + self.objects("packages")
        return [path for path in everything if path not in held]


LAUNCHER = """#!/bin/sh
# Generated by ocx at install time. Do not edit.
exec "${{OCX_BINARY_PIN:-ocx}}" launcher exec '{root}' -- "$(basename "$0")" "$@"
"""


def now():
    import datetime

    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f000Z")


def reference_name(digest):
    algorithm, _, value = digest.partition(":")
    return f"{algorithm}_{value[:32]}"


def back_reference(forward):
    return files.sha256(forward.encode())[len("sha256:"):][:16]


def commit(temporary, folder):
    """Moves a finished folder to its place. If it exists already, the new one is removed."""
    os.makedirs(os.path.dirname(folder), exist_ok=True)
    if os.path.isdir(folder) and not os.path.exists(os.path.join(folder, "digest")):
        shutil.rmtree(folder)
    try:
        os.rename(temporary, folder)
    except OSError:
        shutil.rmtree(temporary)


def extract(archive, folder):
    """Unpacks a tar archive, and refuses whatever would land outside the folder."""
    import tarfile

    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            target = os.path.normpath(os.path.join(folder, member.name))
            if member.name.startswith("/") or not (target + "/").startswith(folder + "/"):
                raise Failure(65, f"archive entry leaves its folder: {member.name}")
            if member.isdir():
                os.makedirs(target, exist_ok=True)
            elif member.issym():
                leads = os.path.normpath(os.path.join(os.path.dirname(target), member.linkname))
                if member.linkname.startswith("/") or not (leads + "/").startswith(folder + "/"):
                    raise Failure(65, f"archive entry leads out of its folder: {member.name}")
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.symlink(member.linkname, target)
            elif member.isfile():
                files.write(target, tar.extractfile(member).read())
                os.chmod(target, stat.S_IMODE(member.mode))
            elif member.islnk():
                os.makedirs(os.path.dirname(target), exist_ok=True)
                os.link(os.path.join(folder, member.linkname), target)
            else:
                raise Failure(65, f"archive entry of a kind that is not taken: {member.name}")


def copy_tree(source, target):
    """Hard-links the files of a layer into a package, as OCX does."""
    for path, folders, names in os.walk(source):
        there = os.path.join(target, os.path.relpath(path, source))
        os.makedirs(there, exist_ok=True)
        for name in names + [name for name in folders if os.path.islink(os.path.join(path, name))]:
            os.link(os.path.join(path, name), os.path.join(there, name), follow_symlinks=False)
