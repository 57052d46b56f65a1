"""Facts that are tables of an audit: offices and numbers, never a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone, translation

from counterpoise.analysis.codes import SEVERITIES, TITLES
from counterpoise.analysis.findings import Audit, Finding, MatterAnswers, Severity
from counterpoise.domain.names import Names
from counterpoise.domain.words import Text
from counterpoise.version import version
from counterpoise_site.bulletin.facts import Fact, Stretch
from counterpoise_site.examination.answers import Subject

MOST_ROWS = 15
NOBODY = Text("—", "—")


@dataclass(frozen=True, slots=True)
class Seen:
    """An audited place with the words for it."""

    about: Subject
    audit: Audit
    names: Names


def alone(seen: Seen) -> Fact:
    """Say how few persons can carry each matter, those that need the fewest first."""
    framework = seen.audit.framework
    by_weight = sorted(
        seen.audit.matters, key=lambda row: (needed(row), -framework.matters[row.matter].stakes)
    )
    rows = [
        (
            seen.names.matter(row.matter),
            *(Text(shown, shown) for shown in row.readings.shown),
            _without(row),
        )
        for row in by_weight
        if row.readings.practice.capture_number is not None
    ]
    return fact_of(
        seen,
        Text(
            "Số người ít nhất đưa được việc đi trọn quy trình",
            "Fewest persons who can carry a matter through",
        ),
        columns=(
            Text("Việc", "Matter"),
            Text("trên văn bản", "on paper"),
            Text("tính cả ràng buộc", "with ties"),
            Text("trong thực tế", "in practice"),
            Text("nếu không kiêm nhiệm", "without the arrangement"),
        ),
        rows=rows,
    )


def grave(seen: Seen) -> Fact:
    """List the findings graded error or above."""
    rows = [
        (
            Text(f"{finding.code} {TITLES[finding.code].vi}", f"{finding.code} {TITLES[finding.code].en}"),
            SEVERITIES[finding.severity],
            seen.names.matter(finding.matter) if finding.matter else NOBODY,
        )
        for finding in grave_ones(seen.audit)
    ]
    return fact_of(
        seen,
        Text("Phát hiện nghiêm trọng", "Grave findings"),
        columns=(Text("Phát hiện", "Finding"), Text("Mức độ", "Severity"), Text("Việc", "Matter")),
        rows=list(dict.fromkeys(rows)),
    )


def seats(seen: Seen) -> Fact:
    """List the vacant seats, and those whose holder holds others."""
    roster = seen.audit.rosters[seen.about.place]
    rows: list[tuple[Text, ...]] = []
    for office, places in roster.seats.items():
        for seat in places:
            others = () if seat.holder is None else roster.seats_of(seat.holder)
            together = [seen.names.office(one.office) for one in others if one.office != office]
            if seat.holder is None or together:
                rows.append((seen.names.office(office), _held(seat.holder is None, together)))
    return fact_of(
        seen,
        Text("Ghế khuyết và ghế kiêm nhiệm", "Vacant seats, and seats held together"),
        columns=(Text("Chức danh", "Office"), Text("Người giữ ghế này còn giữ", "Its holder also holds")),
        rows=rows,
    )


def _held(vacant: bool, together: list[Text]) -> Text:
    if vacant:
        return Text("(khuyết)", "(vacant)")
    return Text(", ".join(one.vi for one in together), ", ".join(one.en for one in together))


def fact_of(
    seen: Seen,
    title: Text,
    *,
    columns: tuple[Text, ...],
    rows: list[tuple[Text, ...]],
    stretches: tuple[Stretch, ...] = (),
) -> Fact:
    """Make a fact of rows about one place; a long table says how much of it is left out."""
    place, on = seen.names.place(seen.about.place), seen.about.on
    left_out = len(rows) - MOST_ROWS
    rest = Text(f" Còn {left_out} dòng nữa.", f" {left_out} more rows.") if left_out > 0 else Text("", "")
    origin = _origin(seen.about.key)
    return Fact(
        title=Text(f"{title.vi} – {place.vi}", f"{title.en} – {place.en}"),
        day=on,
        columns=columns,
        rows=tuple(rows[:MOST_ROWS]),
        note=Text(origin.vi + rest.vi, origin.en + rest.en),
        proof=address("public:place", seen.about.place, f"?on={on}&known={timezone.localdate()}"),
        stretches=stretches[:MOST_ROWS],
    )


def grave_ones(audit: Audit) -> list[Finding]:
    """List the findings graded error or above."""
    return [finding for finding in audit.findings if finding.severity >= Severity.ERROR]


def needed(row: MatterAnswers) -> int:
    """Give the capture number in practice; a matter nobody can carry comes last."""
    number = row.readings.practice.capture_number
    return number if number is not None else 10**6


def _without(row: MatterAnswers) -> Text:
    other = row.without_arrangement
    shown = (other or row.readings).practice.shown
    return Text(shown, shown)


def _origin(key: str) -> Text:
    short = key[:16]
    return Text(
        f"Tính bằng Counterpoise {version()}, dấu của dữ liệu {short}.",
        f"Calculated by Counterpoise {version()}, mark of the data {short}.",
    )


def address(name: str, place: str | None, query: str) -> Text:
    """Write an address of the site in both languages."""
    written = []
    for spoken in ("vi", "en"):
        with translation.override(spoken):
            written.append(reverse(name, args=[place] if place else []) + query)
    return Text(*written)
