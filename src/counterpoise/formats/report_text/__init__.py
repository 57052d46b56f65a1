"""The report for a terminal: what one person can do alone first, then every number, then each finding with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterpoise.analysis.findings import Audit, Comparison
from counterpoise.formats.report_text.numbers import changed, numbers
from counterpoise.formats.report_text.page import Line, Page
from counterpoise.formats.report_text.summary import heading, summary
from counterpoise.formats.report_text.told import listed
from counterpoise.formats.report_text.words import READINGS_ARE


def write(audit: Audit, *, language: str, colour: bool, width: int) -> str:
    """Write an audit for a terminal of so many columns."""
    page = Page(audit, language, width)
    told = (page.title("findings"), *listed(page, audit.findings))
    return _written((heading(page), summary(page), numbers(page), told, _notes(page)), colour=colour)


def write_comparison(comparison: Comparison, *, language: str, colour: bool, width: int) -> str:
    """Write what a change moves, for a terminal of so many columns."""
    before, after = (Page(audit, language, width) for audit in (comparison.before, comparison.after))
    change = before.wrapped(before.say("change", comparison.change.of(language)))
    gained = (before.title("gained"), *listed(after, comparison.gained))
    lost = (before.title("lost"), *listed(before, comparison.lost))
    return _written(((*heading(before), *change), changed(before, comparison), gained, lost), colour=colour)


def _notes(page: Page) -> Iterator[Line]:
    """Say how to read the numbers, and what could change them."""
    yield page.title("notes")
    for text in READINGS_ARE.values():
        yield from page.wrapped(text.of(page.language), first="- ", rest="  ")
    yield from page.wrapped(page.say("caveat"), first="- ", rest="  ")
    if page.audit.doubtful_tenures:
        yield from page.wrapped(page.say("doubtful"), first="- ", rest="  ")
        for row in page.audit.doubtful_tenures:
            yield from page.wrapped(row.of(page.language), first="  · ", rest="    ")
    if page.audit.findings:
        code = page.audit.findings[0].code
        yield from page.wrapped(page.say("explain", code), first="- ", rest="  ")


def _written(parts: Iterable[Iterable[Line]], *, colour: bool) -> str:
    lines: list[str] = []
    for part in parts:
        lines += [""] if lines else []
        lines += [_styled(line) if colour else line.text for line in part]
    return "\n".join(lines) + "\n"


def _styled(line: Line) -> str:
    return f"\x1b[{line.style}m{line.text}\x1b[0m" if line.style and line.text else line.text
