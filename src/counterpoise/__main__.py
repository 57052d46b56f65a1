"""Run the command line: `python -m counterpoise`."""

from __future__ import annotations

import sys

from counterpoise.cli import main

if __name__ == "__main__":
    sys.exit(main())
