"""Who checks whom: one row for each checker, when and with what force, and the matters checked."""

from __future__ import annotations

from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.spelling import WHENS, actor_name, lines_of
from counterpoise.domain.drafts import Column, Section, Table
from counterpoise.domain.matters import Matter, Power, Step, When
from counterpoise.domain.words import MatterId, StepId, Text, capital

_COLUMNS = (
    Column(Text("Ai kiểm tra, giám sát", "Who checks"), 26),
    Column(Text("Khi nào, hiệu lực", "When and with what force"), 20),
    Column(Text("Việc và người quyết định việc ấy", "Matter and who decides it"), 54),
)
_HOLLOW = ("C02", "C03")


def checking(materials: Materials, deciders: dict[MatterId, Text]) -> Section:
    """Lay out every check of the framework, by checker."""
    groups: dict[tuple[Text, When, bool], list[Text]] = {}
    for matter in materials.framework.matters.values():
        for step in matter.steps:
            if step.power is Power.OVERSIGHT:
                key = actor_name(step.actor, materials.names), step.when, step.binding
                said = _checked(materials, matter, step, deciders[matter.id])
                if said not in groups.setdefault(key, []):
                    groups[key].append(said)
    rows = tuple(
        (checker, capital(_force(when, binding)), lines_of(matters))
        for (checker, when, binding), matters in groups.items()
    )
    caption = Text("Ai kiểm tra, giám sát ai", "Who checks whom")
    return Section(caption, (), (), Table(caption, _COLUMNS, rows))


def _force(when: When, binding: bool) -> Text:
    force = Text("bắt buộc", "binding") if binding else Text("không bắt buộc", "advisory")
    return Text(f"{WHENS[when].vi}; {force.vi}", f"{WHENS[when].en}; {force.en}")


def _checked(materials: Materials, matter: Matter, step: Step, decider: Text) -> Text:
    name = materials.names.matter(matter.id)
    vi, en = f"– {name.vi}; quyết định: {decider.vi}", f"– {name.en}; decided by: {decider.en}"
    if (matter.id, step.id) in weak_checks(materials):
        vi = f"{vi} [khâu này hiện không độc lập]"
        en = f"{en} [this check is not independent as things stand]"
    return Text(vi, en)


def weak_checks(materials: Materials) -> frozenset[tuple[MatterId, StepId]]:
    """List the checks that stay hollow or collapsed even with the measures adopted."""
    return frozenset(
        (finding.matter, step)
        for finding in materials.after.findings
        if finding.code in _HOLLOW and finding.place == materials.place and finding.matter is not None
        for step in finding.steps
    )
