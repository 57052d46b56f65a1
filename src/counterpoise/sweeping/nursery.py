"""Load once what every worker of a sweep needs: the process from which workers are forked imports this module.

Importing it is the only way to have that process do something before it forks. What is loaded is compiled code and the
modules around it, by asking for the least there is to ask: one office that decides one matter. A worker that finds
nothing loaded, because it could not be forked, loads for itself. Loading goes on beside the command that wants it, and
ends with it.
"""

from __future__ import annotations

import gc
from contextlib import suppress

from counterpoise.analysis.sweep.answering import get_ready
from counterpoise.analysis.sweep.asked import Asked
from counterpoise.analysis.sweep.standing import layout_of
from counterpoise.domain.actors import office_actor
from counterpoise.domain.bodies import Office
from counterpoise.domain.days import ALWAYS
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Act, Matter, Power, Step
from counterpoise.domain.words import Level, MatterId, OfficeId, StepId, plain
from counterpoise.sweeping import examining, what_if
from counterpoise.sweeping.ending import ends_with_parent

__all__ = ["examining", "what_if"]


def _least() -> Asked:
    """Ask whether the holder of the only office carries the only matter."""
    office, level, name = OfficeId("head"), Level("place"), plain("-")
    step = Step(StepId("decide"), Act.DECIDE, office_actor(office), Power.CONSENT)
    matter = Matter(MatterId("all"), name, ((step,),))
    offices = {office: Office(office, name, level)}
    framework = Framework("least", name, ALWAYS, (level,), level, offices, {}, {}, {matter.id: matter})
    return Asked(framework, layout_of(framework, ()), ALWAYS.first, (matter,), compiled=True)


with (
    ends_with_parent(),
    suppress(Exception),
):  # what goes wrong here goes wrong again in each worker, which can say so
    get_ready(_least())
gc.collect()
gc.freeze()  # pages nobody writes to stay shared
