"""Where a repair is looked for: the places that share it, who sits there, and what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counterpoise.analysis.arrangements import Fulfilled, fulfilled
from counterpoise.analysis.asked import day_asked, framework_asked, matters_asked, places_asked
from counterpoise.analysis.structure import Choices
from counterpoise.domain.actors import Actor
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, How
from counterpoise.domain.institution import Case, Framework, Place
from counterpoise.domain.matters import Matter
from counterpoise.domain.measures import Terms
from counterpoise.domain.names import Names
from counterpoise.domain.rosters import Roster, holders_on, roster
from counterpoise.domain.words import Level, MatterId


@dataclass(frozen=True, slots=True)
class Setting:
    """The places that share one set of measures on a day; `asked` are the matters that must reach the target."""

    case: Case
    framework: Framework
    day: date
    places: tuple[Place, ...]
    rosters: tuple[Roster, ...]
    held: tuple[tuple[Fulfilled, ...], ...]
    choices: Choices
    asked: frozenset[MatterId]
    terms: Terms

    @property
    def names(self) -> Names:
        """Name things for readers."""
        return Names(self.case, self.framework)

    def is_above(self, level: Level) -> bool:
        """Tell whether a level lies above the audited one."""
        return self.framework.rank(level) > self.framework.rank(self.framework.audits)


def setting_of(
    case: Case,
    *,
    day: date | None = None,
    places: Sequence[str] = (),
    matters: Sequence[str] = (),
    stakes: int = 2,
    ties: Sequence[How] | None = None,
    superiors: bool = False,
) -> Setting:
    """Gather what a repair of some places starts from; raises CaseError for what is not known."""
    on = day_asked(case, day)
    framework = framework_asked(case, on)
    chosen = places_asked(case, on, places)
    named = matters_asked(framework, matters)
    arrangements = case.arrangements_with(framework)
    held = holders_on(case, on)
    rosters = tuple(roster(case, framework=framework, place=p, day=on, holders=held) for p in chosen)
    if case.measures is None:
        raise ValueError("the case states no terms of measures: read it with read_case, or give it some")
    return Setting(
        case,
        framework,
        on,
        chosen,
        rosters,
        tuple(fulfilled(arrangements, one) for one in rosters),
        Choices(frozenset(FOLLOWED_BY_DEFAULT if ties is None else ties), superiors),
        frozenset(m.id for m in named if matters or m.stakes >= stakes),
        case.measures,
    )


def anchors(matter: Matter) -> tuple[str, ...]:
    """Name the step of each route after which something may be added: the last that decides, else the last consent."""
    found = []
    for route in matter.routes:
        consents = [step for step in route if step.is_consent]
        deciding = [step for step in consents if step.act in ("decide", "approve", "sign")]
        found.append((deciding or consents)[-1].id)
    return tuple(found)


def actor_name(actor: Actor) -> str:
    """Write an actor as a short name for ids: the office or body where it is one."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in str(actor)).strip("-")
