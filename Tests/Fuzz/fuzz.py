#!/usr/bin/env python3
"""Builds the fuzzer and runs it for each property, two at a time: `make fuzz`.

    Tests/Fuzz/fuzz.py [--minutes N] [--program PATH] [PROPERTY ...]

Findings are minimized in `.build/fuzz/findings`; add one to `Tests/Corpora/PROPERTY` when there is a test
for the defect. The fuzzer's corpus is kept in `.build/fuzz/corpus` for the next run. The exit status is 1
if there was a finding.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = TOP / ".build" / "fuzz"
CONCURRENT = 2
# Longer inputs find nothing new in these grammars, and take longer.
LONGEST = {"toml": 1024, "edits": 768, "json": 1024, "identifiers": 512, "versions": 192, "keys": 512,
           "receipts": 2048}
DICTIONARIES = {"edits": "toml", "receipts": "json", "versions": "identifiers"}
OPTIONS = ["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1", "-use_value_profile=1"]


def environment():
    """The environment of the fuzzer: libFuzzer handles traps, and leaks are not checked, because Swift's
    runtime never frees some of its memory."""
    own = dict(os.environ, OCX_MISE_TUI_FUZZ="1", SWIFT_BACKTRACE="enable=no")
    own["ASAN_OPTIONS"] = "detect_leaks=0:allocator_may_return_null=1:detect_stack_use_after_return=0"
    return own


def build():
    """Builds the fuzzer; returns its path."""
    command = [os.environ.get("SWIFT", "swift"), "build", "-c", "release", "--scratch-path", str(SCRATCH / "build"), "--product", "Fuzz"]
    built = subprocess.run(command, cwd=TOP, env=environment(), text=True, stdout=subprocess.PIPE,
                           stderr=subprocess.STDOUT)
    if built.returncode:
        # The old linker warns about each symbol of the sanitizer.
        lines = [line for line in built.stdout.splitlines() if "Cannot export local symbol" not in line]
        sys.exit("\n".join(lines[-60:]) + "\nfuzz: the build failed")
    return SCRATCH / "build" / "release" / "Fuzz"


def number(pattern, text):
    """The last number that matches in the output of the fuzzer."""
    found = re.findall(pattern, text)
    return int(found[-1]) if found else 0


def fuzz(program, name, minutes):
    """Runs one property; returns a line of figures, and the finding or None."""
    corpus, findings = SCRATCH / "corpus" / name, SCRATCH / "findings"
    corpus.mkdir(parents=True, exist_ok=True)
    findings.mkdir(parents=True, exist_ok=True)
    command = [str(program), name, *OPTIONS, f"-max_total_time={int(minutes * 60)}", f"-max_len={LONGEST[name]}",
               f"-artifact_prefix={findings}/{name}-"]
    dictionary = TOP / "Tests" / "Fuzz" / f"{DICTIONARIES.get(name, name)}.dict"
    if dictionary.exists():
        command.append(f"-dict={dictionary}")
    command += [str(corpus), str(TOP / "Tests" / "Corpora" / name)]
    start = time.monotonic()
    run = subprocess.run(command, cwd=SCRATCH, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, errors="replace")
    (SCRATCH / f"{name}.log").write_text(run.stdout, encoding="utf-8", errors="replace")
    count = number(r"stat::number_of_executed_units: (\d+)", run.stdout) or number(r"^#(\d+)", run.stdout)
    seen = (f"{name:12} {count:10} inputs in {time.monotonic() - start:4.0f} s, "
            f"{number(r'cov: ([0-9]+)', run.stdout):6} edges, {len(list(corpus.iterdir())):5} kept")
    if run.returncode == 0:
        return seen, None
    artifact = re.findall(r"Test unit written to (\S+)", run.stdout)
    if not artifact:
        return seen, run.stdout[-3000:]
    messages = re.findall(r"^BROKEN .*|.*Fatal error:.*|^==\d+== ?ERROR:.*|^SUMMARY:.*", run.stdout, re.M)
    return seen, f"{minimized(program, name, pathlib.Path(artifact[-1]))}\n  " + "\n  ".join(messages[:3])


def minimized(program, name, artifact):
    """A smaller input with the same finding if there is one within 20 seconds, otherwise the artifact."""
    small = artifact.with_name(artifact.name + ".small")
    subprocess.run([str(program), name, "-minimize_crash=1", "-max_total_time=20", "-timeout=10",
                    f"-exact_artifact_path={small}", str(artifact)], cwd=SCRATCH, env=environment(),
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return small if small.exists() else artifact


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--program", type=pathlib.Path, help="an existing fuzzer")
    parser.add_argument("property", nargs="*", default=[])
    arguments = parser.parse_args()
    names = arguments.property or list(LONGEST)
    unknown = [name for name in names if name not in LONGEST]
    if unknown:
        sys.exit(f"fuzz: there is no {', '.join(unknown)}, only {', '.join(LONGEST)}")
    program = arguments.program or build()
    failed = False
    with concurrent.futures.ThreadPoolExecutor(CONCURRENT) as pool:
        runs = [pool.submit(fuzz, program, name, arguments.minutes) for name in names]
        for run in concurrent.futures.as_completed(runs):
            seen, finding = run.result()
            print(("FAILS " if finding else "holds ") + seen, flush=True)
            if finding:
                print("  " + finding, flush=True)
                failed = True
    sys.exit(failed)


if __name__ == "__main__":
    main()
