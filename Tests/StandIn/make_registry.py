#!/usr/bin/env python3
"""Makes the registries in a folder for the stand-in `ocx`, and changes them.

make_registry.py FOLDER [--platform OS/ARCH]     a plain registry 127.0.0.1:5000, a private one
                                                 127.0.0.1:5001 (bob, s3cret), the index ocx.sh
make_registry.py FOLDER publish NAME VERSION [TEXT]   a tool that prints its version and TEXT
make_registry.py FOLDER packages FILE|-               packages declared in JSON, see standin/declared.py;
                                                      prints {"NAME:VERSION": "NAME@DIGEST"}
make_registry.py FOLDER fixture NAME                  the same, of fixtures/NAME.json
make_registry.py FOLDER move NAME TAG VERSION         the tag names what VERSION names
make_registry.py FOLDER remove NAME TAG
make_registry.py FOLDER yank NAME TAG [REASON] | unyank NAME TAG
make_registry.py FOLDER ephemeral NAME TAG            its publisher may delete the tag
make_registry.py FOLDER observed NAME TAG TIME        when the index first had it
make_registry.py FOLDER sign NAME TAG IDENTITY ISSUER | refuse NAME TAG DETAIL | unsign NAME TAG
                                                      what is attached to its manifests, see standin/trust.py
make_registry.py FOLDER referrers HOST on|off         whether the host can hold signatures
make_registry.py FOLDER sigstore trust_root|log on|off      the public services of signatures
make_registry.py FOLDER status NAME active|deprecated|yanked [MESSAGE]
make_registry.py FOLDER down|up HOST|INDEX            nothing answers there, or again
make_registry.py FOLDER private HOST USER TOKEN | public HOST

NAME is `registry/repository`, of a host or of an index.
"""

import argparse
import json
import os
import sys

from standin import declared, files, platforms
from standin.identifiers import slug
from standin.publish import Publisher, metadata, script


def tool(name, text):
    """The content of a package of one shell script."""
    return {f"bin/{name}": script(text)}


def make(folder, platform, public="127.0.0.1:5000", private="127.0.0.1:5001"):
    """The registries of the recordings: the same packages, tags, kinds of entries and states."""
    host = platforms.Platform.parse(platform) if platform else platforms.host()
    plain, libc = host.base, str(host)
    foreign = "darwin/arm64" if host.system != "darwin" else "linux/amd64"
    to = Publisher(folder)
    to.add_host(public)
    to.add_host(private, {"user": "bob", "token": "s3cret"})

    for version, where in (("0.9.0", libc), ("0.10.0", plain), ("0.11.0", plain)):
        text = f'echo "ShellCheck - shell script analysis tool"; echo "version: {version}"'
        to.publish(public, "contrib/shellcheck", version, tool("shellcheck", text), metadata(["shellcheck"]), where)
    to.publish(public, "contrib/ripgrep", "13.0.0_20260101", tool("rg", 'echo "ripgrep 13.0.0" "$@"'),
               metadata(["rg"]), libc)
    for version in ("1.0.0", "1.1.0", "2.0.0"):
        to.publish(public, "acme/hello", version, tool("hello", f'echo hello {version} "$@"'),
                   metadata(["hello"]), plain)
    to.publish(public, "acme/big", "1.0.0",
               {**tool("big", "echo big"), "share/data": bytes(range(256)) * 4096},
               metadata(["big"]), plain)
    lib = to.publish(
        public, "contrib/lib", "3.1.0", {**tool("libtool", "echo libtool 3.1.0"), "share/x": b"x"},
        metadata(["libtool"], [("LIB_HOME", "constant", "${installPath}"),
                               ("GODEBUG", "list", "madvdontneed=1", ","),
                               ("LIBFLAGS", "list", "-a", " "),
                               ("MANPATH", "path", "${installPath}/share")]), plain)
    for version in ("1.0.0", "1.1.0", "1.1.1", "slim-2.0.0"):
        to.publish(public, "contrib/app", version, tool("app", f'echo app {version} "$@"'), metadata(["app"]), plain)
    to.publish(
        public, "contrib/app", "2.0.0", tool("app", 'echo app 2.0.0 "$@"'),
        metadata(["app"], [("APP_HOME", "constant", "${installPath}"), ("GODEBUG", "list", "gctrace=0", ","),
                           ("APP_URL", "constant", "http://h:80/a b")],
                 [f"{public}/contrib/lib@{lib}"], {"app-ep": {"command": "app", "args": ["from-ep"]}}), plain)
    to.publish(public, "contrib/old", "1.0.0", tool("old", "echo old"), metadata(["old"]), plain)
    to.publish(public, "contrib/foreign", "1.0.0", tool("foreign", "echo foreign"), metadata(["foreign"]), foreign)
    to.publish(private, "priv/tool", "1.2.3", tool("tool", "echo tool 1.2.3"), metadata(["tool"]), plain)

    to.add_index("ocx.sh")
    for name, physical, title, description, keywords in (
        ("acme/app", "contrib/app", "App", "An application with a dependency", ["app"]),
        ("acme/foreign", "contrib/foreign", "Foreign", "For another platform alone", []),
        ("acme/lib", "contrib/lib", "Lib", "A library with an environment", []),
        ("burntsushi/ripgrep", "contrib/ripgrep", "ripgrep", "Recursive search", ["search", "grep"]),
        ("shellcheck/shellcheck", "contrib/shellcheck", "ShellCheck", "Finds bugs in shell scripts",
         ["shell", "lint"]),
    ):
        to.list_package("ocx.sh", name, f"{public}/{physical}", title, description, keywords)
    to.list_package("ocx.sh", "acme/old", f"{public}/contrib/old", "Old", "Deprecated", status="deprecated",
                    deprecated_message="use acme/app", superseded_by="acme/app")
    yank(to, "ocx.sh/acme/app", "1.1.0", "broken build")


def edit_root(to, name, change):
    registry, _, repository = name.partition("/")
    root = to.read_root(registry, repository)
    change(root)
    to.write_root(registry, repository, root)


def yank(to, name, tag, reason="withdrawn"):
    mark = {"reason": reason, "at": "2026-08-23T00:00:00Z"}
    edit_root(to, name, lambda root: root["tags"][tag].update(yanked=mark))


def unyank(to, name, tag):
    edit_root(to, name, lambda root: root["tags"][tag].pop("yanked", None))


def ephemeral(to, name, tag):
    edit_root(to, name, lambda root: root["tags"][tag].update(ephemeral=True))


def observed(to, name, tag, time):
    edit_root(to, name, lambda root: root["tags"][tag].update(observed=time))


def sigstore(to, service, state):
    path = os.path.join(to.folder, "sigstore.json")
    files.write(path, files.pretty({**(files.read_json(path) or {}), service: state == "on"}))


def status(to, name, state, message=None):
    more = {"deprecated_message": message} if message else {}
    edit_root(to, name, lambda root: root.update(status=state, **more))


def publish(to, name, version, text=""):
    host, repository = to.physical(name)
    binary = repository.rpartition("/")[2]
    content = tool(binary, f'echo {binary} {version} {text} "$@"')
    to.publish(host, repository, version, content, metadata([binary]), platforms.host().base)


def packages(to, path):
    text = sys.stdin.read() if path == "-" else files.read_text(path)
    print(files.pretty(declared.publish_all(to, json.loads(text))))


def fixture(to, name):
    packages(to, os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures", f"{name}.json"))


def move(to, name, tag, version):
    host, repository = to.physical(name)
    tags = to.tags(host, repository)
    to.set_tags(host, repository, {**tags, tag: tags[version]})


def remove(to, name, tag):
    host, repository = to.physical(name)
    tags = to.tags(host, repository)
    del tags[tag]
    to.set_tags(host, repository, tags)


def switch(to, name, down):
    if slug(name) in to.registries():
        path = os.path.join(to.index_folder(name), "down")
        if down:
            open(path, "w").close()
        elif os.path.exists(path):
            os.unlink(path)
    else:
        to.update_host(name, down=True if down else None)


VERBS = {
    "publish": publish, "packages": packages, "fixture": fixture, "move": move, "remove": remove,
    "yank": yank, "unyank": unyank, "status": status, "ephemeral": ephemeral, "sigstore": sigstore,
    "observed": observed,
    "sign": lambda to, name, tag, identity, issuer: to.sign_tag(name, tag, {"identity": identity, "issuer": issuer}),
    "refuse": lambda to, name, tag, detail: to.sign_tag(name, tag, {"refused": detail}),
    "unsign": lambda to, name, tag: to.sign_tag(name, tag, None),
    "referrers": lambda to, host, state: to.update_host(host, referrers=None if state == "on" else False),
    "down": lambda to, name: switch(to, name, True), "up": lambda to, name: switch(to, name, False),
    "private": lambda to, host, user, token: to.update_host(host, auth={"user": user, "token": token}),
    "public": lambda to, host: to.update_host(host, auth=None),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("verb", nargs="?", choices=sorted(VERBS))
    parser.add_argument("arguments", nargs="*")
    parser.add_argument("--platform")
    given = parser.parse_args()
    if given.verb is None:
        make(given.folder, given.platform)
    else:
        VERBS[given.verb](Publisher(given.folder), *given.arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
