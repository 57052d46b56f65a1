"""Load once what every worker of a sweep needs: the process from which workers are forked imports this module.

Importing it is the only way to have that process do something before it forks. A worker that finds nothing loaded,
because it could not be forked, loads for itself. Loading goes on beside the command that wants it, and ends with it.
"""

from __future__ import annotations

import gc
from contextlib import suppress
from importlib import import_module

from counterpoise.sweeping.ending import ends_with_parent

# Looking for unreachable cycles as often as usual takes a tenth of the time.
gc.set_threshold(100_000, 20, 100)
# What goes wrong here goes wrong again in each worker, which can say so.
with ends_with_parent(), suppress(Exception):
    import_module("counterpoise.sweeping.loading").load()
gc.collect()
gc.freeze()  # pages nobody writes to stay shared
