"""References of OCX: `[registry/]repository[:tag][@digest]`."""

import re

from .failure import UsageFailure

REPOSITORY = re.compile(r"[a-z0-9._-]+(/[a-z0-9._-]+)*\Z")
DIGEST = re.compile(r"(sha256:[0-9a-fA-F]{64}|sha384:[0-9a-fA-F]{96}|sha512:[0-9a-fA-F]{128})\Z")


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
    if any(part.partition(":")[0] in (".", "..") for part in rest.split("/")):
        raise refuse("identifier must not use '.' or '..' as a path segment")
    if not text:
        raise refuse("identifier cannot be empty")
    if at and not DIGEST.match(digest):
        raise refuse("invalid digest format")
    head, slash, last = rest.rpartition("/")
    last, colon, tag = last.partition(":")
    rest = head + slash + last
    first, slash, _ = rest.partition("/")
    if not (slash and ("." in first or ":" in first or first == "localhost")):
        rest = f"{default_registry}/{rest}"
    registry, _, repository = rest.partition("/")
    if re.search("[A-Z]", repository):
        raise refuse("repository must be lowercase")
    if len(repository.encode()) > 255:
        raise refuse("repository exceeds 255-character limit")
    if not REPOSITORY.match(repository):
        raise refuse("invalid format")
    return Identifier(text, registry, repository, tag.replace("+", "_") if colon else None, digest or None)


def slug(registry):
    return re.sub(r"[^A-Za-z0-9._-]", "_", registry)


RESERVED = re.compile(r"__ocx|sha(256|384|512)[.-][0-9a-f]{64}", re.IGNORECASE)


def reserved(tag):
    """Tags of OCX's own making: never listed, never a version."""
    return bool(RESERVED.match(tag))


NUMBER = r"(?:0|[1-9][0-9]*)"
VERSION = re.compile(rf"(?:([a-z][a-z0-9.]*)-)?({NUMBER})(?:\.{NUMBER}(?:\.{NUMBER}(?:-[0-9A-Za-z]+)?(?:[_+][0-9A-Za-z]+)?)?)?\Z")


def variant(tag):
    """The variant of a tag; "" for the default one; None where the tag is no version."""
    match = VERSION.match(tag)
    if not match or match.group(1) == "latest" or int(match.group(2)) >= 1 << 32:
        return None
    return match.group(1) or ""
