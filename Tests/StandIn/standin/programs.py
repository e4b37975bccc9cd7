"""Starting programs of packages: `package exec`, and `launcher exec`, which launchers call."""

import errno
import os
import sys

from . import environment, template
from .failure import Failure


def launch(context, package, name, arguments):
    """Becomes what an entry point names, in the package's own environment. Never returns."""
    answer = environment.compose(context.store, [package], own=True, companions=context.companions)
    entrypoint = package.metadata.get("entrypoints", {}).get(name, {})
    content = os.path.join(package.root, "content")
    declared = [template.expand(argument, content) for argument in entrypoint.get("args", [])]
    become(context, answer["entries"], [entrypoint.get("command", name)] + declared + arguments)


def execute(context, packages, arguments, own=False):
    """Becomes a program on a consumer's PATH. Never returns."""
    answer = environment.compose(context.store, packages, own, companions=context.companions)
    become(context, answer["entries"], arguments)


def become(context, entries, arguments):
    variables = environment.fold(entries, os.environ)
    variables["OCX_HOME"] = context.home
    variables["OCX_BINARY_PIN"] = os.path.abspath(sys.argv[0])
    name, *rest = arguments
    path, refused = find(name, variables.get("PATH", ""))
    if path is None:
        raise Failure(65 if refused else 1, f"failed to run '{name}': "
                      + ("Permission denied (os error 13)" if refused else "No such file or directory (os error 2)"))
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execve(path, [path] + rest, variables)
    except OSError as error:
        raise Failure(65 if error.errno == errno.EACCES else 1, f"failed to run '{path}': {error.strerror}") from None


def find(name, path):
    """(the first executable of that name on PATH, whether one was passed over that may not be run)."""
    if "/" in name:
        return (name, False) if os.access(name, os.X_OK) else (None, os.path.exists(name))
    refused = False
    for folder in path.split(":"):
        candidate = os.path.join(folder, name)
        if os.path.isfile(candidate):
            if os.access(candidate, os.X_OK):
                return candidate, False
            refused = True
    return None, refused
