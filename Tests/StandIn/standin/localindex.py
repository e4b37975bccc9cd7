"""The index of the user: `$OCX_HOME/index`, a copy of what registries publish or hold."""

import json
import os

from . import files
from .identifiers import slug


class LocalIndex:
    def __init__(self, folder, forgets_ephemeral=False):
        self.folder = folder
        self.forgets_ephemeral = forgets_ephemeral

    def source(self, registry):
        return os.path.join(self.folder, slug(registry))

    def _path(self, registry, repository):
        return os.path.join(self.source(registry), "p", repository + ".json")

    def root(self, identifier):
        return files.read_json(self._path(identifier.registry, identifier.repository))

    def _object_path(self, identifier, digest):
        return os.path.join(self.source(identifier.registry), "p", identifier.repository, "o",
                            *f"{digest}.json".split(":"))

    def object(self, identifier, digest):
        try:
            with open(self._object_path(identifier, digest), "rb") as handle:
                return handle.read()
        except FileNotFoundError:
            return None

    def write_object(self, identifier, digest, content):
        files.write(self._object_path(identifier, digest), content)

    def write_derived(self, identifier, found, observed):
        """Records tags of a registry without a published index, in a new root."""
        root = self.root(identifier) or {"repository": f"oci://{identifier.name}", "tags": {}}
        for tag, digest in found.items():
            root["tags"][tag] = {"content": digest, "observed": observed}
        root["tags"] = dict(sorted(root["tags"].items()))
        files.write(self._path(identifier.registry, identifier.repository), files.pretty(root))

    def write_published(self, identifier, source, published, only=None):
        """Records what an index publishes: the root as it is, or with the tag `only`, merged with
        tags that are known here and are published no more; then the source's catalog."""
        root = json.loads(published)
        known = (self.root(identifier) or {}).get("tags", {})
        if only is None and self.forgets_ephemeral:
            known = self._without_ephemeral(identifier, known, root["tags"])
        content = published
        if only is not None:
            root["tags"] = {**known, only: root["tags"][only]}
            content = (files.pretty(root) + "\n").encode()
        elif set(known) - set(root["tags"]):
            root["tags"] = {**known, **root["tags"]}
            content = (files.pretty(root) + "\n").encode()
        files.write(self._path(identifier.registry, identifier.repository), content)
        config = source.config()
        if config is not None:
            files.write(os.path.join(self.source(identifier.registry), "config.json"), config)
        path = os.path.join(self.source(identifier.registry), "c", "index.json")
        catalog = files.read_json(path) or {"format_version": 1, "packages": {}}
        catalog["packages"][identifier.repository] = files.sha256(content)
        catalog["packages"] = dict(sorted(catalog["packages"].items()))
        files.write(path, files.pretty(catalog) + "\n")

    def _without_ephemeral(self, identifier, known, published):
        """The known tags without the ephemeral ones that are published no more; their objects go too."""
        kept = {tag: entry for tag, entry in known.items() if tag in published or not entry.get("ephemeral")}
        held = {entry["content"] for entry in [*kept.values(), *published.values()]}
        for tag, entry in known.items():
            path = self._object_path(identifier, entry["content"])
            if tag not in kept and entry["content"] not in held and os.path.exists(path):
                os.unlink(path)
        return kept

    def registries(self):
        """Every registry that the index holds packages of, by folder; its true name is in them."""
        try:
            return sorted(os.listdir(self.folder))
        except FileNotFoundError:
            return []

    def repositories(self, folder):
        """(registry, repository) of every root in one source's folder."""
        top = os.path.join(self.folder, folder, "p")
        for path, folders, names in os.walk(top):
            folders[:] = [name for name in folders if name != "o"]
            for name in names:
                if not name.endswith(".json"):
                    continue
                root = files.read_json(os.path.join(path, name))
                repository = os.path.relpath(os.path.join(path, name[:-5]), top)
                full = root.get("name") or root["repository"][len("oci://"):]
                yield full[:-len(repository) - 1], repository
