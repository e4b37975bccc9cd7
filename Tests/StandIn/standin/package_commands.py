"""`ocx package …`."""

import json
import os

from . import environment, materialize, programs, visibility
from .failure import Failure, UsageFailure, not_found
from .inspect_command import inspect
from .platforms import asked
from .resolve import Resolver
from .trust import Verifier


def platform_of(options):
    return asked(options["platform"]) if "platform" in options else None


def described(verb, identifier, work):
    """Runs `work`; its failure says what was being done to which package."""
    try:
        return work()
    except Failure as failure:
        raise failure.prefixed(f"failed to {verb} package: {identifier} — ") from None


def install(context, options, names):
    identifiers, platform = [context.parse(name) for name in names], platform_of(options)
    context.info("Installing packages: " + ", ".join(map(str, identifiers)))
    context.info(context.dialect.progress(len(identifiers)))
    verifier, document = Verifier(context, options), {}
    for identifier in identifiers:
        resolved, root = described("install", identifier, lambda: patched(context, identifier, platform, verifier))
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
    # 0.7: the key is a guess.
    context.answer(document, key="packages")


def patched(context, identifier, platform, verifier):
    """Installs a package with the patches of the site."""
    resolved, root = materialize.install(context, identifier, platform, verifier)
    context.patches.install(resolved.identifier, platform)
    return resolved, root


def pull(context, options, names):
    identifiers, platform = [context.parse(name) for name in names], platform_of(options)
    context.info(context.dialect.progress(len(identifiers)))
    verifier, document = Verifier(context, options), {}
    for identifier in identifiers:
        _, root = described("install", identifier,
                            lambda: materialize.install(context, identifier, platform, verifier))
        document[identifier.raw] = root
    # Not documented for 0.7: a guess from that of `which`.
    context.answer(document, key="paths")


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
            resolved = Resolver(context).resolve(identifier, platform_of(options))
            root = context.store.package(identifier.registry, resolved.digest)
            if not context.store.whole(root):
                raise not_found()
            return root

        document[name] = {"path": described("find", identifier, look), "kind": "package"}
    context.answer(document, "".join(item["path"] + "\n" for item in document.values()), key="paths")


def env(context, options, names):
    packages = []
    for name in names:
        identifier = context.parse(name)
        packages.append(described("find", identifier, lambda: look_up(context, options, identifier)))
    answer = environment.compose(context.store, packages, "self" in options, context.companions)
    if os.environ.get("OCX_LAZY_MODE") == "always" and not context.dialect.stamped:
        answer["entries"] = [shims(context, package) for package in packages] + answer["entries"]
    context.answer(context.dialect.environment(answer))


def shims(context, package):
    """The folder of shims that a lazy mode puts before everything."""
    name = package.name.partition("@")[0]
    folder = os.path.join(context.home, "shims", visibility.repository(name),
                          os.path.relpath(package.root, os.path.join(context.home, "packages")).partition("/")[2])
    return {"key": "PATH", "value": os.path.join(folder, "bin"), "type": "path"}


def look_up(context, options, identifier):
    """A package for its environment: a link, what is in the store, or installed now."""
    found = find(context, options, identifier)
    if found:
        return environment.Package(found[0], found[2], found[1])
    missing = f"Package '{identifier}' not found locally, pulling."
    try:
        resolved = Resolver(context).resolve(identifier, platform_of(options))
    except Failure as failure:
        if failure.detail == "package_not_found":
            context.info(missing)
        raise
    root = context.store.package(identifier.registry, resolved.digest)
    if not context.store.whole(root):
        context.info(missing)
        root = materialize.materialize(context, resolved, platform_of(options))
    return environment.Package(root, str(resolved.identifier))


def uninstall(context, options, names):
    rows = []
    for name in names:
        identifier = context.parse(name)
        if identifier.digest:
            raise Failure(65, f"failed to uninstall package: {identifier} — symlink resolution requires a tag, "
                          "not a digest", "symlink_requires_tag")
        link = context.store.candidate(identifier)
        root = os.path.realpath(link)
        removed = context.store.forget(link)
        rows.append({"package": str(identifier), "status": "removed" if removed else "absent",
                     "path": link if removed else None})
        if removed and "deselect" in options and os.path.realpath(context.store.current(identifier)) == root:
            context.store.forget(context.store.current(identifier))
        if removed and "purge" in options:
            import shutil

            # Like the real ocx: removed, even if something else refers to it.
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
    context.answer(document, key="packages")


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
    if context.dialect.wrapped:
        raise UsageFailure("error: unrecognized subcommand 'info'\n\nUsage: ocx package <COMMAND>\n")
    if context.offline:
        raise Failure(81, "network operation attempted in offline mode", "offline_mode")
    if context.dialect.stamped:
        # It asks the registry by the logical name, which no package of an index answers.
        return context.answer({name: None for name in names})
    context.warn("`ocx package info` is renamed to `ocx package description pull` and is removed in 0.7")
    document, plain = {}, ""
    for name in names:
        identifier = context.parse(name)
        source = context.hosts.index(identifier.registry)
        published = source.root(identifier.repository) if source else None
        found = json.loads(published)["desc"] if published else None
        document[name] = found and {"title": found["title"], "description": found["description"],
                                    "keywords": ",".join(found["keywords"])}
        if found:
            plain += (f"== {identifier} ==\nTitle:       {found['title']}\nDescription: {found['description']}\n"
                      f"Keywords:    {','.join(found['keywords'])}\n")
    return context.answer(document, plain)


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
    "install": ["select", "platform=", "verify", "no-verify"], "pull": ["platform=", "verify", "no-verify"],
    "which": ["candidate", "current", "platform="],
    "env": ["candidate", "current", "self", "platform="], "inspect": ["resolve", "closure"],
    "uninstall": ["purge", "deselect"], "select": [], "deselect": [], "info": [], "exec": ["self", "platform="],
}
