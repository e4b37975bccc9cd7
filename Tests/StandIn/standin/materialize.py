"""Installs a package and its dependencies in the store."""

from . import environment, visibility
from .failure import Failure, RefusedPackage
from .resolve import Resolver
from .trust import Verifier


def install(context, identifier, platform=None, verifier=None):
    """Resolves a reference and materializes it: (resolved, the package's root)."""
    resolved = Resolver(context).resolve(identifier, platform)
    return resolved, materialize(context, resolved, platform, verifier)


def materialize(context, resolved, platform=None, verifier=None):
    """Puts a resolved package into the store. It is verified first, even where it is there already."""
    identifier = resolved.identifier
    verifier = verifier or Verifier(context)
    verifier.check(resolved)
    root = context.store.package(identifier.registry, resolved.digest)
    if context.store.whole(root):
        return root
    links, edges = [], []
    for dependency in resolved.metadata.get("dependencies", []):
        inner, folder = described(context, dependency["identifier"], platform, verifier)
        links.append((inner.digest, folder))
        edges.append((str(inner.identifier), visibility.edge_axes(dependency), visibility.read_closure(folder)))
    closed = visibility.closure(edges)
    check(context, str(identifier), resolved.metadata, closed)

    def fetch(digest):
        if context.offline:
            raise Failure(81, f"layer {digest} is not in the local cache")
        return Resolver(context).physical(identifier, f"blobs/{digest}").blob(digest)

    def before_commit():
        if context.faults.has("die"):
            context.faults.die()

    return context.store.assemble(identifier.registry, resolved, links, closed, fetch, context.info, before_commit)


def described(context, dependency, platform, verifier):
    identifier = context.parse(dependency)
    try:
        return install(context, identifier, platform, verifier)
    except RefusedPackage:
        raise
    except Failure as failure:
        raise failure.prefixed(f"dependency setup failed: {identifier}: ") from None


def check(context, name, metadata, closed):
    """What OCX refuses to install: one entry point name twice on the consumer's surface."""
    owners = [(name, metadata)]
    for identifier in visibility.visible(closed, visibility.INTERFACE):
        owners.append((identifier, environment.Package.of(context.store, identifier).metadata))
    visibility.refuse_collisions(owners)
