"""Patches of a site: companion packages whose environment is applied after that of others.

`[patches] registry = "HOST[/PREFIX]"` names the registry that holds descriptors: one for all
packages and one for each. Only `package install` looks for them, and what it found is kept in the
home; `package env` and launchers go by that.
"""

import json
import os

from . import environment, files, materialize
from .failure import Failure
from .identifiers import slug

ARTIFACT = "application/vnd.sh.ocx.patch.v1"
LAYER = "application/vnd.sh.ocx.patch.descriptor.v1+json"
TAG = "__ocx.patch"


def descriptor_place(registry, package=None):
    """(host, repository) of the descriptor for one `registry/repository`, or of the global one."""
    host, _, prefix = registry.partition("/")
    if package is None:
        repository = "global"
    else:
        base, _, rest = package.partition("/")
        repository = f"{slug(base)}/{rest}"
    return host, f"{prefix}/{repository}" if prefix else repository


def matches(pattern, text):
    """`*` stands for any characters, `/` too; nothing else is special."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == text
    if not text.startswith(first) or not text[len(first):].endswith(rest[-1]):
        return False
    middle = text[len(first): len(text) - len(rest[-1])]
    for part in rest[:-1]:
        at = middle.find(part)
        if at < 0:
            return False
        middle = middle[at + len(part):]
    return True


class Patches:
    def __init__(self, context):
        self.context = context
        section = context.configuration.patches
        self.registry = section.get("registry")
        self.required = section.get("required", True)

    def _state(self, name):
        return os.path.join(self.context.home, "state", "patches", f"{name}.json")

    def descriptors(self, package, look):
        """The descriptors for a package, the global one first; asked for only with `look`."""
        for name in (None, package):
            host, repository = descriptor_place(self.registry, name)
            path = self._state(os.path.join("descriptors", slug(host), repository))
            if look and not self.context.offline and not os.path.exists(path):
                files.write(path, files.pretty(self._fetch(host, repository)))
            found = files.read_json(path)
            if found:
                yield found

    def _fetch(self, host, repository):
        registry = self.context.hosts.open(host, f"{repository}/manifests/{TAG}")
        digest = (registry.tags(repository) or {}).get(TAG)
        if digest is None:
            return None
        manifest = json.loads(registry.blob(digest))
        return json.loads(registry.blob(manifest["layers"][0]["digest"]))

    def companions(self, package, full, look):
        """{companion: whether it is required}: what the descriptors say of a package."""
        found = {}
        for descriptor in self.descriptors(package, look):
            mine = {}
            for rule in descriptor["rules"]:
                if matches(rule["match"], full):
                    for companion in rule["packages"]:
                        mine.setdefault(companion, rule.get("required", self.required))
            found.update(mine)
        return found

    def install(self, identifier, platform):
        """Brings the companions of a package that was just installed."""
        if not self.registry or self.context.offline:
            return
        pins = files.read_json(self._state("companions")) or {}
        for companion, required in self.companions(identifier.name, str(identifier), True).items():
            try:
                resolved, _ = materialize.install(self.context, self.context.parse(companion), platform)
                pins[companion] = str(resolved.identifier)
            except Failure as failure:
                if required:
                    raise failure.prefixed(f"required companion install failed for '{companion}': ") from None
                self.context.warn(f"optional companion '{companion}' could not be installed: {failure.message}")
        files.write(self._state("companions"), files.pretty(pins))

    def packages(self, names):
        """The companions, in the store, of packages that are in an environment."""
        if not self.registry:
            return []
        pins = files.read_json(self._state("companions")) or {}
        found = {}
        for name in names:
            identifier = self.context.parse(name)
            for companion, required in self.companions(identifier.name, name, False).items():
                if companion in found:
                    continue
                try:
                    found[companion] = environment.Package.of(self.context.store, pins.get(companion, companion))
                except Failure as failure:
                    if required:
                        raise failure.prefixed(f"required companion install failed for '{companion}': ") from None
                    self.context.warn(f"optional companion '{companion}' is not installed")
        return list(found.values())

    def held(self):
        """The roots of every companion in the store: nothing may take them away."""
        pins = files.read_json(self._state("companions")) or {}
        return [self.context.store.of(identifier) for identifier in pins.values()]
