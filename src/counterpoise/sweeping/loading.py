"""Load what every worker of a sweep needs: the modules, and compiled code by asking for the least there is to ask."""

from __future__ import annotations

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

__all__ = ["examining", "what_if"]


def load() -> None:
    """Load compiled code, or compile what was not compiled before."""
    get_ready(_least())


def _least() -> Asked:
    """Ask whether the holder of the only office carries the only matter."""
    office, level, name = OfficeId("head"), Level("place"), plain("-")
    step = Step(StepId("decide"), Act.DECIDE, office_actor(office), Power.CONSENT)
    matter = Matter(MatterId("all"), name, ((step,),))
    offices = {office: Office(office, name, level)}
    framework = Framework("least", name, ALWAYS, (level,), level, offices, {}, {}, {matter.id: matter})
    return Asked(framework, layout_of(framework, ()), ALWAYS.first, (matter,), compiled=True)
