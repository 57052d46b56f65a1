"""What the frameworks of a case declare together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterpoise.domain.actors import Actor, BodyTerm, OfficeTerm
from counterpoise.domain.bodies import Office
from counterpoise.domain.days import Span
from counterpoise.domain.institution import Framework
from counterpoise.domain.words import BodyId, Level, MatterId, OfficeId, SourceId

ONLY_LEVEL = Level("place")


@dataclass(frozen=True, slots=True)
class Known:
    """The names that any framework of the case has; `complete` when every framework could be read."""

    frameworks: tuple[Framework, ...]
    offices: Mapping[OfficeId, tuple[tuple[Framework, Office], ...]]
    bodies: frozenset[BodyId]
    matters: frozenset[MatterId]
    rules: frozenset[str]
    duties: frozenset[str]
    sources: frozenset[SourceId]
    levels: tuple[Level, ...]
    complete: bool

    @property
    def names_levels(self) -> bool:
        """Tell whether any framework lists its levels."""
        return any(f.levels != (ONLY_LEVEL,) for f in self.frameworks)

    def seats(self, office: OfficeId, span: Span) -> int:
        """Give the most seats an office has in the frameworks in force during a span."""
        having = self.offices[office]
        current = [office.seats for framework, office in having if framework.valid.overlaps(span)]
        return max(current or [office.seats for _, office in having])

    def levels_of(self, office: OfficeId) -> frozenset[Level]:
        """List the levels an office has."""
        return frozenset(office.level for _, office in self.offices[office])


def known(frameworks: Iterable[Framework], sources: Iterable[SourceId], *, complete: bool = True) -> Known:
    """Gather what frameworks declare; not `complete` when some framework could not be read at all."""
    listed = tuple(frameworks)
    offices: dict[OfficeId, tuple[tuple[Framework, Office], ...]] = {}
    for framework in listed:
        for office in framework.offices.values():
            offices[office.id] = (*offices.get(office.id, ()), (framework, office))
    return Known(
        listed,
        offices,
        frozenset(body for f in listed for body in f.bodies),
        frozenset(matter for f in listed for matter in f.matters),
        frozenset(rule.id for f in listed for rule in f.rules),
        frozenset([*_duties(listed)]),
        frozenset([*sources, *(source for f in listed for source in f.sources)]),
        tuple(dict.fromkeys(level for f in listed for level in f.levels)),
        complete,
    )


def _duties(frameworks: Iterable[Framework]) -> Iterable[str]:
    for framework in frameworks:
        yield from framework.duties
        yield from (duty for office in framework.offices.values() for duty in office.duties)


def levels_used(framework: Framework) -> frozenset[Level]:
    """List the levels of the offices that a step, a tie or a body of a framework uses."""
    used = {member for body in framework.bodies.values() for member in body.members}
    for actor in _actors(framework):
        for term in actor.terms:
            match term:
                case OfficeTerm(office):
                    used.add(office)
                case BodyTerm(body):
                    used.update(framework.bodies[body].members)
                case _:
                    continue
    return frozenset(framework.offices[office].level for office in used if office in framework.offices)


def _actors(framework: Framework) -> Iterable[Actor]:
    yield from framework.groups.values()
    for office in framework.offices.values():
        yield from (tie.actor for tie in office.ties)
    for matter in framework.matters.values():
        for step in matter.steps:
            yield step.actor
            if step.substitute is not None:
                yield step.substitute
