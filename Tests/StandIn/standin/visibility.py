"""Visibility of dependencies: two axes, and how they are inherited.

`private` is what a package's own programs see, `interface` is what a consumer sees. An edge hands
on a dependency's own dependencies only as far as that dependency shows them to its consumers.
"""

from . import files
from .failure import Failure

AXES = {"sealed": (False, False), "private": (True, False), "interface": (False, True), "public": (True, True)}
NAMES = {axes: name for name, axes in AXES.items()}
PRIVATE, INTERFACE = 0, 1


def variable_axes(entry):
    return AXES[entry.get("visibility", "private")]


def edge_axes(dependency):
    return AXES[dependency.get("visibility", "sealed")]


def closure(dependencies):
    """Every dependency with its effective visibility, each one after those that it needs itself.

    `dependencies` are (identifier, axes of the edge, the dependency's own closure)."""
    found = {}

    def merge(identifier, axes):
        before = found.get(key(identifier), (identifier, (False, False)))
        found[key(identifier)] = (before[0], tuple(map(any, zip(before[1], axes))))

    for identifier, edge, inner in dependencies:
        for entry in inner:
            seen = AXES[entry["visibility"]]
            merge(entry["identifier"], edge if seen[INTERFACE] else (False, False))
        merge(identifier, edge)
    return [{"identifier": identifier, "visibility": NAMES[axes]} for identifier, axes in found.values()]


def key(identifier):
    """An identifier without its tag: what makes two of them the same package."""
    name, _, digest = identifier.partition("@")
    return f"{repository(name)}@{digest}"


def repository(identifier):
    """`registry/repository` of an identifier."""
    name = identifier.partition("@")[0]
    head, slash, last = name.rpartition("/")
    return head + slash + last.partition(":")[0]


def visible(closed, axis):
    return [entry["identifier"] for entry in closed if AXES[entry["visibility"]][axis]]


def refuse_conflicts(identifiers):
    """One repository at two digests cannot be in one environment (65)."""
    digests = {}
    for identifier in identifiers:
        digests.setdefault(repository(identifier), {})[identifier.partition("@")[2]] = True
    for name, found in digests.items():
        if len(found) > 1:
            raise Failure(65, f"conflicting dependencies: {name} at {', '.join(found)}")


def refuse_collisions(owners):
    """Two packages of one surface cannot have an entry point of the same name (65).

    `owners` are (identifier, metadata)."""
    seen = {}
    for identifier, metadata in owners:
        for name in metadata.get("entrypoints", {}):
            other = seen.setdefault(name, identifier)
            if key(other) != key(identifier):
                raise Failure(65, f"entrypoint name collision: '{name}' is declared by {other} and {identifier}")


def read_closure(root):
    """The closure of a package in the store, as it was written when the package was put together."""
    return (files.read_json(f"{root}/resolve.json") or {}).get("dependencies", [])
