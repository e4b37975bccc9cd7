"""Verification by `[[trust.policy]]`: before a layer is fetched, of a package and of what it needs.

What is signed is written in the registry's folder, by `make_registry.py FOLDER sign …`:

hosts/<slug>/signatures/<hex>.json   of a manifest: {"identity", "issuer"}, or {"refused": DETAIL}
hosts/<slug>/host.json               "referrers": false where the host cannot hold signatures
sigstore.json                        "trust_root": false, "log": false: the public services are away
"""

import json
import os
import re

from . import files
from .failure import RefusedPackage
from .resolve import Resolver

# detail: (code up to 0.6, code of 0.7, end of the message)
REFUSALS = {
    "no_signatures_found": (79, 79, "no signatures found for target"),
    "no_usable_bundle": (79, 79, "no usable Sigstore bundle among referrers"),
    "identity_mismatch": (77, 77, "certificate identity mismatch"),
    "issuer_mismatch": (77, 77, "certificate OIDC issuer mismatch"),
    "signature_invalid": (65, 65, "signature does not verify over subject digest"),
    "subject_digest_mismatch": (65, 65, "subject manifest does not match its digest"),
    "cert_chain_invalid": (65, 65, "certificate chain does not verify against trust root"),
    "bundle_parse_failed": (65, 65, "bundle parse failed"),
    "rekor_set_invalid": (65, 65, "Rekor SET does not verify"),
    "rekor_set_absent_tsa_present": (83, 65, "bundle carries a timestamp in place of a Rekor SET"),
    "candidate_limit_exhausted": (65, 65, "too many referrers to look through"),
    "trust_root_unavailable": (78, 78, "trust root unavailable"),
    "trust_root_load": (78, 78, "trust root load failed: trust-root asset read failed"),
    "trust_root_unreadable": (78, 74, "trust root load failed: trust-root asset read failed"),
    "trust_policy_invalid": (78, 78, 'trust policy for scope "*" sets neither identity nor identity_regexp'),
    "transparency_log_unavailable": (83, 75, "Rekor transparency log unavailable"),
    "transparency_log_unreachable": (64, 69, "invalid --rekor-url URL: failed to resolve host rekor.invalid"),
    "referrers_unsupported": (84, 82, "registry does not support the OCI Referrers API (requires OCI Distribution "
                              "1.1+); supply-chain commands are unavailable for this registry"),
    "forbidden_registry_target": (78, 78, "registry address is private and not in trusted_hosts"),
}
OFFLINE = "offline verify has no pinned Rekor key"
OFFLINE_0_6 = (f"trust root load failed: {OFFLINE}: supply --sigstore-trusted-root, or run an online verify first to "
               "populate the trust-root cache")


def refusal(context, pinned, detail, message=None, codes=None):
    """A refused package, with the message of this version."""
    old, new, end = (*codes, "") if codes else REFUSALS[detail]
    wrapped = context.dialect.wrapped
    head = f"{pinned}: " if wrapped else f"dependency setup failed: {pinned}: "
    return RefusedPackage(new if wrapped else old, head + (message or end), detail, {"identifier": str(pinned)})


class Verifier:
    def __init__(self, context, options=()):
        self.context = context
        self.off = "no-verify" in options or (context.switch("OCX_NO_VERIFY") and "verify" not in options)
        self.warned = False

    def check(self, resolved):
        """Raises where a policy covers this package and its signature does not satisfy it."""
        identifier = resolved.identifier
        forced = self.context.faults.text("refuse")
        if forced:
            raise refusal(self.context, identifier, forced)
        policies = self.context.configuration.policies
        if not policies:
            return
        deciding = covering(policies, self.context.configuration.system_policies, identifier.name)
        if not deciding:
            self.context.info(f"no trust policy covers '{identifier.name}'; installing '{identifier}' without "
                              "signature verification")
        elif self.off:
            if not self.warned:
                self.context.warn("signature verification skipped for policy-covered package(s) via --no-verify / "
                                  "OCX_NO_VERIFY")
            self.warned = True
        else:
            self._verify(resolved, deciding)

    def _verify(self, resolved, policies):
        pinned = resolved.identifier

        def refuse(detail, message=None, codes=None):
            return refusal(self.context, pinned, detail, message, codes)

        for policy in policies:
            keyless = policy.get("keyless", {})
            if not keyless.get("identity") and not keyless.get("identity_regexp"):
                scope = json.dumps(spelled(policy))
                raise refuse("trust_policy_invalid",
                             f"trust policy for scope {scope} sets neither identity nor identity_regexp")
        log = self.context.configuration.sigstore.get("rekor_url", "")
        if re.match(r"https?://[^/:]+\.invalid\b", log):
            host = re.sub(r"https?://|[/:].*", "", log)
            raise refuse("transparency_log_unreachable", f"invalid --rekor-url URL: failed to resolve host {host}")
        services = files.read_json(os.path.join(self.context.hosts.folder, "sigstore.json")) or {}
        self._trust_root(refuse, services)
        host = Resolver(self.context).physical(pinned, f"referrers/{resolved.digest}")
        if (files.read_json(os.path.join(host.folder, "host.json")) or {}).get("referrers") is False:
            raise refuse("referrers_unsupported")
        signature = files.read_json(os.path.join(host.folder, "signatures", f"{resolved.digest[7:]}.json"))
        if signature is None:
            raise refuse("no_signatures_found")
        if "refused" in signature:
            raise refuse(signature["refused"])
        if services.get("log") is False or log.startswith("https://127.0.0.1:1"):
            raise refuse("transparency_log_unavailable")
        detail = mismatch([policy["keyless"] for policy in policies], signature)
        if detail:
            raise refuse(detail)

    def _trust_root(self, refuse, services):
        """Roots of trust: the variable, the configuration, the home, then the public one."""
        named = os.environ.get("OCX_SIGSTORE_TRUSTED_ROOT") or self.context.configuration.sigstore.get("trusted_root")
        stored = os.path.join(self.context.home, "sigstore", "trusted-root.json")
        path = named or (stored if os.path.exists(stored) else None)
        if path is None:
            if self.context.offline:
                wrapped = self.context.dialect.wrapped
                raise refuse(None, OFFLINE if wrapped else OFFLINE_0_6, (78, 81))
            if services.get("trust_root") is False:
                raise refuse("trust_root_unavailable")
            return
        try:
            document = json.loads(files.read_text(path))
        except OSError:
            raise refuse("trust_root_load" if not self.context.dialect.wrapped else "trust_root_unreadable") from None
        except ValueError:
            raise refuse("trust_root_load", "trust root load failed: PEM parse failed: invalid TrustedRoot JSON") \
                from None
        for field in document:
            if field not in ("mediaType", "tlogs", "certificateAuthorities", "ctlogs", "timestampAuthorities"):
                raise refuse("trust_root_load", "trust root load failed: PEM parse failed: invalid TrustedRoot JSON: "
                             f"unrecognized field name '{field}' at line 1 column {3 + len(field)}")


def spelled(policy):
    scope = policy.get("scope", "*")
    return scope if isinstance(scope, str) else ", ".join(scope.get("include", []))


def covering(policies, system, name):
    """The policies that decide for a package: those with the longest literal prefix."""
    found = [(length, policy, index < system) for index, policy in enumerate(policies)
             if (length := covers(policy, name)) is not None]
    if any(from_system for _, _, from_system in found):
        found = [entry for entry in found if entry[2]]
    longest = max((length for length, _, _ in found), default=None)
    return [policy for length, policy, _ in found if length == longest]


def covers(policy, name):
    """The length of the literal prefix by which a policy covers a package; None where it does not."""
    scope = policy.get("scope")
    if scope is None:
        return 0
    include, exclude = ([scope], []) if isinstance(scope, str) else (scope.get("include", []), scope.get("exclude", []))
    if any(matched(pattern, name) is not None for pattern in exclude):
        return None
    lengths = [length for pattern in include if (length := matched(pattern, name)) is not None]
    return max(lengths, default=None)


def matched(pattern, name):
    literal, star, _ = pattern.partition("*")
    if star:
        return len(literal) if name.startswith(literal) and name != literal else None
    return len(pattern) if name == pattern or name.startswith(pattern + "/") else None


def mismatch(wanted, signature):
    """None if a policy is satisfied, otherwise why the last one is not."""
    detail = None
    for keyless in wanted:
        identity, pattern = keyless.get("identity"), keyless.get("identity_regexp")
        fits = signature["identity"] == identity if identity else re.search(pattern, signature["identity"])
        if not fits:
            detail = "identity_mismatch"
        elif keyless.get("oidc_issuer") not in (None, signature["issuer"]):
            detail = "issuer_mismatch"
        else:
            return None
    return detail
