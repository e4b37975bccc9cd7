"""From a reference to a manifest: tags, yanks, platforms, blobs, and what the index records."""

import json

from . import platforms
from .failure import Failure, not_found

INDEX_TYPES = ("application/vnd.oci.image.index.v1+json",)


class Resolved:
    """One package on one platform: the blobs on the way to it, and its manifest."""

    def __init__(self, identifier, digest, manifest, metadata, chain, platform):
        self.identifier = identifier.at(digest)
        self.digest = digest
        self.manifest = manifest
        self.metadata = metadata
        self.chain = chain  # [(role, digest, media type, size)]
        self.platform = platform  # None where a manifest was named by its own digest


class Resolver:
    def __init__(self, context):
        self.context = context

    # Tags

    def content(self, identifier, remember=True):
        """The digest that a reference names, by the local index or its source."""
        if identifier.digest:
            return identifier.digest
        tag = identifier.tag or "latest"
        root = self.context.index.root(identifier)
        if root is None or tag not in root["tags"] or (self.context.remote and self.context.networked):
            root = self._ask(identifier, tag, remember)
        self.check_advice(identifier, tag, root)
        return root["tags"][tag]["content"]

    def _ask(self, identifier, tag, remember):
        if not self.context.networked:
            mode = "offline" if self.context.offline else "frozen"
            raise Failure(81, f"{mode} mode refused to resolve unpinned reference '{identifier}'; "
                          "run `ocx index update` or pin a digest", "index_resolution_blocked")
        source = self.context.hosts.index(identifier.registry)
        if source:
            published = source.root(identifier.repository)
            root = json.loads(published) if published else {"tags": {}}
            if tag not in root["tags"]:
                raise self.not_in_index(identifier, source)
            try:
                self.check_yank(identifier, tag, root)
            except Failure as failure:
                self.context.warn(f"Authoritative source refused '{identifier}': {failure.message}")
                raise failure.prefixed("chained index source walk failed: ") from None
            if remember:
                self.context.index.write_published(identifier, source, published, only=tag)
            return root
        try:
            host = self.context.hosts.open(identifier.registry, f"{identifier.repository}/manifests/{tag}")
        except Failure as failure:
            self.context.warn(f"Could not fetch '{identifier}' from chained source: "
                              f"{getattr(failure, 'short', failure.message)}")
            raise failure.prefixed("chained index source walk failed: ") from None
        tags = host.tags(identifier.repository) or {}
        if tag not in tags:
            raise not_found()
        if remember:
            self.context.index.write_derived(identifier, {tag: tags[tag]}, observed())
        return {"tags": {tag: {"content": tags[tag]}}}

    def check_yank(self, identifier, tag, root):
        tagged = f"{identifier.name}:{tag}"
        if "yanked" in root["tags"][tag] or root.get("status") == "yanked":
            self.context.warn(f"'{tagged}' resolves to a yanked entry — a yank is a publisher signal, not a delete")
            if not self.context.allow_yanked:
                raise Failure(65, f"'{tagged}' is yanked; resolve it by digest or set OCX_ALLOW_YANKED=1 to override",
                              "yanked_refused")

    def not_in_index(self, identifier, source):
        head = "" if self.context.dialect.stamped else "chained index source walk failed: "
        return not_found(head + self.context.dialect.not_in_index(identifier, source.address), "not_in_index")

    def check_advice(self, identifier, tag, root):
        self.check_yank(identifier, tag, root)
        warn_deprecated(self.context, identifier, tag, root)

    # Blobs

    def physical(self, identifier, path):
        """The host that holds the blobs of a logical name."""
        return self.place(identifier, path)[0]

    def place(self, identifier, path):
        """The host and repository that hold the blobs of a logical name."""
        root = self.context.index.root(identifier)
        source = self.context.hosts.index(identifier.registry)
        if root is None and source:
            published = source.root(identifier.repository)
            root = json.loads(published) if published else None
        if root is None and source:
            raise self.not_in_index(identifier, source)
        name, _, repository = (root["repository"][len("oci://"):] if root else identifier.name).partition("/")
        host = self.context.hosts.open(name, f"{repository}/{path}")
        if host.tags(repository) is None:
            raise not_found()
        return host, repository

    def blob(self, identifier, digest, path="blobs"):
        """The bytes of a digest: from the index, the store, or the host (then kept in the store)."""
        content = self.context.store.blob(identifier.registry, digest)
        if content is None:
            content = self.context.index.object(identifier, digest)
        if content is None:
            if self.context.offline and identifier.digest:
                raise not_found()
            if self.context.offline:
                raise Failure(81, f"manifest {digest} is not in the local cache; run `ocx install "
                              f"{identifier.at(digest)}` online to populate it", "offline_manifest_missing")
            content = self.fetch(identifier, digest, path)
        return content

    def fetch(self, identifier, digest, path):
        source = self.context.hosts.index(identifier.registry)
        try:
            return self.physical(identifier, f"{path}/{digest}").blob(digest)
        except Failure as failure:
            if failure.code == 79 and source and identifier.digest:
                raise self.not_in_index(identifier, source) from None
            raise

    def keep(self, identifier, digest):
        content = self.blob(identifier, digest)
        self.context.store.write_blob(identifier.registry, digest, content)
        return content

    def index(self, identifier, remember=True):
        """(digest, image index or None where the reference is a manifest's own digest)."""
        digest = self.content(identifier, remember)
        content = self.blob(identifier, digest, "manifests")
        document = json.loads(content)
        if document.get("mediaType") not in INDEX_TYPES:
            return digest, None
        if remember and not identifier.digest:
            self.context.index.write_object(identifier, digest, content)
        return digest, document

    def resolve(self, identifier, platform=None):
        """The package that a reference names on this host, or on the `platform` asked for."""
        digest, index = self.index(identifier)
        chain, chosen = [], None
        if index is not None:
            descriptor = platforms.select(platform or self.context.host, index["manifests"])
            if descriptor is None:
                raise not_found()
            chain.append(("index", digest, index["mediaType"], None))
            digest = descriptor["digest"]
            chosen = platforms.Platform.of_descriptor(descriptor["platform"])
        manifest = json.loads(self.keep(identifier, digest))
        config = manifest["config"]
        metadata = json.loads(self.keep(identifier, config["digest"]))
        chain.append(("manifest", digest, manifest["mediaType"], None))
        chain.append(("config", config["digest"], config["mediaType"], config["size"]))
        for role, blob, _, _ in chain:
            if role == "index":
                self.keep(identifier, blob)
        return Resolved(identifier, digest, manifest, metadata, chain, chosen)


def warn_deprecated(context, identifier, tag, root):
    tagged = f"{identifier.name}:{tag}"
    if root.get("status") == "deprecated":
        context.warn(f"'{tagged}' is deprecated: {root.get('deprecated_message', '')}")
    if root.get("superseded_by"):
        context.warn(f"'{tagged}' is superseded by '{root['superseded_by']}' "
                     "(advisory; not followed automatically)")


def observed():
    import datetime

    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f000+00:00")


def size_of(context, identifier, digest):
    return len(context.store.blob(identifier.registry, digest) or b"")
