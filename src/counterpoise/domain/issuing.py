"""Who adopts the working regulation of a place, in what form and under which heading."""

from __future__ import annotations

from dataclasses import dataclass

from counterpoise.domain.words import Basis, BodyId, OfficeId, Text


@dataclass(frozen=True, slots=True)
class Issuing:
    """The body that adopts working regulations and the office that signs for it.

    `signs_as` is what stands above the signature; `deputy` is the office that signs for the signing one when its seat is
    vacant or its holder must step aside, `deputy_signs_as` what stands there then. `heading` and `motto` stand at the head of its
    papers where the law wants them; `form` names the act by which it adopts (a decision, a resolution), `symbol` the
    letters after the number of that act.
    """

    body: BodyId
    signed_by: OfficeId | None = None
    signs_as: Text | None = None
    form: Text | None = None
    symbol: str = ""
    heading: Text | None = None
    motto: Text | None = None
    basis: Basis = ()
    deputy: OfficeId | None = None
    deputy_signs_as: Text | None = None
