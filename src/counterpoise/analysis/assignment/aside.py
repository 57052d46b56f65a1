"""Who steps aside in a step, and why: by the law of the step, in one's own case, for kin, for an interest."""

from __future__ import annotations

from collections.abc import Iterator

from counterpoise.analysis.assignment.records import Aside, Situation, Why
from counterpoise.analysis.rules import JUDGING
from counterpoise.analysis.structure import Structure
from counterpoise.domain.kinship import relation_name
from counterpoise.domain.matters import Matter, Power, Step
from counterpoise.domain.names import Names
from counterpoise.domain.rules import OwnCase
from counterpoise.domain.words import OfficeId, PersonId, Text


def stepping_aside(
    structure: Structure, matter: Matter, step: Step, *, situation: Situation, names: Names
) -> tuple[Aside, ...]:
    """List who steps aside among those who could act in the step, each once.

    Whoever has an interest takes no part that counts. Whom the matter is about, and that person's relatives, do not
    judge it: they do not appraise, decide, approve, inspect, audit, supervise or judge. A matter against an office is
    about its holder where the framework has the rule that nobody judges in a case of one's own.
    """
    reached: set[OfficeId] = set(structure.reach(step.actor))
    if step.substitute is not None:
        reached |= structure.reach(step.substitute)
    able = {person for office in reached for person in structure.roster.holders(office)}
    found: dict[PersonId, Aside] = {}
    for one in _everybody(structure, matter, step, situation, names):
        if one.person in able:
            found.setdefault(one.person, one)
    return tuple(found.values())


def _everybody(
    structure: Structure, matter: Matter, step: Step, situation: Situation, names: Names
) -> Iterator[Aside]:
    place = structure.roster.place
    for office in step.excludes:
        title = names.office(office)
        for person in structure.roster.holders(office):
            said = Text(
                f"{names.person(person, place).vi}: bước này loại người giữ chức danh {title.vi}",
                f"{names.person(person, place).en}: this step excludes the holder of {title.en}",
            )
            yield Aside(person, Why.EXCLUDED, said)
    if step.power is Power.NONE:
        return
    for person in sorted(situation.interested):
        name = names.person(person, place)
        said = Text(f"{name.vi}: có lợi ích liên quan", f"{name.en}: has an interest in the matter")
        yield Aside(person, Why.INTEREST, said)
    if step.act in JUDGING:
        yield from _judged(structure, matter, situation, names)


def _judged(structure: Structure, matter: Matter, situation: Situation, names: Names) -> Iterator[Aside]:
    ruled = matter.against is not None and any(isinstance(r, OwnCase) for r in structure.framework.rules)
    holders = structure.roster.holders(matter.against) if ruled and matter.against is not None else ()
    concerned = dict.fromkeys((*holders, *sorted(situation.concerned)))
    place = structure.roster.place
    for person in concerned:
        name = names.person(person, place)
        said = Text(f"{name.vi}: việc về chính người này", f"{name.en}: the matter is about this person")
        yield Aside(person, Why.OWN_CASE, said)
    for kin in structure.roster.kin:
        for person, other in ((kin.a, kin.b), (kin.b, kin.a)):
            if other in concerned and person not in concerned:
                name, whose, how = (
                    names.person(person, place),
                    names.person(other, place),
                    relation_name(kin.relation),
                )
                said = Text(
                    f"{name.vi}: người thân ({how.vi}) của {whose.vi}, là người mà việc này nói đến",
                    f"{name.en}: a relative ({how.en}) of {whose.en}, whom the matter is about",
                )
                yield Aside(person, Why.KIN, said)
