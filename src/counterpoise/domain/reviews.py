"""What a review changes: the status of the citations of the row it addresses.

A row has an address: `office:chair`, `tie:chair/1` (the office's first tie), `body:council`, `matter:payment`,
`step:payment/sign`, `rule:r12`, `duty:account-holder`, `arrangement:secretary-chair`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from counterpoise.domain.bodies import Office
from counterpoise.domain.citing import halves
from counterpoise.domain.institution import Framework, Review
from counterpoise.domain.matters import Matter
from counterpoise.domain.pilots import Arrangement
from counterpoise.domain.words import Basis, Citation, Source, SourceId, Status, Text

REVIEW = Source(SourceId("review"), Text(vi="Xác nhận của người rà soát", en="Confirmed in a review"))


def reviewed(framework: Framework, reviews: Iterable[Review]) -> Framework:
    """Give every row that was reviewed the status of its latest review; rows of other frameworks are passed over."""
    latest = _latest(reviews)
    if latest.keys().isdisjoint(addresses(framework)):
        return framework
    return replace(
        framework,
        offices={key: _office(office, latest) for key, office in framework.offices.items()},
        bodies={
            key: replace(body, basis=_basis(body.basis, latest.get(f"body:{key}")))
            for key, body in framework.bodies.items()
        },
        matters={key: _matter(matter, latest) for key, matter in framework.matters.items()},
        rules=tuple(replace(r, basis=_basis(r.basis, latest.get(f"rule:{r.id}"))) for r in framework.rules),
        arrangements=_arrangements(framework.arrangements, latest),
        duties={
            key: replace(duty, basis=_basis(duty.basis, latest.get(f"duty:{key}")))
            for key, duty in framework.duties.items()
        },
        sources={**framework.sources, REVIEW.id: framework.sources.get(REVIEW.id, REVIEW)},
    )


def reviewed_arrangements(
    arrangements: Iterable[Arrangement], reviews: Iterable[Review]
) -> tuple[Arrangement, ...]:
    """Do the same for arrangements that a case lists itself."""
    return _arrangements(arrangements, _latest(reviews))


def addresses(framework: Framework) -> tuple[str, ...]:
    """List the address of every row that can be reviewed, in the order of the file."""
    offices, matters = framework.offices.values(), framework.matters.values()
    return (
        *(f"office:{office.id}" for office in offices),
        *(f"tie:{office.id}/{n}" for office in offices for n in range(1, len(office.ties) + 1)),
        *(f"body:{body}" for body in framework.bodies),
        *(f"matter:{matter.id}" for matter in matters),
        *(f"step:{matter.id}/{step.id}" for matter in matters for step in matter.steps),
        *(f"rule:{rule.id}" for rule in framework.rules),
        *(f"duty:{duty}" for duty in framework.duties),
        *(f"arrangement:{arrangement.id}" for arrangement in framework.arrangements),
    )


def _latest(reviews: Iterable[Review]) -> Mapping[str, Review]:
    """Keep the last review of each row; of two on one day the one written later."""
    return {review.row: review for review in sorted(reviews, key=lambda review: review.on)}


def _office(office: Office, latest: Mapping[str, Review]) -> Office:
    ties = tuple(
        replace(tie, basis=_basis(tie.basis, latest.get(f"tie:{office.id}/{n}")))
        for n, tie in enumerate(office.ties, start=1)
    )
    return replace(office, ties=ties, basis=_basis(office.basis, latest.get(f"office:{office.id}")))


def _matter(matter: Matter, latest: Mapping[str, Review]) -> Matter:
    routes = tuple(
        tuple(
            replace(step, basis=_basis(step.basis, latest.get(f"step:{matter.id}/{step.id}")))
            for step in route
        )
        for route in matter.routes
    )
    return replace(matter, routes=routes, basis=_basis(matter.basis, latest.get(f"matter:{matter.id}")))


def _arrangements(
    arrangements: Iterable[Arrangement], latest: Mapping[str, Review]
) -> tuple[Arrangement, ...]:
    return tuple(
        replace(one, basis=_basis(one.basis, latest.get(f"arrangement:{one.id}"))) for one in arrangements
    )


def _basis(basis: Basis, review: Review | None) -> Basis:
    if review is None:
        return basis
    rows = basis or (Citation(REVIEW.id),)
    return tuple(replace(row, status=review.status, note=_note(row.note, review)) for row in rows)


def _note(before: str, review: Review) -> str:
    """Say who reviewed the row and when, after what was noted already, Vietnamese first."""
    sure = review.status is Status.VERIFIED
    day, told = review.on.isoformat(), halves(before)
    vi = f"{'xác nhận bởi' if sure else 'rà soát bởi'} {review.by.vi} ngày {day}"
    en = f"{'confirmed by' if sure else 'reviewed by'} {review.by.en} on {day}"
    if review.note is not None:
        vi, en = f"{vi}: {review.note.vi}", f"{en}: {review.note.en}"
    return f"{told.vi}; {vi} / {told.en}; {en}" if before else f"{vi} / {en}"
