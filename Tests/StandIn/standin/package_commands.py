"""`ocx package …`."""

import os

from . import environment
from .failure import Failure, UsageFailure, not_found
from .platforms import Platform
from .resolve import Resolver, size_of


def install_resolved(context, identifier, platform=None):
    """Resolves a reference and puts it, and what it depends on, into the store."""
    resolved = Resolver(context).resolve(identifier, platform)
    return resolved, materialise(context, resolved)


def materialise(context, resolved):
    identifier = resolved.identifier
    root = context.store.package(identifier.registry, resolved.digest)
    if context.store.whole(root):
        return root
    dependencies = []
    for dependency in resolved.metadata.get("dependencies", []):
        inner = Resolver(context).resolve(context.parse(dependency["identifier"]))
        dependencies.append((inner.digest, materialise(context, inner)))

    def fetch(digest):
        if context.offline:
            raise Failure(81, f"layer {digest} is not in the local cache")
        return Resolver(context).physical(identifier, f"blobs/{digest}").blob(digest)

    def before_commit():
        if context.faults.has("die"):
            context.faults.die()

    return context.store.assemble(identifier.registry, resolved.digest, resolved.manifest, resolved.metadata,
                                  [digest for _, digest, _, _ in resolved.chain], dependencies,
                                  fetch, context.info, before_commit)


def described(verb, identifier, work):
    """Runs `work`; its failure says what was being done to which package."""
    try:
        return work()
    except Failure as failure:
        raise failure.prefixed(f"failed to {verb} package: {identifier} — ") from None


def install(context, options, names):
    identifiers = [context.parse(name) for name in names]
    context.info("Installing packages: " + ", ".join(map(str, identifiers)))
    context.info(f"Pulling: pulling count={len(identifiers)} count={len(identifiers)}")
    platform = Platform.parse(options["platform"]) if "platform" in options else None
    document = {}
    for identifier in identifiers:
        resolved, root = described("install", identifier, lambda: install_resolved(context, identifier, platform))
        path = None
        # What the host cannot run gets no link.
        if resolved.platform is None or context.host.runs(resolved.platform):
            path = context.store.candidate(identifier)
            context.store.point(path, root)
            if "select" in options:
                path = context.store.current(identifier)
                context.store.point(path, root)
        document[identifier.raw] = {"identifier": str(resolved.identifier), "metadata": resolved.metadata,
                                    "path": path}
    context.answer(document)


def pull(context, options, names):
    identifiers = [context.parse(name) for name in names]
    context.info(f"Pulling: pulling count={len(identifiers)} count={len(identifiers)}")
    document = {}
    for identifier in identifiers:
        _, root = described("pull", identifier, lambda: install_resolved(context, identifier))
        document[identifier.raw] = root
    context.answer(document)


def find(context, options, identifier):
    """(root, the path to show, name) of a package for `which` and `env`."""
    link = None
    if "candidate" in options or "current" in options:
        if identifier.digest:
            raise Failure(65, "a digest has no link")
        link = context.store.current(identifier) if "current" in options else context.store.candidate(identifier)
        if not os.path.exists(link):
            raise not_found("no installed candidate" if "candidate" in options else "no selected version")
        root = os.path.realpath(link)
        with open(os.path.join(root, "digest"), encoding="ascii") as handle:
            return root, link, str(identifier.at(handle.read()))
    return None


def which(context, options, names):
    document = {}
    for name in names:
        identifier = context.parse(name)

        def look():
            found = find(context, options, identifier)
            if found:
                return found[1]
            resolved = Resolver(context).resolve(identifier)
            root = context.store.package(identifier.registry, resolved.digest)
            if not context.store.whole(root):
                raise not_found()
            return root

        document[name] = {"path": described("find", identifier, look), "kind": "package"}
    context.answer(document, "".join(item["path"] + "\n" for item in document.values()))


def env(context, options, names):
    platform = Platform.parse(options["platform"]) if "platform" in options else None
    joined = {"entries": [], "binaries": [], "entrypoints": [], "integrations": [], "advisories": []}
    for name in names:
        identifier = context.parse(name)

        def look():
            found = find(context, options, identifier)
            if found:
                return found
            resolved, root = install_resolved(context, identifier, platform)
            return root, root, str(resolved.identifier)

        root, shown, full = described("find", identifier, look)
        for key, values in environment.compose(context.store, root, full, shown).items():
            joined[key] += values
    context.answer(joined)


def inspect(context, options, names):
    if len(set(names)) != len(names):
        raise UsageFailure("error: duplicate references\n")
    packages = [inspected(context, options, context.parse(name)) for name in names]
    document = {"platform": str(context.host)} if "resolve" in options else {}
    context.answer({**document, "packages": packages, "env": []})


def inspected(context, options, identifier):
    def report(digest, more):
        pinned = str(identifier.at(digest))
        return {"name": identifier.raw, "identifier": str(identifier), "pinned_identifier": pinned,
                "pinned_digest": digest, **more}

    def layers(manifest):
        return [{"digest": layer["digest"], "media_type": layer["mediaType"], "size": layer["size"]}
                for layer in manifest["layers"]]

    if "resolve" in options:
        resolved = Resolver(context).resolve(identifier)
        chain = [{"digest": digest, "role": role, "media_type": kind,
                  "size": size or size_of(context, identifier, digest)}
                 for role, digest, kind, size in resolved.chain]
        return report(resolved.digest, {
            "platform": context.host.descriptor(), "metadata": resolved.metadata,
            "layers": layers(resolved.manifest),
            "resolution": {"pinned": str(resolved.identifier), "chain": chain}})
    digest, index = Resolver(context).index(identifier)
    if index is None:
        resolved = Resolver(context).resolve(identifier)
        return report(digest, {"metadata": resolved.metadata, "layers": layers(resolved.manifest)})
    candidates = [{"digest": item["digest"], "pinned": str(identifier.at(item["digest"])),
                   "platform": str(Platform.of_descriptor(item["platform"])), "media_type": item["mediaType"],
                   "size": item["size"]} for item in index["manifests"] if "platform" in item]
    return report(digest, {"candidates": candidates})


def uninstall(context, options, names):
    rows = []
    for name in names:
        identifier = context.parse(name)
        if identifier.digest:
            raise Failure(65, f"failed to uninstall package: {identifier} — symlink resolution requires a tag, "
                          "not a digest")
        link = context.store.candidate(identifier)
        root = os.path.realpath(link)
        removed = context.store.forget(link)
        rows.append({"package": str(identifier), "status": "removed" if removed else "absent",
                     "path": link if removed else None})
        if removed and "deselect" in options and os.path.realpath(context.store.current(identifier)) == root:
            context.store.forget(context.store.current(identifier))
        if removed and "purge" in options:
            import shutil

            # As the real one does it: gone, whatever else still points there.
            shutil.rmtree(root, ignore_errors=True)
            rows.append({"package": str(identifier), "status": "purged", "path": root})
    context.answer(rows)


def select(context, options, names):
    document = {}
    for name in names:
        identifier = context.parse(name)
        resolved, root = described("select", identifier, lambda: install_resolved(context, identifier))
        context.store.point(context.store.current(identifier), root)
        document[name] = {"identifier": str(resolved.identifier), "metadata": resolved.metadata,
                          "path": context.store.current(identifier)}
    context.answer(document)


def deselect(context, options, names):
    rows = []
    for name in names:
        identifier = context.parse(name)
        link = context.store.current(identifier)
        removed = context.store.forget(link)
        rows.append({"package": str(identifier), "status": "removed" if removed else "absent",
                     "path": link if removed else None})
    context.answer(rows)


def info(context, options, names):
    if not context.networked:
        raise Failure(81, "network operation attempted in offline mode")
    context.answer({name: None for name in names})


def execute(context, options, names):
    before, arguments = split_dashes(names)
    if len(before) != 1 or not arguments:
        raise UsageFailure("error: Usage: ocx package exec <PACKAGES>... -- <COMMAND>...\n")
    resolved, root = install_resolved(context, context.parse(before[0]))
    environment.execute(context.store, root, str(resolved.identifier), arguments)


def split_dashes(names):
    if "--" not in names:
        return names, []
    place = names.index("--")
    return names[:place], names[place + 1:]


COMMANDS = {"install": install, "pull": pull, "which": which, "env": env, "inspect": inspect,
            "uninstall": uninstall, "select": select, "deselect": deselect, "info": info, "exec": execute}
FLAGS = {
    "install": ["select", "platform="], "pull": [], "which": ["candidate", "current"],
    "env": ["candidate", "current", "platform="], "inspect": ["resolve"], "uninstall": ["purge", "deselect"],
    "select": [], "deselect": [], "info": [], "exec": [],
}
