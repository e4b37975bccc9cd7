"""Checks workflows beyond their schema: actions by commit, minimal permissions, and existing commands.
`make lint` checks the schema."""

import re
import unittest

from world import TOP

WORKFLOWS = sorted((TOP / ".github/workflows").glob("*.yml"))


class WorkflowsTest(unittest.TestCase):
    def test_there_are_two(self):
        self.assertEqual([path.name for path in WORKFLOWS], ["ci.yml", "release.yml"])

    def test_actions_are_pinned_by_commit_and_say_their_version(self):
        for path in WORKFLOWS:
            for line in re.findall(r"^.*\buses: .*$", path.read_text(), re.M):
                self.assertRegex(line, r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

    def test_only_what_publishes_may_write(self):
        for path in WORKFLOWS:
            head, jobs = path.read_text().split("\njobs:\n")
            self.assertRegex(head, r"(?m)^permissions:\n  contents: read\n(?!  )")
            writes = re.findall(r"^      ([\w-]+): write$", jobs, re.M)
            self.assertEqual(writes, ["contents", "id-token", "attestations"] if path.stem == "release" else [])
            # Only the job that pushes keeps the credentials of the checkout.
            kept = len(re.findall("uses: actions/checkout@", jobs)) - jobs.count("persist-credentials: false")
            self.assertEqual(kept, 1 if path.stem == "release" else 0)

    def test_what_is_run_is_there(self):
        targets = set(re.findall(r"^([a-z-]+):", (TOP / "Makefile").read_text(), re.M))
        for path in WORKFLOWS:
            text = path.read_text()
            for target in re.findall(r"run: make ([\w-]+)", text):
                self.assertIn(target, targets)
            for script in re.findall(r"(?<![\w.])((?:\.ci|\.packaging|Tests)/[\w./-]+)", text):
                self.assertTrue((TOP / script).exists(), script)

    def test_the_oldest_mise_is_the_one_that_readme_names(self):
        oldest = re.search(r'mise: \["(\d+\.\d+)\.\d+", ""\]', (TOP / ".github/workflows/ci.yml").read_text())[1]
        self.assertIn(f"mise {oldest} or later", (TOP / "README.md").read_text())


if __name__ == "__main__":
    unittest.main()
