"""The environment of packages: the visible part of their dependencies, then their own values, then their
entry points."""

import os

from . import files, template, visibility
from .failure import Failure
from .visibility import INTERFACE, PRIVATE


class Package:
    """A package in the store; its own values may name a link in place of its root."""

    def __init__(self, root, name, shown=None):
        self.root = root
        self.name = name
        self.shown = shown or root
        self.metadata = files.read_json(os.path.join(root, "metadata.json"))
        self.closure = visibility.read_closure(root)

    @classmethod
    def of(cls, store, identifier):
        """A package by its pinned identifier; not found (79) where the store lacks it."""
        root = store.of(identifier)
        if not os.path.exists(os.path.join(root, "metadata.json")):
            raise Failure(79, f"package not found: {identifier}")
        return cls(root, identifier)


def compose(store, packages, own=False, companions=lambda identifiers: []):
    """The answer of `package env`: for a consumer, or (`own`) for the packages' own programs.

    `companions` gives the patches that apply to the packages seen, as packages.
    """
    axis = PRIVATE if own else INTERFACE
    seen = [(package, visibility.visible(package.closure, axis)) for package in packages]
    for package, visible in seen:
        visibility.refuse_conflicts([package.name] + visible)
    if len(packages) > 1:
        visibility.refuse_collisions((package.name, package.metadata) for package in packages)
    answer = {"entries": [], "binaries": [], "entrypoints": [], "integrations": [], "advisories": []}
    roots, done, names = {visibility.key(package.name) for package in packages}, set(), []
    for package, visible in seen:
        for identifier in visible:
            if visibility.key(identifier) not in roots | done:
                done.add(visibility.key(identifier))
                names.append(identifier)
                add(store, Package.of(store, identifier), INTERFACE, True, answer)
        if visibility.key(package.name) not in done:
            done.add(visibility.key(package.name))
            names.append(package.name)
            add(store, package, axis, not own, answer)
    for companion in companions(names):
        entries = compose(store, [companion])["entries"]
        answer["entries"] += [entry for entry in entries if not is_entrypoints(entry, companion)]
    return answer


def is_entrypoints(entry, package):
    return entry["value"] == os.path.join(package.root, "entrypoints")


def add(store, package, axis, entrypoints, answer):
    """What one package adds: its values on an axis, its programs, its entry points."""
    answer["entries"] += values(store, package, axis)
    answer["binaries"] += [{"name": item, "package": package.name} for item in package.metadata.get("binaries", [])]
    if entrypoints and package.metadata.get("entrypoints"):
        answer["entries"].append({"key": "PATH", "value": os.path.join(package.shown, "entrypoints"), "type": "path"})
        answer["entrypoints"] += [{"name": item, "package": package.name}
                                  for item in sorted(package.metadata["entrypoints"])]


def values(store, package, axis):
    """The entries that a package declares on an axis. The others are read too, for later ones may
    name them, but nothing is asked of the disk for them."""
    content = os.path.join(package.shown, "content")
    declared, found = [], []
    for entry in package.metadata.get("env", []):
        shown = visibility.variable_axes(entry)[axis]
        value = template.expand(entry["value"], content,
                                lambda name: dependency_content(store, package, name, shown),
                                lambda key: earlier(declared, key))
        if entry["type"] == "path":
            value = os.path.join(content, value)
            if shown and entry.get("required") and not os.path.exists(value):
                raise Failure(79, f"required path missing: {value}")
        made = {"key": entry["key"], "value": value, "type": entry["type"]}
        if entry["type"] == "list":
            made["separator"] = entry["separator"]
        declared.append(made)
        if shown:
            found.append(made)
    return found


def earlier(declared, key):
    found = [entry["value"] for entry in declared if entry["key"] == key]
    if len(found) != 1:
        raise Failure(65, f"'${{self.env.{key}}}' names {len(found)} earlier values")
    return found[0]


def dependency_content(store, package, name, must_exist):
    for dependency in package.metadata.get("dependencies", []):
        repository = visibility.repository(dependency["identifier"])
        if dependency.get("name", repository.rpartition("/")[2]) != name:
            continue
        pinned = [entry["identifier"] for entry in package.closure
                  if visibility.repository(entry["identifier"]) == repository]
        content = os.path.join(store.of((pinned or [dependency["identifier"]])[-1]), "content")
        if must_exist and not os.path.exists(content):
            raise Failure(79, f"references dependency '{name}' ({dependency['identifier']}) which is not installed")
        return content
    raise Failure(65, f"references unknown dependency '{name}'")


def fold(entries, environment):
    """Applies the entries to an environment, in their order."""
    result = dict(environment)
    for entry in entries:
        key, value = entry["key"], entry["value"]
        before = result.get(key, "")
        if entry["type"] == "path":
            rest = [part for part in before.split(":") if part and part != value]
            result[key] = ":".join([value] + rest)
        elif entry["type"] == "list":
            if value:
                result[key] = appended(before, value, entry["separator"])
        else:
            result[key] = value
    return result


def appended(before, value, separator):
    """A list with a value at its end, unless it is there already; a value may hold the separator itself."""
    if separator + value + separator in separator + before + separator:
        return before
    return before + separator + value if before else value
