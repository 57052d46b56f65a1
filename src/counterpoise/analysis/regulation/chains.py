"""The steps of each matter with who takes them, by when, who steps aside, and on what ground."""

from __future__ import annotations

from counterpoise.analysis.regulation.grounds import grounds, hedged
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.analysis.regulation.spelling import (
    actor_name,
    any_of,
    deadline_said,
    lines_of,
    step_title,
)
from counterpoise.domain.drafts import Column, Section, Table
from counterpoise.domain.matters import Matter, Power, Step
from counterpoise.domain.words import Basis, Text, capital, plain

COLUMNS = (
    Column(Text("Bước", "Step"), 9),
    Column(Text("Nội dung", "What is done"), 26),
    Column(Text("Người thực hiện", "By whom"), 24),
    Column(Text("Thời hạn", "By when"), 15),
    Column(Text("Căn cứ và mức kiểm chứng", "Basis and verification"), 26),
)


def chain(materials: Materials, matter: Matter, number: int) -> Section:
    """Lay out one matter."""
    name = materials.names.matter(matter.id)
    numbers = step_numbers(matter)
    rows = tuple(_row(materials, matter, step, numbers) for step in matter.steps)
    caption = Text(f"Trình tự việc “{name.vi}”", f"Steps of “{name.en}”")
    says: tuple[Text, ...] = ()
    if len(matter.routes) > 1:
        says = (
            Text(
                f"Việc này có {len(matter.routes)} trình tự; đi hết một trình tự là đủ.",
                f"This matter has {len(matter.routes)} routes; one of them is enough.",
            ),
        )
    title = Text(f"{number}. {name.vi}", f"{number}. {name.en}")
    return Section(title, says, (), Table(caption, COLUMNS, rows))


def step_numbers(matter: Matter) -> dict[str, str]:
    """Number the steps of a matter: 1, 2, 3, or 1.1, 1.2, 2.1 where it has several routes."""
    if len(matter.routes) == 1:
        return {step.id: str(n) for n, step in enumerate(matter.steps, start=1)}
    return {
        step.id: f"{r}.{n}"
        for r, route in enumerate(matter.routes, start=1)
        for n, step in enumerate(route, start=1)
    }


def basis_of_step(matter: Matter, step: Step) -> Basis:
    """Give the basis of a step: its own, else the one of its matter."""
    return step.basis or matter.basis


def _row(materials: Materials, matter: Matter, step: Step, numbers: dict[str, str]) -> tuple[Text, ...]:
    basis = basis_of_step(matter, step)
    return (
        plain(numbers[step.id]),
        _what(step),
        _who(materials, step, basis),
        capital(deadline_said(step, numbers)),
        _stated(grounds(basis, materials.sources)),
    )


def _stated(basis: tuple[Text, ...]) -> Text:
    return (
        lines_of([capital(text) for text in basis]) if basis else Text("Chưa ghi căn cứ", "No basis stated")
    )


def _what(step: Step) -> Text:
    title = step_title(step)
    if step.power is not Power.OVERSIGHT:
        return title
    force = Text("bắt buộc", "binding") if step.binding else Text("không bắt buộc", "advisory")
    return lines_of([title, Text(f"[Kiểm tra, giám sát; {force.vi}]", f"[Check; {force.en}]")])


def _who(materials: Materials, step: Step, basis: Basis) -> Text:
    said = [hedged(actor_name(step.actor, materials.names), basis)]
    if step.excludes:
        aside = any_of([materials.names.office(office) for office in step.excludes])
        said.append(
            Text(f"Phải tránh: người giữ chức danh {aside.vi}", f"Steps aside: the holder of {aside.en}")
        )
    if step.substitute is not None:
        other = actor_name(step.substitute, materials.names)
        said.append(Text(f"Người thay: {other.vi}", f"Substitute: {other.en}"))
    return lines_of(said)
