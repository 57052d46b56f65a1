"""Who signs the act that adopts a regulation, and by what power (Decree 30/2020/NĐ-CP, Art. 13 and Annex I).

A body that decides together is signed for: `TM.`. A head who decides signs in the name of the office alone. When the
signing seat is vacant, or its holder must step aside in the very matter, a deputy signs for it: `KT.`. That somebody only
acts as holder (`Q.`) is not written in a roster, so it is never put here.
"""

from __future__ import annotations

from counterpoise.analysis.regulation.leads import speaker_of
from counterpoise.analysis.regulation.materials import Materials
from counterpoise.domain.bodies import HeadDecides
from counterpoise.domain.drafts import Signature
from counterpoise.domain.issuing import Issuing
from counterpoise.domain.matters import Matter
from counterpoise.domain.words import OfficeId, PersonId, Text

_PRESIDING = Text("Người chủ trì phiên họp", "The presiding member")


def adopting_matter(materials: Materials) -> Matter | None:
    """Give the matter by which the regulation is adopted, where the framework tells it."""
    matters = materials.framework.matters.values()
    return next((m for m in matters if m.id.endswith("committee-regulation")), None)


def signing_office(materials: Materials, who: Issuing) -> OfficeId | None:
    """Give the office that signs for the adopting body: as the framework says, else whoever speaks for the body."""
    if who.signed_by is not None:
        return who.signed_by
    return speaker_of(materials, who.body) if who.body in materials.framework.bodies else None


def signature(materials: Materials, who: Issuing, body: Text) -> Signature:
    """Write what stands above the signature: the powers, then the office of whoever may sign."""
    head = signing_office(materials, who)
    behalf = () if _decides_alone(materials, who, head) else (_on_behalf_of(body),)
    if head is None:
        return Signature(behalf, _PRESIDING)
    title = who.signs_as or materials.names.office(head)
    if _may_sign(materials, head):
        return Signature(behalf, title)
    if who.deputy is not None and _may_sign(materials, who.deputy):
        acting = Text(f"KT. {title.vi}", f"For the {title.en}")
        return Signature((*behalf, acting), who.deputy_signs_as or materials.names.office(who.deputy))
    return Signature((_on_behalf_of(body),), _PRESIDING)


def _on_behalf_of(body: Text) -> Text:
    return Text(f"TM. {body.vi}", f"On behalf of the {body.en}")


def _decides_alone(materials: Materials, who: Issuing, head: OfficeId | None) -> bool:
    """Tell whether the body acts by its head, who then signs without speaking for others."""
    body = materials.framework.bodies.get(who.body)
    return body is not None and head is not None and body.decides == HeadDecides(head)


def _may_sign(materials: Materials, office: OfficeId) -> bool:
    """Tell whether somebody holds an office and need not step aside in adopting the regulation."""
    return bool(frozenset(materials.roster.holders(office)) - _stepping_aside(materials))


def _stepping_aside(materials: Materials) -> frozenset[PersonId]:
    matter = adopting_matter(materials)
    steps = () if matter is None else (step for step in matter.steps if step.is_consent)
    return frozenset(person for step in steps for person in materials.structure.excluded_from(step))
