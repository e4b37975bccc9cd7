"""Packages from a declaration in JSON: what `make_registry.py FOLDER packages FILE` reads.

{"packages": [PACKAGE, …], "patches": [PATCH, …]}, in the order in which they are published.

PACKAGE
  name          `registry/repository`. Of an index, it is listed there, and its content lies on `host`
  version       also moves the rolling tags above it, as OCX does
  host          the host that holds the content of an index's package; default: the first without credentials
  platform      default: the platform of this host, without features
  programs      {name: shell text}: scripts below bin/
  files         {path: FILE}, beside them
  path          the folders that a public PATH entry names each; default ["bin"] where there are programs
  env           entries of the metadata as they are, after those of `path`; `visibility` defaults to public
  dependencies  [{"package": NAME or NAME:VERSION that is published already, "visibility": …, "name": …}];
                in the metadata it is NAME@DIGEST, of the manifest
  entrypoints   {name: {"command"?, "args"?}} as it is
  binaries      default: the programs; null: not declared
  signed        {"identity", "issuer"}, or {"refused": DETAIL} for a signature that does not hold (a key of
                REFUSALS in trust.py); without it there is none
  title, description, keywords, status, superseded_by, …   keys of the index's root

FILE is text, or one of
  {"text": …, "mode": "755"}, {"size": BYTES, "mode": …}   a file; 755 below bin/, else 644, unless said
  {"link": TARGET}, {"same_as": PATH}                      a symbolic link; a hard link to an earlier file
  {"folder": true}                                         a folder, perhaps empty
A path may hold `\\udcXX` for a byte that is no UTF-8.

PATCH     {"registry": HOST[/PREFIX], "package": NAME?, "rules": [{"match", "packages", "required"?}]}
          the descriptor for one package, or the global one
"""

import io
import tarfile

from . import identifiers, platforms
from .patches import ARTIFACT, LAYER, descriptor_place
from .publish import compact, packed


def publish_all(to, document):
    """{"NAME:VERSION": "NAME@DIGEST"} of every package declared."""
    published = {}
    for package in document.get("packages", []):
        published[f"{package['name']}:{package['version']}"] = publish(to, package)
    for patch in document.get("patches", []):
        publish_patch(to, patch)
    return published


ROOT_KEYS = ("status", "deprecated_message", "superseded_by", "owners", "source", "upstream")


def publish(to, package):
    name, version = package["name"], package["version"]
    host, repository = place(to, package)
    platform = package.get("platform") or platforms.host().base
    manifest = to.publish(host, repository, version, archive(package), metadata(to, package), platform)
    to.sign(host, manifest, package.get("signed"))
    registry, _, listed = name.partition("/")
    if identifiers.slug(registry) in to.registries() and to.read_root(registry, listed) is None:
        more = {key: package[key] for key in ROOT_KEYS if key in package}
        to.list_package(registry, listed, f"{host}/{repository}", package.get("title", listed),
                        package.get("description", ""), package.get("keywords", []), **more)
    return f"{name}@{manifest}"


def place(to, package):
    """(host, repository) that holds the content of a package."""
    registry, _, repository = package["name"].partition("/")
    if identifiers.slug(registry) not in to.registries():
        return registry, repository
    if to.read_root(registry, repository) is not None:
        return to.physical(package["name"])
    return package.get("host") or to.open_hosts()[0], repository


def metadata(to, package):
    programs = package.get("programs", {})
    entries = [{"key": "PATH", "type": "path", "required": True, "value": "${installPath}/" + folder}
               for folder in package.get("path", ["bin"] if programs else [])]
    entries += package.get("env", [])
    document = {"type": "bundle", "version": 1,
                "env": [{**entry, "visibility": entry.get("visibility", "public")} for entry in entries]}
    if package.get("dependencies"):
        document["dependencies"] = [dependency(to, declared) for declared in package["dependencies"]]
    if package.get("entrypoints"):
        document["entrypoints"] = package["entrypoints"]
    binaries = package.get("binaries", sorted(programs))
    return document if binaries is None else {**document, "binaries": binaries}


def dependency(to, declared):
    found = identifiers.parse(declared["package"], "ocx.sh")
    host, repository = to.physical(found.name)
    index = to.read_blob(host, to.tags(host, repository)[found.tag or "latest"])
    identifier = f"{found.name}@{index['manifests'][0]['digest']}"
    more = {key: declared[key] for key in ("visibility", "name") if key in declared}
    return {"identifier": identifier, **more}


def archive(package):
    """The layer of a package, packed."""
    scripts = {f"bin/{name}": f"#!/bin/sh\n{text}\n" for name, text in package.get("programs", {}).items()}
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", errors="surrogateescape") as tar:
        for path, file in {**scripts, **package.get("files", {})}.items():
            add(tar, path, {"text": file} if isinstance(file, str) else file)
    return packed(buffer.getvalue())


def add(tar, path, file):
    member = tarfile.TarInfo(path)
    member.mode = int(file.get("mode", "755" if path.startswith("bin/") else "644"), 8)
    content = b""
    if "link" in file:
        member.type, member.linkname = tarfile.SYMTYPE, file["link"]
    elif "same_as" in file:
        member.type, member.linkname = tarfile.LNKTYPE, file["same_as"]
    elif file.get("folder"):
        member.type, member.mode = tarfile.DIRTYPE, 0o755
    else:
        content = file["text"].encode() if "text" in file else filler(path, file["size"])
        member.size = len(content)
    tar.addfile(member, io.BytesIO(content))


def filler(path, size):
    """Bytes that differ from file to file."""
    line = (path + "\n").encode(errors="surrogateescape")
    return (line * (size // len(line) + 1))[:size]


def publish_patch(to, patch):
    host, repository = descriptor_place(patch["registry"], patch.get("package"))
    content = compact({"version": 1, "rules": patch["rules"]})
    empty = b"{}"
    manifest = {
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json", "artifactType": ARTIFACT,
        "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": to.write_blob(host, empty),
                   "size": len(empty)},
        "layers": [{"mediaType": LAYER, "digest": to.write_blob(host, content), "size": len(content)}],
    }
    tags = to.tags(host, repository)
    to.set_tags(host, repository, {**tags, "__ocx.patch": to.write_blob(host, compact(manifest))})
