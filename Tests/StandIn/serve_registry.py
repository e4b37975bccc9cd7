#!/usr/bin/env python3
"""Makes the registries of make_registry.py for two ports that are free, and serves them on loopback
to the real ocx: `serve_registry.py FOLDER`.

Speaks as much of OCI's distribution API as a client that pulls needs; a host with credentials wants
them as HTTP basic authentication. What is changed in the folder later is served as it is then.
Prints `ready PUBLIC PRIVATE`, the ports, once it listens, and ends with its standard input.
"""

import base64
import http.server
import json
import pathlib
import re
import socketserver
import sys
import threading
import urllib.parse

from make_registry import make
from standin.identifiers import slug

MANIFEST = re.compile(r"/v2/(.+)/manifests/([^/]+)")
BLOB = re.compile(r"/v2/(.+)/blobs/([^/]+)")
TAGS = re.compile(r"/v2/(.+)/tags/list")
DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class Registry(http.server.ThreadingHTTPServer):
    """One host, on a free port."""

    # ocx requests many blobs concurrently.
    request_queue_size = 128
    folder = auth = None

    def server_bind(self):
        # Not http.server's own, which asks DNS for the name of the address.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    @property
    def host(self):
        return f"127.0.0.1:{self.server_port}"

    def serve(self, registries):
        self.folder = registries / "hosts" / slug(self.host)
        self.auth = json.loads((self.folder / "host.json").read_text()).get("auth")
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, content=b"", kind="application/json", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def refuse(self, status, code, **headers):
        error = {"code": code, "message": code.lower().replace("_", " "), "detail": None}
        self.answer(status, json.dumps({"errors": [error]}).encode(), **headers)

    def missing(self, code):
        self.refuse(404, code)

    def allowed(self):
        auth = self.server.auth
        wanted = auth and "Basic " + base64.b64encode(f"{auth['user']}:{auth['token']}".encode()).decode()
        return not auth or self.headers.get("Authorization") == wanted

    def do_GET(self):
        if not self.allowed():
            return self.refuse(401, "UNAUTHORIZED", WWW_Authenticate='Basic realm="registry"')
        url = urllib.parse.urlsplit(self.path)
        path = urllib.parse.unquote(url.path)
        if path in ("/v2", "/v2/"):
            return self.answer(200, b"{}", Docker_Distribution_API_Version="registry/2.0")
        if path == "/v2/_catalog":
            return self.page(url, "repositories", self.repositories())
        for pattern, work in ((TAGS, self.tag_list), (BLOB, self.blob), (MANIFEST, self.manifest)):
            if match := pattern.fullmatch(path):
                if match[1] not in self.repositories():
                    return self.missing("NAME_UNKNOWN")
                return work(url, *match.groups())
        return self.missing("UNSUPPORTED")

    do_HEAD = do_GET

    def repositories(self):
        top = self.server.folder / "repositories"
        return sorted(found.parent.relative_to(top).as_posix() for found in top.glob("**/tags.json"))

    def tags(self, repository):
        return json.loads((self.server.folder / "repositories" / repository / "tags.json").read_text())

    def tag_list(self, url, repository):
        self.page(url, "tags", self.tags(repository), name=repository)

    def page(self, url, key, names, **more):
        """At most `n` names after `last`, and the address of the next page."""
        query = dict(urllib.parse.parse_qsl(url.query))
        names = sorted(name for name in names if name > query.get("last", ""))
        headers = {}
        count = int(query["n"]) if query.get("n", "").isdecimal() else len(names)
        if 0 < count < len(names):
            after = urllib.parse.urlencode({"n": count, "last": names[count - 1]})
            headers["Link"] = f'<{url.path}?{after}>; rel="next"'
        names = names[:count]
        self.answer(200, json.dumps({**more, key: names}).encode(), **headers)

    def content(self, digest):
        """The bytes of a digest; None where there are none."""
        path = self.server.folder / "blobs" / digest.replace(":", "/")
        return path.read_bytes() if DIGEST.fullmatch(digest) and path.is_file() else None

    def blob(self, _, __, digest):
        content = self.content(digest)
        if content is None:
            return self.missing("BLOB_UNKNOWN")
        self.answer(200, content, "application/octet-stream", Docker_Content_Digest=digest)

    def manifest(self, _, repository, reference):
        digest = self.tags(repository).get(reference, reference)
        content = self.content(digest)
        try:
            kind = json.loads(content or b"{}").get("mediaType")
        except ValueError:
            kind = None
        if kind is None:
            return self.missing("MANIFEST_UNKNOWN")
        self.answer(200, content, kind, Docker_Content_Digest=digest)

    def log_message(self, *_):
        pass


def main():
    registries = pathlib.Path(sys.argv[1])
    public, private = (Registry(("127.0.0.1", 0), Handler) for _ in range(2))
    make(registries, None, public.host, private.host)
    public.serve(registries)
    private.serve(registries)
    print("ready", public.server_port, private.server_port, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
