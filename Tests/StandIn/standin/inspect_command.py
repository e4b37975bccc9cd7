"""`ocx package inspect`: what a reference stands for, without installing it."""

from . import visibility
from .failure import UsageFailure
from .platforms import Platform
from .resolve import Resolver, size_of


def inspect(context, options, names):
    if len(set(names)) != len(names):
        raise UsageFailure("error: duplicate references\n")
    packages = [Inspection(context, context.parse(name)).report(options) for name in names]
    whole = "resolve" in options or "closure" in options
    context.answer({**({"platform": str(context.host)} if whole else {}), "packages": packages, "env": []})


class Inspection:
    def __init__(self, context, identifier):
        self.context = context
        self.identifier = identifier

    def report(self, options):
        if "resolve" in options or "closure" in options:
            resolved = Resolver(self.context).resolve(self.identifier)
            more = {"closure": closure(self.context, resolved)} if "closure" in options else {}
            return self._pinned(resolved.digest, {**self._resolution(resolved), **more})
        digest, index = Resolver(self.context).index(self.identifier)
        if index is None:
            resolved = Resolver(self.context).resolve(self.identifier)
            return self._pinned(digest, {"metadata": resolved.metadata, "layers": layers(resolved.manifest)})
        candidates = [self._candidate(item) for item in index["manifests"] if "platform" in item]
        return self._pinned(digest, {"candidates": candidates})

    def _pinned(self, digest, more):
        return {"name": self.identifier.raw, "identifier": str(self.identifier),
                "pinned_identifier": str(self.identifier.at(digest)), "pinned_digest": digest, **more}

    def _candidate(self, item):
        platform = Platform.of_descriptor(item["platform"])
        return {"digest": item["digest"], "pinned": str(self.identifier.at(item["digest"])),
                "platform": platform.descriptor() if self.context.dialect.wrapped else str(platform),
                "media_type": item["mediaType"], "size": item["size"]}

    def _resolution(self, resolved):
        chain = [{"digest": digest, "role": role, "media_type": kind,
                  "size": size or size_of(self.context, self.identifier, digest)}
                 for role, digest, kind, size in resolved.chain]
        return {"platform": self.context.host.descriptor(), "metadata": resolved.metadata,
                "layers": layers(resolved.manifest),
                "resolution": {"pinned": str(resolved.identifier), "chain": chain}}


def layers(manifest):
    return [{"digest": layer["digest"], "media_type": layer["mediaType"], "size": layer["size"]}
            for layer in manifest["layers"]]


def closure(context, resolved):
    """Every dependency, and what the package shows its consumers and its own programs."""
    packages = {}
    closed = closed_of(context, resolved, packages)
    root = (str(resolved.identifier), resolved.metadata)
    deps = [dependency(entry, packages[entry["identifier"]]) for entry in closed]
    surface = {name: surface_of(closed, packages, root, axis)
               for name, axis in (("interface", visibility.INTERFACE), ("private", visibility.PRIVATE))}
    return {"deps": deps, "surface": surface, "conflicts": {"entrypoints": [], "repositories": []}}


def closed_of(context, resolved, packages):
    """The closure of a package that need not be in the store; its packages are put into `packages`."""
    edges = []
    for declared in resolved.metadata.get("dependencies", []):
        inner = Resolver(context).resolve(context.parse(declared["identifier"]))
        packages[str(inner.identifier)] = inner.metadata
        edges.append((str(inner.identifier), visibility.edge_axes(declared), closed_of(context, inner, packages)))
    return visibility.closure(edges)


def dependency(entry, metadata):
    declared = [{"identifier": item["identifier"], "visibility": item.get("visibility", "sealed"),
                 "name": item.get("name", visibility.repository(item["identifier"]).rpartition("/")[2])}
                for item in metadata.get("dependencies", [])]
    found = {"name": visibility.repository(entry["identifier"]).rpartition("/")[2], "identifier": entry["identifier"],
             "effective_visibility": entry["visibility"], "entrypoints": sorted(metadata.get("entrypoints", {})),
             "integrations": [], "dependencies": declared}
    return {**found, **({"binaries": metadata["binaries"]} if "binaries" in metadata else {})}


def surface_of(closed, packages, root, axis):
    name, metadata = root
    seen = [(identifier, packages[identifier], visibility.INTERFACE, True)
            for identifier in visibility.visible(closed, axis)]
    seen.append((name, metadata, axis, axis == visibility.INTERFACE))
    found = {"binaries": [], "entrypoints": [], "env": [], "integrations": [], "binaries_complete": True}
    for identifier, metadata, side, launchers in seen:
        found["binaries"] += [{"name": item, "package": identifier} for item in metadata.get("binaries", [])]
        found["binaries_complete"] &= "binaries" in metadata
        if launchers:
            found["entrypoints"] += [{"name": item, "package": identifier}
                                     for item in sorted(metadata.get("entrypoints", {}))]
        for entry in metadata.get("env", []):
            if visibility.variable_axes(entry)[side]:
                more = {"separator": entry["separator"]} if entry["type"] == "list" else {}
                found["env"].append({"key": entry["key"], "type": entry["type"], "package": identifier, **more})
    return found
