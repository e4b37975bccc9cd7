"""The environment of a package: its dependencies' first, its own, its entry points last."""

import json
import os

from . import files


def public(entry):
    return entry.get("visibility", "private") == "public"


def compose(store, root, name, shown=None):
    """The answer of `package env` for the package at `root`, whose values name `shown`."""
    entries, binaries, entrypoints, seen = [], [], [], set()

    def add(root, name, shown):
        if root in seen:
            return
        seen.add(root)
        metadata = files.read_json(os.path.join(root, "metadata.json"))
        for dependency in metadata.get("dependencies", []):
            if public(dependency):
                registry, digest = registry_of(dependency["identifier"])
                folder = store.package(registry, digest)
                add(folder, dependency["identifier"], folder)
        for entry in metadata.get("env", []):
            if not public(entry):
                continue
            value = entry["value"].replace("${installPath}", os.path.join(shown, "content"))
            found = {"key": entry["key"], "value": value, "type": entry["type"]}
            if entry["type"] == "list":
                found["separator"] = entry.get("separator", " ")
            entries.append(found)
        binaries.extend({"name": item, "package": name} for item in metadata.get("binaries", []))
        if metadata.get("entrypoints"):
            entries.append({"key": "PATH", "value": os.path.join(shown, "entrypoints"), "type": "path"})
            entrypoints.extend({"name": item, "package": name} for item in metadata["entrypoints"])

    add(root, name, shown or root)
    return {"entries": entries, "binaries": binaries, "entrypoints": entrypoints,
            "integrations": [], "advisories": []}


def registry_of(identifier):
    name, _, digest = identifier.partition("@")
    return name.partition("/")[0], digest


def fold(entries, environment):
    """The entries put over an environment, strictly in their order."""
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
    """A list with a value at its end and nowhere else; a value may hold the separator itself."""
    wrapped, wanted = separator + before + separator, separator + value + separator
    while wanted in wrapped:
        wrapped = wrapped.replace(wanted, separator)
    rest = wrapped[len(separator):-len(separator)] if len(wrapped) > 2 * len(separator) else ""
    return rest + separator + value if rest else value


def execute(store, root, name, arguments):
    """Becomes a program of a package, or one of its entry points; never returns."""
    metadata = json.loads(files.read_text(os.path.join(root, "metadata.json")))
    program, *rest = arguments
    entrypoint = metadata.get("entrypoints", {}).get(program)
    if entrypoint is not None:
        program = entrypoint.get("command", program)
        rest = entrypoint.get("args", []) + rest
    entries = compose(store, root, name)["entries"]
    entries = [entry for entry in entries if entry["value"] != os.path.join(root, "entrypoints")]
    environment = fold(entries, os.environ)
    environment["OCX_HOME"] = store.home
    os.execvpe(program, [program] + rest, environment)
