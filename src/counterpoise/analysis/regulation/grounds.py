"""Citations for lawyers: clause and point before the article, the act by its number, how far it was verified in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from counterpoise.domain.citing import cite_text, halves
from counterpoise.domain.drafts import Note, NoteKind
from counterpoise.domain.words import Basis, Citation, Source, SourceId, Status, Text, status_of

# A note beside a citation: what is only remembered is never said as a fact.
VERIFIED = {
    Status.VERIFIED: Text("đã đối chiếu văn bản", "text verified"),
    Status.SECONDARY: Text("nguồn thứ cấp, chưa đọc nguyên văn", "secondary source, text not read"),
    Status.MEMORY: Text("theo trí nhớ, chưa kiểm chứng", "from memory, unverified"),
    Status.DERIVED: Text("đề xuất của dự thảo", "proposal of this draft"),
}
PROPOSED = Text("Đề xuất của dự thảo", "Proposal of this draft")
NOT_FOUND = Text("Chưa đối chiếu được văn bản nào", "No text could be checked")

_NO_TITLE = Text("", "")
_CODE = re.compile(r"(?:CH|[BKMOR])\d")
_ARTICLE = re.compile(r"(?:Arts?\.|Điều|§|s\.|Provisions?|Principles?|Rules?) ?\S")
_PARTS = re.compile(r"(?:Điều )?(?P<article>\d+)\((?P<clause>\d+)\)(?P<points>[a-zđ](?:, [a-zđ]\b)*)?")
_BARE = re.compile(r"(?<=, )(?=\d+(?:[–-]\d+)?(?:,|$))")
_CUT = {"vi": re.compile(r" về |: |, Điều | sửa đổi "), "en": re.compile(r" on |: |, Arts?\. | amending ")}


def grounds(basis: Basis, sources: Mapping[SourceId, Source]) -> tuple[Text, ...]:
    """Say the citations of a row, those verified alike in one text: what was read first, what is remembered last."""
    said: dict[Text, dict[Text, None]] = {}
    for citation in sorted(basis, key=_by_verification):
        known = _citation(citation, sources)
        if known is not None:
            title, how = known
            said.setdefault(how, {})[title] = None
    return tuple(_verified(list(titles), how) for how, titles in said.items())


def _by_verification(citation: Citation) -> int:
    return len(Status) if citation.status is None else list(Status).index(citation.status)


def _verified(titles: list[Text], how: Text) -> Text:
    """Join the titles, and say in brackets how far they were verified; a proposal cites nothing."""
    named = [title for title in titles if title.vi]
    if not named:
        return how
    vi, en = "; ".join(t.vi for t in named), "; ".join(t.en for t in named)
    if not how.vi:
        return Text(vi, en)
    return Text(f"{vi} ({_small(how.vi)})", f"{en} ({_small(how.en)})")


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def ground_note(basis: Basis, sources: Mapping[SourceId, Source]) -> tuple[Note, ...]:
    """Make one note of the citations of a row; a text without a note is a proposal of the draft."""
    said = grounds(basis, sources)
    if not said or said == (PROPOSED,):
        return ()
    vi, en = "; ".join(t.vi for t in said), "; ".join(t.en for t in said)
    if status_of(basis) is Status.DERIVED:
        return (Note(NoteKind.PROPOSAL, Text(vi, en)),)
    return (Note(NoteKind.BASIS, Text(f"Căn cứ: {vi}", f"Basis: {en}")),)


def to_decide(what: Text) -> tuple[Note, ...]:
    """Mark what the adopting body has to decide."""
    return (Note(NoteKind.DECIDE, Text(f"Phải quyết định: {what.vi}", f"To be decided: {what.en}")),)


def hedged(text: Text, basis: Basis) -> Text:
    """Say who acts as a fact only where some text was read: else as a proposal, or as unverified."""
    if status_of(basis) is Status.DERIVED:
        return Text(f"Đề xuất: {text.vi}", f"Proposed: {text.en}")
    return text if basis and status_of(basis) is not Status.MEMORY else unverified(text)


def unless_remembered(text: Text, basis: Basis) -> Text:
    """Say a rule as a fact unless it is only remembered."""
    return unverified(text) if status_of(basis) is Status.MEMORY else text


def unverified(text: Text) -> Text:
    """Say something as what is expected, not as a fact."""
    return Text(f"Dự kiến (chưa kiểm chứng): {text.vi}", f"Expected (unverified): {text.en}")


def _citation(citation: Citation, sources: Mapping[SourceId, Source]) -> tuple[Text, Text] | None:
    """Give the title with its article, and how far it was verified; what no act states has no title."""
    source = sources.get(citation.source)
    if source is None:
        return None
    outside = bool(source.url or source.start or source.end)
    if not outside and citation.status is Status.DERIVED:
        return _NO_TITLE, PROPOSED
    if not outside and citation.status is Status.MEMORY:
        return _NO_TITLE, NOT_FOUND
    how = _NO_TITLE if citation.status is None else VERIFIED[citation.status]
    return _with_article(short_title(source), citation.cite), how


def short_title(source: Source) -> Text:
    """Name an act by its kind and number, as later citations do.

    >>> short_title(Source(SourceId("d"), Text("Nghị định 08/2016/NĐ-CP về bầu", "Decree 08/2016/NĐ-CP on election"))).vi
    'Nghị định 08/2016/NĐ-CP'
    >>> short_title(Source(SourceId("l"), Text("Luật Tố cáo 25/2018/QH14", "Law on Denunciations 25/2018/QH14"))).en
    'Law on Denunciations 25/2018/QH14'
    """
    return Text(_shortened(source.title.vi, "vi"), _shortened(source.title.en, "en"))


def _shortened(title: str, language: str) -> str:
    bare = title.partition(" (")[0]
    found = _CUT[language].search(bare)
    head = bare[: found.start()] if found else bare
    if found and not any(sign.isdigit() for sign in head) and not found[0].startswith(", "):
        return bare
    return head


def _with_article(title: Text, cite: str) -> Text:
    cite = cite.replace("…", "(lược / abridged)")
    if not cite or _CODE.match(cite) or cite.isdigit():
        return title
    if _ARTICLE.match(cite):
        said = cite_text(cite)
        return Text(f"{article_first(said.vi)} {title.vi}", f"{said.en}, {title.en}")
    said = halves(cite)
    english = title.en if said.vi == said.en and not said.en.isascii() else f"{title.en}: {said.en}"
    return Text(f"{title.vi}: {said.vi}", english)


def article_first(cite: str) -> str:
    """Write point, clause, article in the order of Vietnamese drafting.

    >>> article_first("Điều 11(3)a, c"), article_first("Điều 36(2)b, 36(3)"), article_first("Điều 15–23")
    ('điểm a, c khoản 3 Điều 11', 'điểm b khoản 2 Điều 36, khoản 3 Điều 36', 'Điều 15–23')
    >>> article_first("Điều 13(1), 24–40")
    'khoản 1 Điều 13, Điều 24–40'
    """
    said = _PARTS.sub(_in_order, cite)
    return said if said == cite else _BARE.sub("Điều ", said)


def _in_order(found: re.Match[str]) -> str:
    points = f"điểm {found['points']} " if found["points"] else ""
    return f"{points}khoản {found['clause']} Điều {found['article']}"
