"""References of OCX: `[registry/]repository[:tag][@digest]`."""

import re

from .failure import UsageFailure

REPOSITORY = re.compile(r"[a-z0-9._-]+(/[a-z0-9._-]+)*\Z")
DIGEST = re.compile(r"(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})\Z")


class Identifier:
    def __init__(self, raw, registry, repository, tag, digest):
        self.raw = raw
        self.registry = registry
        self.repository = repository
        self.tag = tag
        self.digest = digest

    @property
    def name(self):
        return f"{self.registry}/{self.repository}"

    def __str__(self):
        return self.name + (f":{self.tag}" if self.tag else "") + (f"@{self.digest}" if self.digest else "")

    def at(self, digest):
        return Identifier(self.raw, self.registry, self.repository, self.tag, digest)


def parse(text, default_registry):
    def refuse(reason):
        return UsageFailure(
            f"error: invalid value '{text}' for '<PACKAGES>...': invalid identifier '{text}': {reason}\n"
        )

    rest, at, digest = text.partition("@")
    if at and not DIGEST.match(digest):
        raise refuse("invalid digest format")
    head, slash, last = rest.rpartition("/")
    last, colon, tag = last.partition(":")
    rest = head + slash + last
    first, slash, remainder = rest.partition("/")
    if slash and ("." in first or ":" in first or first == "localhost"):
        registry, repository = first, remainder
    else:
        registry, repository = default_registry, rest
    if repository != repository.lower():
        raise refuse("repository must be lowercase")
    if not REPOSITORY.match(repository) or len(repository) > 255:
        raise refuse("invalid format")
    if any(part in (".", "..") for part in repository.split("/")):
        raise refuse("directory traversal")
    return Identifier(text, registry, repository, tag.replace("+", "_") if colon else None, digest or None)


def slug(registry):
    return re.sub(r"[^A-Za-z0-9._-]", "_", registry)


RESERVED = re.compile(r"__ocx|sha(256|384|512)[.-][0-9a-f]{64}", re.IGNORECASE)


def reserved(tag):
    """Tags of OCX's own making: never listed, never a version."""
    return bool(RESERVED.match(tag))


VARIANT = re.compile(r"([a-z][a-z0-9.]*)(?:-\d|\Z)")


def variant(tag):
    """The variant of a tag; "" for the default one; None where the tag is no version."""
    if re.match(r"\d", tag):
        return ""
    match = VARIANT.match(tag)
    return match.group(1) if match and match.group(1) != "latest" else None
