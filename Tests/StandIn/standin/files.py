"""Files, written so that a reader never sees half of one."""

import json
import os


def read_text(path):
    with open(path, encoding="utf-8") as handle:
        return handle.read()


def read_json(path):
    """The document at `path`, or None where there is none."""
    try:
        return json.loads(read_text(path))
    except FileNotFoundError:
        return None


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = f"{path}.{os.getpid()}.tmp"
    with open(temporary, "wb") as handle:
        handle.write(content if isinstance(content, bytes) else content.encode())
    os.replace(temporary, path)


def pretty(value):
    return json.dumps(value, indent=2, ensure_ascii=False)


def link(target, path):
    """A symbolic link at `path`, put in the place of whatever link was there."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    temporary = os.path.join(os.path.dirname(path), f".tmp-{os.getpid()}-{os.path.basename(path)}")
    if os.path.lexists(temporary):
        os.unlink(temporary)
    os.symlink(target, temporary)
    os.replace(temporary, path)


def shard(digest):
    algorithm, _, value = digest.partition(":")
    return os.path.join(algorithm, value[:2], value[2:32])


def sha256(content):
    import hashlib

    return "sha256:" + hashlib.sha256(content).hexdigest()
