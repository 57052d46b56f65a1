"""Articles and grounds of rows, each said in one language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from counterpoise.domain.words import Source, SourceId, Text, plain

_BRACKETED = re.compile(r"\((?P<vi>[^()]*?) / (?P<en>[^()]*?)\)")
# What short forms of an article are called in Vietnamese; Decree and Law only before a number.
_VIETNAMESE = (
    (re.compile(r"\bArts?\.\s*"), "Điều "),
    (re.compile(r"\bDecree (?=\d)"), "Nghị định "),
    (re.compile(r"\bLaw (?=\d)"), "Luật "),
)


def halves(written: str) -> Text:
    """Part a text that says one thing in both languages, Vietnamese first; any other is the same in both.

    >>> halves("phạm vi / scope")
    Text(vi='phạm vi', en='scope')
    >>> halves("Art. 32 (bản cũ / older text)").en
    'Art. 32 (older text)'
    """
    vi, en = _BRACKETED.sub(r"(\g<vi>)", written), _BRACKETED.sub(r"(\g<en>)", written)
    if vi.count(" / ") == 1:
        vi = vi.split(" / ")[0]
        en = en.split(" / ")[1]
    return Text(vi.strip(), en.strip())


def cite_text(cite: str) -> Text:
    """Name an article as its readers do.

    >>> cite_text("Art. 44(6)").vi, cite_text("Arts. 13(1), 24–40").vi, cite_text("Art. 44(6)").en
    ('Điều 44(6)', 'Điều 13(1), 24–40', 'Art. 44(6)')
    """
    said = halves(cite)
    vi = said.vi
    for short, full in _VIETNAMESE:
        vi = short.sub(full, vi)
    return Text(vi, said.en)


def ground_text(ground: str, sources: Mapping[SourceId, Source]) -> Text:
    """Say what a row is known from: the half of each language, and a source by its title instead of its id.

    >>> law = Source(SourceId("law-1"), Text("Luật 1", "Law 1"))
    >>> ground_text("law-1: theo cơ cấu / by the plan", {law.id: law})
    Text(vi='Luật 1 – theo cơ cấu', en='Law 1 – by the plan')
    >>> ground_text("giả định / assumed: ghế thứ hai / second seat", {})
    Text(vi='giả định: ghế thứ hai', en='assumed: second seat')
    """
    head, colon, rest = ground.partition(":")
    if not colon:
        return halves(ground)
    source = sources.get(SourceId(head.strip()))
    said, mark = (source.title, " –") if source is not None else (halves(head), ":")
    more = halves(rest) if rest.strip() else plain("")
    return Text(_after(said.vi, mark, more.vi), _after(said.en, mark, more.en))


def _after(head: str, mark: str, rest: str) -> str:
    return f"{head}{mark} {rest}" if rest else head
