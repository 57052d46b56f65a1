"""The law of a framework as one circuit over offices, whoever holds them: what compiled code answers place by place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.acting import groups_below
from counterpoise.analysis.structure import Choices, Structure
from counterpoise.boolean.kernels.circuit import (
    CONSENT,
    COUNT_OF,
    FIRST,
    MAJORITY,
    OFFICE,
    PASSING,
    SHARE,
    SOME,
    STANDING,
    VOTES,
    Circuit,
)
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.bodies import BodyVotes, HeadDecides, Votes
from counterpoise.domain.institution import Framework
from counterpoise.domain.matters import Matter, Step, When
from counterpoise.domain.quotas import Count, Majority, Quota, Share
from counterpoise.domain.rosters import Roster
from counterpoise.domain.words import BodyId, GroupId, OfficeId, PlaceId

Integers = npt.NDArray[np.int64]
Truths = npt.NDArray[np.bool_]
_Ways = tuple[Integers, Integers, Integers, Integers]

_NOBODY = -1


@dataclass(frozen=True, slots=True)
class Compiled:
    """The circuit of some matters, and the step that each step of its ways stands for."""

    circuit: Circuit
    steps: tuple[Step, ...]
    first: tuple[int, ...]

    def steps_of(self, question: int) -> range:
        """Give the numbers of the steps of a matter."""
        return range(self.first[question], self.first[question + 1])


def compiled(framework: Framework, matters: Sequence[Matter], choices: Choices) -> Compiled:
    """Write matters and ties as one circuit."""
    return _Compiler(framework, matters, choices).compiled()


class _Compiler:
    """Numbers gates as it meets them, parts first; equal ones once."""

    def __init__(self, framework: Framework, matters: Sequence[Matter], choices: Choices) -> None:
        self._framework = framework
        self._matters = matters
        self._law = Structure(Roster(PlaceId("-"), date.min, framework, {}, {}), choices)
        self._office = {office: at for at, office in enumerate(framework.offices)}
        self._body = {
            body.id: at
            for at, body in enumerate(
                b for b in framework.bodies.values() if isinstance(b.decides, BodyVotes)
            )
        }
        self._gates: dict[tuple[int, int, int, tuple[int, int, int], int, tuple[int, ...]], int] = {}
        self._groups: dict[tuple[GroupId, int], int] = {}
        self._asides: dict[tuple[OfficeId, ...], int] = {}

    def compiled(self) -> Compiled:
        """Put the arrays together."""
        ways, steps, first = self._ways()
        ties = self._ties()
        kinds = list(self._gates)
        groups = len(self._office)
        circuit = Circuit(
            _numbers([one[0] for one in kinds]),
            _numbers([one[1] for one in kinds]),
            _numbers([one[2] for one in kinds]),
            _numbers([one[3] for one in kinds]).reshape(-1, 3),
            _numbers([one[4] for one in kinds]),
            *_lists([one[5] for one in kinds]),
            self._marked([list(offices) for offices in self._asides]),
            *self._votes(),
            *ways,
            ties[0],
            ties[1],
            ties[2],
            self._marked([self._started(matter) for matter in self._matters]),
            self._marked([[o for s in matter.steps for o in s.excludes] for matter in self._matters]),
        )
        assert circuit.begins.shape == (len(self._matters), groups)
        return Compiled(circuit, steps, first)

    def _gate(
        self,
        kind: int,
        subject: int,
        *,
        quota: int = 0,
        given: tuple[int, int, int] = (0, 0, 0),
        aside: int = _NOBODY,
        parts: tuple[int, ...] = (),
    ) -> int:
        return self._gates.setdefault((kind, subject, quota, given, aside, parts), len(self._gates))

    def _actor(self, actor: Actor, aside: int) -> int:
        for group in groups_below(self._framework, actor):
            if (group, aside) not in self._groups:
                self._groups[group, aside] = self._terms(self._framework.groups[group], aside)
        return self._terms(actor, aside)

    def _terms(self, actor: Actor, aside: int) -> int:
        made: list[int] = []
        for term in actor.terms:
            match term:
                case OfficeTerm(office):
                    made.append(self._gate(OFFICE, self._office[office], aside=aside))
                case BodyTerm(body, quota):
                    made.append(self._decides(body, quota, aside))
                case GroupTerm(group):
                    made.append(self._groups[group, aside])
                case AtLeastTerm(count, parts):
                    made.append(self._gate(SOME, count, parts=tuple(made[part] for part in parts)))
        return made[-1]

    def _decides(self, body: BodyId, quota: Quota | None, aside: int) -> int:
        decides = self._framework.bodies[body].decides
        if decides is None:
            return self._gate(SOME, 1)
        if isinstance(decides, HeadDecides):
            return self._gate(OFFICE, self._office[decides.office], aside=aside)
        kind, one, other = _quota(decides.quota if quota is None else quota)
        given = one, other, int(quota is not None)
        return self._gate(VOTES, self._body[body], quota=kind, given=given, aside=aside)

    def _step(self, step: Step) -> int:
        aside = self._asides.setdefault(step.excludes, len(self._asides)) if step.excludes else _NOBODY
        acting = self._actor(step.actor, aside)
        if step.substitute is None:
            return acting
        return self._gate(FIRST, 0, parts=(acting, self._actor(step.substitute, aside)))

    def _ways(self) -> tuple[_Ways, tuple[Step, ...], tuple[int, ...]]:
        """Write the routes of every matter: those of its steps that carry or check it."""
        routes: list[list[Step]] = []
        matters, first = [0], [0]
        for matter in self._matters:
            routes += [[s for s in route if s.is_consent or s.is_binding_check] for route in matter.routes]
            matters.append(len(routes))
            first.append(sum(map(len, routes)))
        steps = tuple(step for route in routes for step in route)
        starts, gates = _lists([[self._step(step) for step in route] for route in routes])
        roles = _numbers([_role(step) for step in steps])
        return (_numbers(matters), starts, gates, roles), steps, tuple(first)

    def _ties(self) -> tuple[Integers, Integers, Truths]:
        ties = [[tie.actor for tie in self._law.ties_of(office)] for office in self._office]
        starts, gates = _lists([[self._actor(actor, _NOBODY) for actor in one] for one in ties])
        return starts, gates, self._marked([list(self._law.reach(actor)) for one in ties for actor in one])

    def _votes(self) -> tuple[Integers, Integers, Integers, Integers]:
        members, weights, rules = [], [], []
        for body in self._body:
            record = self._framework.bodies[body]
            decides = record.decides
            assert isinstance(decides, BodyVotes)
            weight = None if decides.weights is None else dict(decides.weights)
            members.append([self._office[office] for office in record.members])
            weights += [1 if weight is None else weight[office] for office in record.members]
            adds = weight is not None or decides.votes is Votes.PER_SEAT
            presiding = _NOBODY if decides.presiding is None else self._office[decides.presiding]
            rules.append([int(adds), int(decides.of_seats), presiding])
        return *_lists(members), _numbers(weights), _numbers(rules).reshape(-1, 3)

    def _started(self, matter: Matter) -> list[OfficeId]:
        actors = [s.actor for s in matter.steps] + [s.substitute for s in matter.steps if s.substitute]
        return [office for actor in actors for office in self._law.reach(actor)]

    def _marked(self, offices: Sequence[Sequence[OfficeId]]) -> Truths:
        found = np.zeros((len(offices), len(self._office)), dtype=np.bool_)
        for row, names in enumerate(offices):
            found[row, [self._office[name] for name in names]] = True
        return found


def _quota(quota: Quota) -> tuple[int, int, int]:
    match quota:
        case Majority():
            return MAJORITY, 0, 1
        case Share(share):
            return SHARE, share.numerator, share.denominator
        case Count(votes):
            return COUNT_OF, votes, 1


def _role(step: Step) -> int:
    if step.is_consent:
        return CONSENT
    return STANDING if step.when is When.ALWAYS else PASSING


def _numbers(values: Sequence[object]) -> Integers:
    return np.array(values, dtype=np.int64)


def _lists(lists: Sequence[Sequence[int]]) -> tuple[Integers, Integers]:
    """Lay lists end to end, and tell where each begins."""
    starts = np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int64)
    return starts, _numbers([one for found in lists for one in found])
