"""Which digest of the recordings is which of ours.

The recorded packages hold layers whose bytes nobody has any more, so every digest above them
differs here. What they are digests *of* does not: walking both index trees side by side, from
package and tag down to layers, gives each recorded digest its counterpart.
"""

import json
import re


def shard(value):
    return f"sha256/{value[:2]}/{value[2:32]}"


def pairs(recorded, ours):
    assert len(recorded) == len(ours), f"{len(recorded)} recorded, {len(ours)} of ours"
    return zip(recorded, ours)


class Counterparts:
    def __init__(self):
        self.pairs = {}

    def add(self, recorded, ours):
        recorded, ours = recorded.rpartition(":")[2], ours.rpartition(":")[2]
        if recorded == "0" * 64:
            return
        assert self.pairs.setdefault(recorded, ours) == ours, f"{recorded} has two counterparts"

    def add_trees(self, recorded, ours):
        """Both homes as {path: text}."""
        for path, text in recorded.items():
            if re.fullmatch(r"index/[^/]+/p/.*\.json", path) and "/o/" not in path:
                self._add_root(path, json.loads(text), json.loads(ours[path]), recorded, ours)
            if path.endswith("c/index.json"):
                known = json.loads(ours[path])["packages"]
                for name, digest in json.loads(text)["packages"].items():
                    self.add(digest, known[name])
        for path, text in recorded.items():
            if path.startswith("blobs/"):
                self._add_manifest(path, json.loads(text), ours)

    def _add_root(self, path, root, our_root, recorded, ours):
        folder = path[: -len(".json")]
        for tag, entry in root["tags"].items():
            content, our_content = entry["content"], our_root["tags"][tag]["content"]
            self.add(content, our_content)
            index = json.loads(recorded[f"{folder}/o/{content.replace(':', '/')}.json"])
            our_index = json.loads(ours[f"{folder}/o/{our_content.replace(':', '/')}.json"])
            for item, our_item in pairs(index["manifests"], our_index["manifests"]):
                self.add(item["digest"], our_item["digest"])

    def _add_manifest(self, path, manifest, ours):
        if "layers" not in manifest:
            return
        _, registry, _, start, rest, _ = path.split("/")
        full = next(value for value in self.pairs if value.startswith(start + rest))
        our_manifest = json.loads(ours[f"blobs/{registry}/{shard(self.pairs[full])}/data"])
        self.add(manifest["config"]["digest"], our_manifest["config"]["digest"])
        for layer, our_layer in pairs(manifest["layers"], our_manifest["layers"]):
            self.add(layer["digest"], our_layer["digest"])

    def translate(self, text):
        """Recorded text with our digests in it, in each form that OCX writes one."""
        for recorded, ours in self.pairs.items():
            text = text.replace(recorded, ours).replace(shard(recorded), shard(ours))
            text = text.replace("sha256_" + recorded[:32], "sha256_" + ours[:32])
            text = text.replace("sha256:" + recorded[:12] + " ", "sha256:" + ours[:12] + " ")
        return text
