"""`${…}` in values of the environment and in arguments of entry points.

Every `${…}` is OCX's: one of the bodies below, or an error (65). `$${` gives `${`; a `${` that is
never closed is text. What was put in is never read again.
"""

import re

from .failure import Failure

SEGMENT = re.compile(r"[A-Za-z0-9_-]+\Z")
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
MODIFIERS = ("native", "posix")


def expand(text, content, dependency=None, earlier=None):
    """`text` with every `${…}` replaced.

    `content` stands for `${installPath}`. `dependency(name)` gives the content of a dependency and
    `earlier(key)` a value that was declared before; without them (arguments) such a body is refused.
    """
    out, at = [], 0
    while at < len(text):
        if text.startswith("$${", at):
            out.append("${")
            at += 3
            continue
        end = text.find("}", at + 2) if text.startswith("${", at) else -1
        if end < 0:
            out.append(text[at])
            at += 1
            continue
        out.append(value_of(text[at : end + 1], text[at + 2 : end], content, dependency, earlier))
        at = end + 1
    return "".join(out)


def value_of(source, body, content, dependency, earlier):
    base, colon, modifier = body.partition(":")
    path = base.split(".")
    if not all(map(SEGMENT.match, path)):
        raise unknown(source)
    takes_modifier = True
    if path in (["installPath"], ["self", "installPath"]):
        value = content
    elif path[:2] == ["self", "env"] and len(path) == 3 and KEY.match(path[2]):
        if earlier is None:
            raise Failure(65, f"token '{source}' is not permitted here")
        value, takes_modifier = earlier(path[2]), False
    elif path[0] == "deps" and len(path) == 3 and path[2] == "installPath":
        if dependency is None:
            raise Failure(65, f"token '{source}' is not permitted here")
        value = dependency(path[1])
    else:
        raise unknown(source)
    if colon and (not takes_modifier or modifier not in MODIFIERS):
        raise Failure(65, f"unknown modifier '{modifier}' in '{source}'")
    return value


def unknown(source):
    return Failure(65, f"unknown interpolation token '{source}'; write '${source}' for the text itself")
