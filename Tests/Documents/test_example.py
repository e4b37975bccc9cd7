"""The example in the documentation of BackendKit, run."""

import unittest

from world import PROGRAM, World

EXAMPLE = PROGRAM.parent / "PinATool"


@unittest.skipUnless(EXAMPLE.exists(), "SKIPPED: this build has no example")
class ExampleTest(unittest.TestCase):
    def test_it_pins_and_says_what_it_cannot(self):
        with World() as stranger:
            index = f"PATH={stranger.folder}/bin:$PATH; mise use -g github:ocx-sh/ocx\n" \
                    f"OCX_ALLOW_YANKED=1 ocx index sync ocx.sh >/dev/null 2>&1\n"
            said = stranger.run(index + f"{EXAMPLE} shellcheck/shellcheck@0.11")
            self.assertIn('\n+"ocx:ocx.sh/shellcheck/shellcheck" = "0.11"\n', said)
            self.assertEqual((stranger.project / "mise.toml").read_text(),
                             '[tools]\n"ocx:ocx.sh/shellcheck/shellcheck" = "0.11"\n')
            said = stranger.run(f"{EXAMPLE} shellcheck/shellcheck@7", status=79)
            self.assertIn("ocx:ocx.sh/shellcheck/shellcheck 0.11.0 missing\n", said)
            self.assertIn("error: ", said)


if __name__ == "__main__":
    unittest.main()
