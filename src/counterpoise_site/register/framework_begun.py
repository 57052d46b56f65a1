"""What the forms of a body or an office begin with: the choices by name, and the row as it stands."""

from __future__ import annotations

from typing import Any, cast

from counterpoise.domain.bodies import Body, BodyVotes, HeadDecides, Office, Votes
from counterpoise.domain.institution import Framework
from counterpoise.domain.quotas import Majority
from counterpoise.domain.words import Basis, Text
from counterpoise.formats.case_files.framework_data import Record
from counterpoise.formats.framework_page.saying import saying as opened
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register.framework_forms import Choices
from counterpoise_site.register.levels import level_name

AS_IT_STANDS = "="
_LONGEST = 110


def choices_of(framework: Framework, *, office: Office | None = None) -> dict[str, Choices]:
    """List what the forms of a framework let people choose, by name."""
    here = language()
    offices: Choices = [(str(one.id), one.name.of(here)) for one in framework.offices.values()]
    return {
        "levels": _levels(framework),
        "sources": [(str(one.id), _short(one.title.of(here))) for one in framework.sources.values()],
        "bodies": [(str(one.id), one.name.of(here)) for one in framework.bodies.values()],
        "duties": [(one.id, one.name.of(here)) for one in framework.duties.values()],
        "members": offices,
        "actors": _actors(framework, offices, office),
    }


def office_begun(framework: Framework, office: Office) -> dict[str, Any]:
    """Say an office as its form begins with it."""
    return {
        **_halves(office.name),
        "id": office.id,
        "level": office.level,
        "seats": str(office.seats),
        "bodies": [body.id for body in framework.bodies.values() if office.id in body.members],
        "duties": list(office.duties),
    }


def body_begun(body: Body) -> dict[str, Any]:
    """Say a body as its form begins with it."""
    begun: dict[str, Any] = {
        **_halves(body.name),
        "id": body.id,
        "level": body.level,
        "members": list(body.members),
    }
    match body.decides:
        case HeadDecides(office):
            begun |= {"decides": "head", "head": office}
        case BodyVotes(quota, votes, weights, of_seats, presiding):
            ruled = isinstance(quota, Majority) or str(quota) in ("two_thirds", "unanimity")
            begun |= {
                "decides": str(quota) if ruled else "quota",
                "quota": "" if ruled else str(quota),
                "presiding": presiding or "",
                "of_seats": of_seats,
                "per_seat": votes is Votes.PER_SEAT and weights is None,
                "weights": "\n".join(f"{office} = {weight}" for office, weight in weights or ()),
            }
    return begun


def weights_named(framework: Framework, text: str) -> str:
    """Put names of offices for their ids in the lines of weights a form begins with."""
    names = {office.id: office.name.of(language()) for office in framework.offices.values()}
    pairs = (line.partition(" = ") for line in text.splitlines())
    return "\n".join(f"{names.get(cast('Any', name), name)} = {number}" for name, _, number in pairs)


def grounds_begun(basis: Basis) -> list[dict[str, Any]]:
    """Say the grounds of a row as its list begins with them."""
    return [{"source": c.source, "cite": c.cite, "status": c.status.value if c.status else ""} for c in basis]


def ties_begun(entry: Record) -> list[dict[str, Any]]:
    """Say the ties of an office as its list begins with them; a ground beyond the first stays as it is."""
    begun = []
    for number, tie in enumerate(cast("list[Record]", entry.get("ties", []))):
        actor, grounds = tie["actor"], cast("list[Record]", tie.get("basis", []))
        first: Record = grounds[0] if grounds else {}
        begun.append(
            {
                "actor": actor if isinstance(actor, str) else f"{AS_IT_STANDS}{number}",
                "how": tie["how"],
                **{name: first.get(name, "") for name in ("source", "cite", "status")},
            }
        )
    return begun


def _actors(framework: Framework, offices: Choices, office: Office | None) -> Choices:
    """Offer every office, every body that decides, every group; and what an office depends on now, as it stands."""
    said, here = opened(framework, language()), language()
    bodies = [(str(b.id), b.name.of(here)) for b in framework.bodies.values() if b.decides is not None]
    names = said.names
    groups = [(str(key), _short(said.actor(actor))) for key, actor in framework.groups.items()]
    kinds: Choices = [
        (saying("Cơ quan", "Bodies"), bodies),
        (saying("Chức danh", "Offices"), offices),
        (saying("Nhóm", "Groups"), groups),
    ]
    if office is not None:
        stands = [
            (f"{AS_IT_STANDS}{number}", _short(names.actor(tie.actor).of(here)))
            for number, tie in enumerate(office.ties)
            if len(tie.actor.terms) > 1
        ]
        kinds.append((saying("Như đang ghi", "As it stands"), stands))
    return [(name, listed) for name, listed in kinds if listed]


def _levels(framework: Framework) -> Choices:
    return [(str(level), level_name(level).of(language())) for level in framework.levels]


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _halves(name: Text) -> dict[str, str]:
    return {"name_vi": name.vi, "name_en": name.en if name.en != name.vi else ""}
