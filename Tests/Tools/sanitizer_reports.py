#!/usr/bin/env python3
"""Prints the reports of a sanitizer and fails if there are any: sanitizer_reports.py FOLDER

Reports of the thread sanitizer about code that holds a lock are left out. Swift's Mutex on Linux hands a
contended lock over within the kernel, which the sanitizer does not see: a program of twenty lines, whose
threads do nothing but append to an array in a Mutex, is reported as well."""

import pathlib
import re
import sys

STARTS = re.compile(r"^(?=WARNING: ThreadSanitizer|==\d+==ERROR: AddressSanitizer)", re.MULTILINE)
# The stack of an access, up to the empty line after it.
ACCESS = re.compile(
    r"^  (?:Previous )?\w.*\b(?:access|[Rr]ead|[Ww]rite)\b.* by .*:\n((?:    #.*\n)+)", re.MULTILINE)
SOURCE_LINE = re.compile(r" (/[^\s:]+\.swift):(\d+)")


def holds_lock(stack):
    """Whether the innermost line of the stack that is known takes a lock."""
    found = SOURCE_LINE.search(stack)
    if not found:
        return False
    path, number = pathlib.Path(found[1]), int(found[2])
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return False
    return 0 < number <= len(lines) and "withLock" in lines[number - 1]


def is_about_a_lock(report):
    stacks = ACCESS.findall(report)
    return len(stacks) == 2 and all(map(holds_lock, stacks))


def main():
    reports = []
    for file in sorted(pathlib.Path(sys.argv[1]).iterdir()):
        reports += STARTS.split(file.read_text(errors="replace"))[1:]
    real = [report for report in reports if not is_about_a_lock(report)]
    for report in real:
        print(report)
    print(f"{len(real)} reports, {len(reports) - len(real)} about a lock left out")
    return 1 if real else 0


if __name__ == "__main__":
    sys.exit(main())
