"""`ocx index catalog | list | update | sync`."""

import json

from . import files
from .failure import Failure, UsageFailure
from .identifiers import reserved, variant
from .platforms import Platform
from .resolve import Resolver, observed, warn_deprecated


def catalog(context, options, names):
    found, registries = [], names or [context.default_registry]
    if context.remote and context.networked:
        for registry in registries:
            source = context.hosts.index(registry)
            found += [(registry, repository) for repository in source.catalog()] if source else []
    else:
        for folder in context.index.registries():
            found += [pair for pair in context.index.repositories(folder) if pair[0] in registries]
    found = sorted(f"{registry}/{repository}" for registry, repository in found)
    if "with-tags" in options or "tags" in options:
        document = {name: tags(context, context.parse(name)) or [] for name in found}
        context.answer({"repositories": document})
    else:
        context.answer({"repositories": found}, "".join(name + "\n" for name in found))


def tags(context, identifier):
    """The tags of a package, sorted; None where there is no such package."""
    if context.remote and context.networked:
        source = context.hosts.index(identifier.registry)
        if source:
            published = source.root(identifier.repository)
            found = json.loads(published)["tags"] if published else None
        else:
            found = remote_tags(context, identifier)
    else:
        found = (context.index.root(identifier) or {}).get("tags")
    if found is None:
        return None
    return sorted(tag for tag in found if not reserved(tag))


def remote_tags(context, identifier):
    try:
        host = context.hosts.open(identifier.registry, f"{identifier.repository}/tags/list")
        found = host.tags(identifier.repository)
        if found is None:
            raise Failure(79, f"repository not found: {identifier.name}")
        return found
    except Failure as failure:
        context.warn(f"Remote-mode list_tags failed for '{identifier}': {failure.message}")
        if failure.code == 80:
            url = failure.message.partition(": ")[2]
            raise Failure(80, f"{failure.message}: {url}") from None
        raise


def list_versions(context, options, names):
    if context.remote and context.offline:
        context.info("--offline --remote: pinned-only mode - tag and catalog lookups will not contact a source. "
                     "Tag-addressed resolution attempts must be satisfied locally or by digest-pinned identifiers.")
    document = {}
    for name in names:
        identifier = context.parse(name)
        if "platforms" in options:
            _, index = Resolver(context).index(identifier, remember=False)
            manifests = index["manifests"] if index else []
            document[name] = [str(Platform.of_descriptor(item["platform"])) for item in manifests if "platform" in item]
            continue
        if identifier.digest:
            if context.dialect.wrapped:
                raise UsageFailure("error: index list takes no digest\n")
            raise Failure(1, "a digest has no tags to list")
        found = tags(context, identifier)
        if found is None:
            context.warn(f"Package '{identifier.name}' not found in the index.")
            found = []
        if identifier.tag:
            found = [tag for tag in found if tag == identifier.tag]
        if "variants" in options:
            found = sorted({value for value in map(variant, found) if value is not None})
        document[name] = found
    # 0.7: the key is a guess.
    context.answer(document, table(document), key="packages")


def table(document):
    """Packages and tags in two columns, padded."""
    rows = [("Package", "Tag")] + [(name, tag) for name, found in document.items() for tag in found]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(f"{name:<{widths[0]}}  {tag:<{widths[1]}}\n" for name, tag in rows)


def refuse_without_network(context):
    if context.offline:
        raise Failure(81, "network operation attempted in offline mode", "offline_mode")
    if context.frozen:
        raise Failure(81, context.dialect.frozen_update(), "index_resolution_blocked")


def update(context, options, names):
    refuse_without_network(context)
    finish(context, names, refresh_all(context, names))


def refresh_all(context, packages):
    """Updates packages; returns the first failure, or None."""
    failed = None
    for name in packages:
        try:
            refresh(context, context.parse(name))
        except Failure as failure:
            context.log("error", f"Failed to update index for '{name}': {failure.message}")
            failed = failed or failure
    return failed


def finish(context, names, failed):
    if failed:
        raise failed
    if context.dialect.wrapped:
        # That there is a document is known, what is in it is a guess.
        context.answer([{"package": name, "status": "updated"} for name in names], "")


def refresh(context, identifier):
    """Copies what a source says of one package. Where one tag is refused: nothing at all, or from 0.7 on
    everything but the tags of its digest."""
    context.info(f"Refreshing tags for identifier '{identifier}'.")
    missing = Failure(79, f"remote manifest not found for '{identifier}' during index update")
    source = context.hosts.index(identifier.registry)
    if source is None:
        host = context.hosts.open(identifier.registry, f"{identifier.repository}/tags/list")
        found = host.tags(identifier.repository)
        found = {tag: digest for tag, digest in (found or {}).items()
                 if not reserved(tag) and identifier.tag in (None, tag)}
        if not found:
            raise missing
        for digest in set(found.values()):
            context.index.write_object(identifier, digest, host.blob(digest))
        context.index.write_derived(identifier, found, observed())
        return
    published = source.root(identifier.repository)
    if published is None:
        raise missing
    root, resolver = json.loads(published), Resolver(context)
    seen, refused = {}, None
    for tag, entry in root["tags"].items():
        try:
            if seen.setdefault(entry["content"], tag) == tag:
                resolver.check_yank(identifier, tag, root)
        except Failure as failure:
            if not context.dialect.wrapped:
                raise
            refused = refused or failure
            seen[entry["content"]] = None
    if refused:
        root["tags"] = {tag: entry for tag, entry in root["tags"].items() if seen[entry["content"]]}
        published = (files.pretty(root) + "\n").encode()
    warn_deprecated(context, identifier, next(iter(root["tags"]), ""), root)
    name, _, repository = root["repository"][len("oci://"):].partition("/")
    for digest in [digest for digest, tag in seen.items() if tag]:
        content = source.object(identifier.repository, digest)
        if content is None:
            content = context.hosts.open(name, f"{repository}/manifests/{digest}").blob(digest)
        context.index.write_object(identifier, digest, content)
    context.index.write_published(identifier, source, published)
    if refused:
        raise refused


def sync(context, options, names):
    if not names:
        raise UsageFailure("error: the following required arguments were not provided:\n  <REGISTRY>...\n\n"
                           "Usage: ocx index sync <REGISTRY>...\n")
    refuse_without_network(context)
    failed = None
    for registry in names:
        source = context.hosts.index(registry)
        repositories = source.catalog() if source else context.hosts.open(registry, "_catalog").repositories()
        failure = refresh_all(context, [f"{registry}/{repository}" for repository in repositories])
        failed = failed or failure
    finish(context, names, failed)


COMMANDS = {"catalog": catalog, "list": list_versions, "update": update, "sync": sync}
FLAGS = {"catalog": ["tags", "with-tags"], "list": ["variants", "platforms"], "update": [], "sync": []}
