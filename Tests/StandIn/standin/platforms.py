"""Platforms, and which one of those offered a host takes (OCX's rule)."""

import glob
import os

from .failure import Failure, UsageFailure


class Platform:
    def __init__(self, system, architecture, variant=None, features=()):
        self.system = system
        self.architecture = architecture
        self.variant = variant
        self.features = tuple(features)

    @classmethod
    def parse(cls, text):
        base, plus, features = text.partition("+")
        if base == "any":
            base = "any/any"
        parts = base.split("/")
        if len(parts) not in (2, 3):
            raise Failure(64, f"invalid platform '{text}'")
        return cls(parts[0], parts[1], parts[2] if len(parts) == 3 else None,
                   features.split(",") if plus else ())

    @classmethod
    def of_descriptor(cls, platform):
        return cls(platform["os"], platform["architecture"], platform.get("variant"),
                   platform.get("os.features", ()))

    def descriptor(self):
        value = {"architecture": self.architecture, "os": self.system}
        if self.variant:
            value["variant"] = self.variant
        if self.features:
            value["os.features"] = list(self.features)
        return value

    @property
    def base(self):
        return f"{self.system}/{self.architecture}" + (f"/{self.variant}" if self.variant else "")

    def __str__(self):
        if self.system == "any":
            return "any"
        return self.base + ("+" + ",".join(self.features) if self.features else "")

    def takes(self, offered):
        if offered.system == "any":
            return True
        return (
            offered.system == self.system
            and offered.architecture == self.architecture
            and offered.variant in (None, self.variant)
            and set(offered.features) <= set(self.features)
        )

    def runs(self, other):
        """Whether links are made for a package of this platform: system and architecture count."""
        return other.system == "any" or (other.system, other.architecture) == (self.system, self.architecture)

    def rank(self, offered):
        return (offered.system != "any", offered.variant is not None, len(offered.features))


SYSTEMS, ARCHITECTURES = ("darwin", "linux", "windows", "wasip1", "wasip2"), ("amd64", "arm64", "wasm")


def asked(text):
    """The platform of an argument; one that OCX does not know is refused."""
    def refused(reason):
        return UsageFailure(f"error: invalid value '{text}' for '--platform <PLATFORM>': invalid platform '{text}': "
                            f"{reason}\n")

    if text == "any":
        return Platform("any", "any")
    parts = text.partition("+")[0].split("/")
    if len(parts) not in (2, 3):
        raise refused("expected os/arch[/variant]")
    if parts[0] not in SYSTEMS:
        raise refused(f"unsupported OS '{parts[0]}'. Possible values are: {', '.join(SYSTEMS)}")
    if parts[1] not in ARCHITECTURES:
        raise refused(f"unsupported architecture '{parts[1]}'. Possible values are: {', '.join(ARCHITECTURES)}")
    return Platform.parse(text)


def host():
    named = os.environ.get("OCX_STANDIN_HOST")
    if named:
        return Platform.parse(named)
    uname = os.uname()
    machine = {"x86_64": "amd64", "aarch64": "arm64"}.get(uname.machine, uname.machine)
    if uname.sysname == "Darwin":
        return Platform("darwin", machine)
    musl = glob.glob("/lib/ld-musl-*") and not glob.glob("/lib*/ld-linux*")
    return Platform("linux", machine, None, ["libc.musl" if musl else "libc.glibc"])


def select(platform, manifests):
    """The descriptor that the host takes, or None; two of equal rank are ambiguous (65)."""
    fitting = []
    for descriptor in manifests:
        if "platform" not in descriptor:
            continue
        offered = Platform.of_descriptor(descriptor["platform"])
        if platform.takes(offered):
            fitting.append((platform.rank(offered), descriptor))
    if not fitting:
        return None
    best = max(rank for rank, _ in fitting)
    chosen = [descriptor for rank, descriptor in fitting if rank == best]
    if len(chosen) > 1:
        raise Failure(65, "ambiguous platform selection", "selection_ambiguous")
    return chosen[0]
