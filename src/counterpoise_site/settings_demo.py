"""The settings of the demo: the site on this machine, with accounts everybody knows."""

from __future__ import annotations

import os

os.environ["COUNTERPOISE_DEMO"] = "1"

from counterpoise_site.settings import *  # noqa: F403 - the surroundings come first
