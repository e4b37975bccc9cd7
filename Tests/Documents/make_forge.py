"""Makes the files that replace the forge, for an environment with other paths:
make_forge.py FOLDER TARBALL CHECKOUT HERE, where the last two are how that place calls this checkout and
the folder."""

import pathlib
import sys

import world

world.make_forge(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:])
