"""A framework of the register as something people change: its paper, its file, and the edits that let it say something else.

What was wrong all along is corrected in the framework itself. What changes on a day makes a version of its own from that day:
the framework ends the day before, and both are known for ever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from counterpoise.domain.day_words import day_name
from counterpoise.domain.days import Span
from counterpoise.domain.institution import Framework
from counterpoise.formats.case_files import framework_data, framework_text
from counterpoise.formats.case_files.framework_data import Record, lines_of
from counterpoise.formats.case_files.yaml_data import flow
from counterpoise_site.register.case_rows import FrameworkNamed
from counterpoise_site.register.models import Document, Paper
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import digest, read, written
from counterpoise_site.register.reviewing import as_reviewed, as_written
from counterpoise_site.register.snapshot import framework as framework_of

_DAY_BEHIND = re.compile(r"-\d{4}-\d{2}-\d{2}(?:-\d+)?$")
_FROM_BEHIND = (re.compile(r" – từ \d+/\d+/\d+$"), re.compile(r" – from \d+ [A-Z][a-z]+ \d+$"))


@dataclass(frozen=True, slots=True)
class Kept:
    """A framework as its file says it, before anybody reviewed a row; `paper` is its entry in the register."""

    paper: Paper
    digest: str
    source: str
    framework: Framework

    @property
    def data(self) -> Record:
        """Say it as data, for forms to change."""
        return framework_data(self.framework)


@dataclass(frozen=True, slots=True)
class Changed:
    """The edits of a change, the documents they name, and the framework that holds from then on."""

    edits: tuple[Edit, ...]
    documents: tuple[Document, ...]
    after: Framework

    def keep(self) -> None:
        """Keep the documents, each once."""
        Document.objects.keep(self.documents)


def kept_framework(identity: str) -> Kept | None:
    """Find a framework of the register by its id."""
    for paper in _papers():
        named = read(FrameworkNamed, paper.content)
        if named.id == identity:
            source = Document.objects.get(pk=named.digest).source
            known = as_written(source) or framework_of(named.digest)
            return Kept(paper, named.digest, source or lines_of(framework_data(known), flow), known)
    return None


def changed(kept: Kept, after: Record, *, starting: date | None = None) -> Changed:
    """Let a framework say something else, for all its days or from one of them on.

    Raises the library's error, with every problem, where the library would not read such a framework.
    """
    if after == kept.data:
        return Changed((), (), kept.framework)
    valid, text = kept.framework.valid, kept.source
    if starting is None or starting <= valid.first:
        new = _document(framework_text(text, kept.data, after))
        return Changed((_instead(kept.paper, new[0]),), (new[1],), new[0])
    ended = _document(framework_text(text, kept.data, {**kept.data, "valid": _days(valid, to=starting)}))
    begun = _document(framework_text(text, kept.data, _version(kept, after, starting)))
    order = 1 + max((paper.order for paper in _papers()), default=0)
    columns = {"kind": Paper.Kind.FRAMEWORK.value, "place": "", "content": _named(begun[0])}
    added = Edit(None, Row(Paper, f"framework:{begun[0].id}", order, columns))
    return Changed((_instead(kept.paper, ended[0]), added), (ended[1], begun[1]), begun[0])


def stem_of(identity: str) -> str:
    """Give what the versions of one framework are all called.

    >>> stem_of("vn-commune-3t-2024-07-01")
    'vn-commune-3t'
    """
    return _DAY_BEHIND.sub("", identity)


def _version(kept: Kept, after: Record, starting: date) -> Record:
    stem = f"{stem_of(kept.framework.id)}-{starting}"
    taken = {paper.key.partition(":")[2] for paper in _papers()}
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    said = kept.framework.title
    vi, en = _FROM_BEHIND[0].sub("", said.vi), _FROM_BEHIND[1].sub("", said.en)
    day = day_name(starting)
    return {
        **after,
        "id": next(name for name in names if name not in taken),
        "title": {"vi": f"{vi} – từ {day.vi}", "en": f"{en} – from {day.en}"},
        "valid": _days(kept.framework.valid, start=starting),
    }


def _days(valid: Span, *, start: date | None = None, to: date | None = None) -> Record:
    """Write the days of a version: from a day on, or up to the day before one."""
    first = start.isoformat() if start else str(valid.start) if valid.start else None
    last = (to - timedelta(days=1)).isoformat() if to else str(valid.end) if valid.end else None
    return {key: day for key, day in (("from", first), ("to", last)) if day is not None}


def _document(text: str) -> tuple[Framework, Document]:
    """Read a framework's file and give its rows the statuses of the reviews."""
    new = as_reviewed(_read(text))
    content = written(new)
    return new, Document(digest=digest(content), record=content, source=text)


def _read(text: str) -> Framework:
    found = as_written(text)
    assert found is not None  # a text that says nothing is no framework's
    return found


def _instead(paper: Paper, framework: Framework) -> Edit:
    columns = {"kind": paper.kind, "place": "", "content": _named(framework)}
    return Edit(paper, Row(Paper, paper.key, paper.order, columns))


def _named(framework: Framework) -> str:
    return written(FrameworkNamed(framework.id, digest(written(framework))))


def _papers() -> list[Paper]:
    return list(Paper.objects.known_on(None).filter(kind=Paper.Kind.FRAMEWORK).order_by("order", "pk"))
