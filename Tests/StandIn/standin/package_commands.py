"""`ocx package …`."""

import os

from . import environment, materialize, programs
from .failure import Failure, UsageFailure, not_found
from .platforms import Platform
from .resolve import Resolver, size_of


def platform_of(options):
    return Platform.parse(options["platform"]) if "platform" in options else None


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
    platform = platform_of(options)
    document = {}
    for identifier in identifiers:
        resolved, root = described("install", identifier, lambda: patched(context, identifier, platform))
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


def patched(context, identifier, platform):
    """A package installed with what the site lays over it."""
    resolved, root = materialize.install(context, identifier, platform)
    context.patches.install(resolved.identifier, platform)
    return resolved, root


def pull(context, options, names):
    identifiers = [context.parse(name) for name in names]
    context.info(f"Pulling: pulling count={len(identifiers)} count={len(identifiers)}")
    document = {}
    for identifier in identifiers:
        _, root = described("install", identifier,
                            lambda: materialize.install(context, identifier, platform_of(options)))
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
    packages = []
    for name in names:
        identifier = context.parse(name)
        packages.append(described("find", identifier, lambda: look_up(context, options, identifier)))
    context.answer(environment.compose(context.store, packages, "self" in options, context.companions))


def look_up(context, options, identifier):
    """A package for its environment: a link, what is in the store, or installed now."""
    found = find(context, options, identifier)
    if found:
        return environment.Package(found[0], found[2], found[1])
    resolved = Resolver(context).resolve(identifier, platform_of(options))
    root = context.store.package(identifier.registry, resolved.digest)
    if not context.store.whole(root):
        context.info(f"Package '{identifier}' not found locally, pulling.")
        root = materialize.materialize(context, resolved, platform_of(options))
    return environment.Package(root, str(resolved.identifier))


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
        resolved, root = described("select", identifier, lambda: materialize.install(context, identifier))
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
    if not before or not arguments:
        raise UsageFailure("error: Usage: ocx package exec <PACKAGES>... -- <COMMAND>...\n")
    packages = [look_up(context, options, context.parse(name)) for name in before]
    programs.execute(context, packages, arguments, "self" in options)


def split_dashes(names):
    if "--" not in names:
        return names, []
    place = names.index("--")
    return names[:place], names[place + 1:]


COMMANDS = {"install": install, "pull": pull, "which": which, "env": env, "inspect": inspect,
            "uninstall": uninstall, "select": select, "deselect": deselect, "info": info, "exec": execute}
FLAGS = {
    "install": ["select", "platform="], "pull": ["platform="], "which": ["candidate", "current"],
    "env": ["candidate", "current", "self", "platform="], "inspect": ["resolve"],
    "uninstall": ["purge", "deselect"], "select": [], "deselect": [], "info": [], "exec": ["self", "platform="],
}
