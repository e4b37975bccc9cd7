#!/usr/bin/env python3
"""Serves the hosts of a registry folder on loopback, to the real ocx: `serve_registry.py FOLDER`.

Speaks as much of OCI's distribution API as a client that pulls needs. Every host.json names its
port; a host with credentials wants them as HTTP basic authentication. Prints "ready" once it
listens, and ends with its standard input.
"""

import base64
import http.server
import json
import pathlib
import re
import sys
import threading

MANIFEST = re.compile(r"/v2/(.+)/manifests/([^/]+)")
BLOB = re.compile(r"/v2/(.+)/blobs/sha256:([0-9a-f]{64})")
TAGS = re.compile(r"/v2/(.+)/tags/list")


def handler(folder, auth):
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

        def missing(self, code):
            self.answer(404, json.dumps({"errors": [{"code": code}]}).encode())

        def tags(self, repository):
            path = folder / "repositories" / repository / "tags.json"
            if ".." in repository.split("/") or not path.is_file():
                return None
            return json.loads(path.read_text())

        def do_GET(self):
            path = self.path.partition("?")[0]
            if auth:
                wanted = base64.b64encode(f"{auth['user']}:{auth['token']}".encode()).decode()
                if self.headers.get("Authorization") != "Basic " + wanted:
                    return self.answer(401, b"{}", WWW_Authenticate='Basic realm="registry"')
            if path in ("/v2", "/v2/"):
                return self.answer(200, b"{}")
            if path == "/v2/_catalog":
                names = [str(found.parent.relative_to(folder / "repositories"))
                         for found in sorted(folder.glob("repositories/**/tags.json"))]
                return self.answer(200, json.dumps({"repositories": names}).encode())
            if match := TAGS.fullmatch(path):
                tags = self.tags(match[1])
                if tags is None:
                    return self.missing("NAME_UNKNOWN")
                return self.answer(200, json.dumps({"name": match[1], "tags": list(tags)}).encode())
            if match := BLOB.fullmatch(path):
                return self.blob(match[2], "application/octet-stream")
            if match := MANIFEST.fullmatch(path):
                digest = (self.tags(match[1]) or {}).get(match[2], match[2])
                return self.blob(digest.rpartition(":")[2], None)
            return self.missing("NAME_UNKNOWN")

        do_HEAD = do_GET

        def blob(self, value, kind):
            path = folder / "blobs" / "sha256" / value
            if not re.fullmatch("[0-9a-f]{64}", value) or not path.is_file():
                return self.missing("MANIFEST_UNKNOWN")
            content = path.read_bytes()
            kind = kind or json.loads(content)["mediaType"]
            return self.answer(200, content, kind, Docker_Content_Digest="sha256:" + value)

        def log_message(self, *_):
            pass

    return Handler


def main():
    for state in pathlib.Path(sys.argv[1]).glob("hosts/*/host.json"):
        # The folder is the host's slug: its port stands after the last `_`.
        port = int(state.parent.name.rpartition("_")[2])
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", port), handler(state.parent, json.loads(state.read_text()).get("auth")))
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


main()
