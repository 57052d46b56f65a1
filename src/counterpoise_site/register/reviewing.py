"""Reviews of rows of the law as edits: the review itself, and the legal regime with the status the review gives its row."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from django.utils import timezone

from counterpoise.domain.institution import Framework, Review
from counterpoise.domain.reviews import addresses, reviewed
from counterpoise.domain.words import Status, Text, plain
from counterpoise.formats.case_files import read_files
from counterpoise_site.register.case_rows import FrameworkNamed
from counterpoise_site.register.models import Document, Paper
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import digest, read, written
from counterpoise_site.register.snapshot import framework


def disputed_row(subject: str) -> str | None:
    """Give the row of the law a dispute is about (`vn-commune-3t rule:r12`); nothing where it is about an entry."""
    name, _, address = subject.partition(" ")
    known = {read(FrameworkNamed, paper.content).id for paper in _papers(Paper.Kind.FRAMEWORK)}
    return address if name in known else None


def doubting(address: str, *, number: int, said: str) -> tuple[Edit, ...]:
    """Say of a row that it rests on nothing that was checked, because a dispute of this number was upheld."""
    by = Text(f"ý kiến phản bác số {number}", f"dispute {number}")
    today = timezone.localdate()
    return recorded_review(Review(address, Status.MEMORY, by, today, plain(said)))


def recorded_review(review: Review, *, instead_of: Paper | None = None) -> tuple[Edit, ...]:
    """Record a review, or say of one what is right: its own paper, and every regime that has the row it speaks of."""
    papers = [
        paper for paper in _papers(Paper.Kind.REVIEW) if instead_of is None or paper.pk != instead_of.pk
    ]
    columns = {"kind": Paper.Kind.REVIEW.value, "place": "", "content": written(review)}
    if instead_of is None:
        row = Row(Paper, free_key(f"review:{review.row}|{review.on}"), len(papers), columns)
    else:
        row = Row(Paper, instead_of.key, instead_of.order, columns)
    listed = [(paper.order, read(Review, paper.content)) for paper in papers]
    return (Edit(instead_of, row), *_reviewed([*listed, (row.order, review)]))


def withdrawn_review(paper: Paper) -> tuple[Edit, ...]:
    """Take a review back: its rows say again what they said without it."""
    left = [
        (one.order, read(Review, one.content)) for one in _papers(Paper.Kind.REVIEW) if one.pk != paper.pk
    ]
    return (Edit(paper, None), *_reviewed(left))


def as_reviewed(framework: Framework) -> Framework:
    """Give a framework's rows the statuses of the reviews the register holds."""
    return reviewed(framework, [read(Review, paper.content) for paper in _papers(Paper.Kind.REVIEW)])


def free_key(key: str) -> str:
    """Give a key no paper has, a number behind it where needed."""
    taken = set(Paper.objects.known_on(None).filter(key__startswith=key).values_list("key", flat=True))
    return next(one for one in (key, *(f"{key}#{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _papers(kind: Paper.Kind) -> list[Paper]:
    return list(Paper.objects.known_on(None).filter(kind=kind).order_by("order", "pk"))


def _reviewed(listed: list[tuple[int, Review]]) -> tuple[Edit, ...]:
    """Give every regime the statuses of these reviews, beginning with what its file says."""
    reviews = [review for _, review in sorted(listed, key=lambda pair: pair[0])]
    edits = []
    for paper in _papers(Paper.Kind.FRAMEWORK):
        named = read(FrameworkNamed, paper.content)
        document = Document.objects.get(pk=named.digest)
        new = reviewed(as_written(document.source) or framework(named.digest), reviews)
        content = written(new)
        if digest(content) != named.digest:
            _keep(content, document.source)
            columns = {
                "kind": paper.kind,
                "place": "",
                "content": written(replace(named, digest=digest(content))),
            }
            edits.append(Edit(paper, Row(Paper, paper.key, paper.order, columns)))
    return tuple(edits)


def _keep(content: str, source: str) -> None:
    Document.objects.keep([Document(digest=digest(content), record=content, source=source)])


@lru_cache(maxsize=16)
def as_written(source: str) -> Framework | None:
    """Read a regime from its file, as it was before anybody reviewed a row of it; nothing where no file was kept."""
    if not source:
        return None
    head = "counterpoise: 1\ntitle: x\nframework: [framework.yaml]\n"
    case, _ = read_files({"case.yaml": head, "framework.yaml": source}, name="framework")
    return case.frameworks[0]


def reviewable(frameworks: tuple[Framework, ...]) -> frozenset[str]:
    """List the addresses a review may name."""
    return frozenset(address for one in frameworks for address in addresses(one))
