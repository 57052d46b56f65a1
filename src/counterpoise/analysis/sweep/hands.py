"""In whose hands each step lies, at all places of a batch at once: what an audit reads off a formula of each place.

A step lies with an actor, and an actor with offices and bodies. Who can act alone, and whether anybody can act at all,
follows from that by counting, place by place and person by person in one array. Whom a formula is written with follows
too, unless several of its parts share somebody and only so many of them are needed: such places are marked, and their
formula is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from counterpoise.analysis.acting import groups_below, leaf_terms
from counterpoise.analysis.sweep.seated import Integers, Seated, Truths
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.bodies import BodyVotes, HeadDecides, Votes
from counterpoise.domain.matters import Step
from counterpoise.domain.quotas import Majority, Quota
from counterpoise.domain.words import BodyId, GroupId, OfficeId

MOST = 1 << 62
"""Votes that add up to more are counted as whole numbers of any length."""

Aside = tuple[OfficeId, ...]


@dataclass(frozen=True, slots=True)
class Hands:
    """In whose hands something lies at each place; nothing lies in nobody's, since at least one vote is always needed."""

    alone: Truths
    """Who can do it alone, by place and person."""
    parts: Truths
    """Everybody its formula is written with, by place and person, but where that is `unsure`."""
    able: Truths
    """Where anybody can do it, all together."""
    unsure: Truths
    """Where only the formula tells whom it is written with."""

    def where(self, condition: Truths, other: Hands) -> Hands:
        """Take these hands where a condition holds, others where it does not."""
        each = condition[:, None]
        return Hands(
            np.where(each, self.alone, other.alone),
            np.where(each, self.parts, other.parts),
            np.where(condition, self.able, other.able),
            np.where(condition, self.unsure, other.unsure),
        )


class Deeds:
    """The steps of a framework at some places, each worked out once."""

    def __init__(self, seated: Seated) -> None:
        self.seated = seated
        self._framework = seated.framework
        self._never = np.zeros(len(seated.holders), dtype=np.bool_)
        self._actors: dict[tuple[Actor, Aside], Hands] = {}
        self._groups: dict[tuple[GroupId, Aside], Hands] = {}
        self._bodies: dict[tuple[BodyId, Quota | None, Aside], Hands] = {}
        self._aside: dict[Aside, Truths] = {}
        self._there: dict[tuple[Actor, Aside], Truths] = {}
        self._steps: dict[tuple[Actor, Actor | None, Aside], Hands] = {}

    def step(self, step: Step) -> Hands:
        """Tell in whose hands a step lies: the substitute's where its actor cannot act at all."""
        key = step.actor, step.substitute, step.excludes
        known = self._steps.get(key)
        if known is None:
            known = self._actor(step.actor, step.excludes)
            if step.substitute is not None:
                known = known.where(known.able, self._actor(step.substitute, step.excludes))
            self._steps[key] = known
        return known

    def has_holder(self, step: Step) -> Truths:
        """Tell where anybody holds a seat of the actor of a step, or of the substitute that acts in its place."""
        there = self._someone(step.actor, step.excludes)
        if step.substitute is None:
            return there
        able = self._actor(step.actor, step.excludes).able
        return np.where(able, there, self._someone(step.substitute, step.excludes))

    def _someone(self, actor: Actor, aside: Aside) -> Truths:
        """Tell where anybody who may act holds a seat of an actor."""
        known = self._there.get((actor, aside))
        if known is None:
            holders = self.seated.of_any(self._reach(actor)) & ~self._stepping(aside)
            known = self._there[actor, aside] = np.any(holders, axis=1)
        return known

    def _reach(self, actor: Actor) -> Iterable[OfficeId]:
        """List the offices an actor is made of."""
        offices: dict[OfficeId, None] = {}
        for term in leaf_terms(self._framework, actor):
            if isinstance(term, OfficeTerm):
                offices[term.office] = None
            else:
                offices.update(dict.fromkeys(self._framework.bodies[term.body].members))
        return offices

    def _stepping(self, aside: Aside) -> Truths:
        """Mark whoever steps aside."""
        known = self._aside.get(aside)
        if known is None:
            known = self._aside[aside] = self.seated.of_any(aside)
        return known

    def _actor(self, actor: Actor, aside: Aside) -> Hands:
        known = self._actors.get((actor, aside))
        if known is None:
            for group in groups_below(self._framework, actor):
                if (group, aside) not in self._groups:
                    self._groups[group, aside] = self._terms(self._framework.groups[group], aside)
            known = self._actors[actor, aside] = self._terms(actor, aside)
        return known

    def _terms(self, actor: Actor, aside: Aside) -> Hands:
        made: list[Hands] = []
        for term in actor.terms:
            match term:
                case OfficeTerm(office):
                    made.append(self._office(office, aside))
                case BodyTerm(body, quota):
                    made.append(self._body(body, quota, aside))
                case GroupTerm(group):
                    made.append(self._groups[group, aside])
                case AtLeastTerm(count, parts):
                    made.append(_at_least(count, [made[part] for part in parts]))
        return made[-1]

    def _office(self, office: OfficeId, aside: Aside) -> Hands:
        holders = self.seated.of(office) & ~self._stepping(aside)
        return Hands(holders, holders, np.any(holders, axis=1), self._never)

    def _body(self, body: BodyId, quota: Quota | None, aside: Aside) -> Hands:
        known = self._bodies.get((body, quota, aside))
        if known is None:
            known = self._bodies[body, quota, aside] = self._decides(body, quota, aside)
        return known

    def _decides(self, body: BodyId, quota: Quota | None, aside: Aside) -> Hands:
        decides = self._framework.bodies[body].decides
        if isinstance(decides, HeadDecides):
            return self._office(decides.office, aside)
        if decides is None:
            nobody = self.seated.nobody()
            return Hands(nobody, nobody, self._never, self._never)
        return self._vote(body, decides, quota, aside)

    def _vote(self, body: BodyId, decides: BodyVotes, quota: Quota | None, aside: Aside) -> Hands:
        """Count as `acting.tally` does, everywhere at once."""
        votes, base = self._votes(body, decides, aside)
        asked = decides.quota if quota is None else quota
        needed = _needed(asked, base)
        total = votes.sum(axis=1)
        able = total >= needed
        alone, parts = votes >= needed[:, None], votes > 0
        if decides.presiding is not None and quota is None and isinstance(asked, Majority):
            first = self.seated.first_of(decides.presiding, self._stepping(aside))
            breaks = (base > 0) & (base % 2 == 0) & (first >= 0) & (2 * total >= base)
            at = np.flatnonzero(breaks)
            alone[at, first[at]] |= 2 * votes[at, first[at]] >= base[at]
            parts[at, first[at]] = True
            able = able | breaks
        return Hands(alone, parts & able[:, None], able, self._never)

    def _votes(self, body: BodyId, decides: BodyVotes, aside: Aside) -> tuple[Integers, Integers]:
        """Count the votes of each person, and the base of the quota."""
        seated, members = self.seated, self._framework.bodies[body].members
        weight = dict(decides.weights) if decides.weights is not None else dict.fromkeys(members, 1)
        most = sum(weight[office] * seated.layout.seats[office] for office in members)
        kind: npt.DTypeLike = np.int64 if most < MOST else object
        votes: Integers = np.zeros(seated.unnamed.shape, dtype=kind)
        established: Integers = np.zeros(len(seated.holders), dtype=kind)
        for office in members:
            at = seated.number[office]
            votes = votes + weight[office] * seated.held[at].astype(kind)
            established = established + weight[office] * seated.established[at].astype(kind)
        if decides.weights is None and decides.votes is not Votes.PER_SEAT:
            votes = (votes > 0).astype(kind)
        votes = np.where(self._stepping(aside), 0, votes)
        return votes, established if decides.of_seats else votes.sum(axis=1)


def _needed(quota: Quota, base: Integers) -> Integers:
    """Ask the quota of each place; more than all votes is never reached, however much more."""
    bases, at = np.unique(base, return_inverse=True)
    asked = [min(quota.needed(int(one)), int(one) + 1) for one in bases]
    return np.array(asked, dtype=base.dtype)[at.reshape(-1)]


def _at_least(count: int, parts: Sequence[Hands]) -> Hands:
    """Join parts of which so many are needed; see `Builder.at_least` for what its formula is written with."""
    able = _counted([one.able for one in parts])
    inside = _counted([one.parts for one in parts])
    unsure = _counted([one.unsure for one in parts]) > 0
    shared = np.any(inside > 1, axis=1) & (count > 1) & (count < able)
    return Hands(
        _counted([one.alone for one in parts]) >= count,
        (inside > 0) & (able >= count)[:, None],
        able >= count,
        (unsure | shared) & (able >= count),
    )


def _counted(truths: Sequence[Truths]) -> Integers:
    """Count how many hold, place by place."""
    found: Integers = np.sum(truths, axis=0, dtype=np.int64)
    return found
