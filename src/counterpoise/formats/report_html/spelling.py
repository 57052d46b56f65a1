"""Groups have no names: an actor that names one is spelled out by what the group stands for."""

from __future__ import annotations

from collections.abc import Mapping

from counterpoise.domain.actors import Actor, AtLeastTerm, GroupTerm, Term
from counterpoise.domain.words import GroupId

_DEEPEST = 3


def spelled_out(actor: Actor, groups: Mapping[GroupId, Actor]) -> Actor:
    """Put the terms of each group in its place, a few groups deep; deeper ones keep their id.

    >>> from counterpoise.domain.actors import office_actor
    >>> from counterpoise.domain.words import OfficeId
    >>> str(spelled_out(Actor((GroupTerm(GroupId("g")),)), {GroupId("g"): office_actor(OfficeId("chair"))}))
    'chair'
    """
    for _ in range(_DEEPEST):
        if not any(isinstance(term, GroupTerm) for term in actor.terms):
            break
        actor = _one_deeper(actor, groups)
    return actor


def _one_deeper(actor: Actor, groups: Mapping[GroupId, Actor]) -> Actor:
    terms: list[Term] = []
    moved: list[int] = []  # where each term of the actor ended up
    for term in actor.terms:
        if isinstance(term, GroupTerm) and term.group in groups:
            start = len(terms)
            terms += [
                _shifted(inner, range(start, start + index))
                for index, inner in enumerate(groups[term.group].terms)
            ]
        else:
            terms.append(_shifted(term, moved))
        moved.append(len(terms) - 1)
    return Actor(tuple(terms))


def _shifted(term: Term, places: list[int] | range) -> Term:
    if isinstance(term, AtLeastTerm):
        return AtLeastTerm(term.count, tuple(places[part] for part in term.parts))
    return term
