"""The picture of who sits where: our own SVG, offices downwards, one upright line for each busy person."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.lettering import text_width, wrapped
from counterpoise.formats.report_html.markup import Html, div, element, join
from counterpoise.formats.report_html.seating import Band, Lane, Row, Seating

NARROWEST, LABELS, LANE, PADDING = 340, 236, 22, 8
_NAME, _LINE = 17, 16
_MOST_ROWS_WITH_NAMES = 16
_PAGE = 860  # a piece no taller than this stands on one sheet of paper


def picture(edition: Edition, seats: Seating, *, anchor: str, title: str, description: str) -> Html:
    """Draw the seats of one place; names and counts are words in it, colour only repeats them.

    It is cut between bodies into pieces that print on one sheet each and stand seamlessly on a screen.
    """
    pen = _Pen(edition, seats, anchor)
    pen.draw()
    told = join(
        element("title", title, id=f"{anchor}-title"), element("desc", description, id=f"{anchor}-desc")
    )
    pieces = [
        element(
            "svg",
            told if n == 0 else None,
            piece,
            width=pen.width,
            height=height,
            viewBox=f"0 {y} {pen.width} {height}",
        )
        for n, (y, height, piece) in enumerate(pen.pieces())
    ]
    return div(pieces, class_="seats", role="img", aria_labelledby=f"{anchor}-title {anchor}-desc")


@dataclass(frozen=True, slots=True)
class _Segment:
    """What stands from one possible cut to the next: behind the upright lines, and before them."""

    top: int
    back: list[Html]
    front: list[Html]


class _Pen:
    """Draws from the top down and remembers how far it came."""

    def __init__(self, edition: Edition, seats: Seating, anchor: str) -> None:
        self.edition, self.seats, self.anchor = edition, seats, anchor
        self.width = max(NARROWEST, LABELS + LANE * len(seats.lanes) + PADDING)
        self.with_names = (
            sum(len(band.rows) for band in (*seats.bands, *seats.above)) <= _MOST_ROWS_WITH_NAMES
        )
        self.y = 4
        self._drawn: list[_Segment] = [_Segment(0, [_hatch(anchor)], [])]
        self._met: dict[int, list[int]] = {}

    def draw(self) -> None:
        """Draw whom each lane stands for, the offices here, those above, and what the marks mean."""
        self._key()
        for band in self.seats.bands:
            self._band(band)
        if self.seats.above:
            self._cut()
            self.y += 12
            self._words([self.edition.word("above")], 4, "over", _NAME)
        for band in self.seats.above:
            self._band(band)
        self._legend()

    def pieces(self) -> list[tuple[int, int, Html]]:
        """Cut the drawing between bodies: top, height and content of each piece."""
        tops = [segment.top for segment in self._drawn] + [self.y]
        cuts = [0]
        for top, end in pairwise(tops[1:]):
            if end - cuts[-1] > _PAGE:
                cuts.append(top)
        return [
            (top, end - top, self._piece(top, end))
            for top, end in zip(cuts, [*cuts[1:], self.y], strict=True)
        ]

    def _piece(self, top: int, end: int) -> Html:
        inside = [segment for segment in self._drawn if top <= segment.top < end]
        return join((s.back for s in inside), self._threads(), (s.front for s in inside))

    def _key(self) -> None:
        for lane in self.seats.lanes:
            self._badge(lane, 12, self.y + 10)
            said = f"{lane.name} – {self.edition.count('offices_n', len(lane.offices))}"
            said += f", {self.edition.word('by_arrangement')}" if lane.arranged else ""
            self._words(wrapped(said, 13, NARROWEST - 36), 28, "name", _NAME)
            self.y += 5

    def _band(self, band: Band) -> None:
        self._cut()
        titles = wrapped(band.title, 12.5, self.width - 16)
        self.y += 6
        height = 9 + _NAME * len(titles)
        self._drawn[-1].back.append(element("rect", y=self.y, width=self.width, height=height, class_="band"))
        self.y += 3
        self._words(titles, 6, "body", _NAME)
        self.y += 6
        for row in band.rows:
            self._row(row)

    def _row(self, row: Row) -> None:
        top = self.y
        self.y += 4
        name, lines = (row.name, row.lines) if self.with_names else _compact(row)
        mark = lines[0][0] if len(lines) == 1 and not lines[0][1] else ""
        if mark:
            self._mark(mark, 11, self.y + 9)
        self._words(wrapped(name, 13, LABELS - 28), 22, "name", _NAME)
        for kind, words in lines:
            if words:
                self._mark(kind, 27, self.y + 8)
                self._words(wrapped(words, 12, LABELS - 44), 38, "line", _LINE)
        self.y += 4
        self._drawn[-1].back.append(element("path", d=f"M0 {self.y}H{self.width}", class_="rule"))
        for lane in row.lanes:
            self._met.setdefault(lane, []).append((top + self.y) // 2)
            self._badge(self.seats.lanes[lane], self._x(lane), (top + self.y) // 2)

    def _legend(self) -> None:
        self.y += 10
        x = 4.0
        for kind, key in (("named", "legend_named"), ("unnamed", "unnamed_one"), ("vacant", "vacant_one")):
            words = self.edition.word(key)
            self._mark(kind, x + 6, self.y + 8)
            self._put(_text(words, x + 16, self.y + 12, "line"))
            x += 32 + text_width(words, 12)
        self.y += 22

    def _threads(self) -> list[Html]:
        return [
            element(
                "path",
                d=f"M{self._x(n)} {min(met)}V{max(met)}",
                class_=_lane_class(self.seats.lanes[n], "thread"),
            )
            for n, met in self._met.items()
        ]

    def _x(self, lane: int) -> int:
        return LABELS + LANE * lane + LANE // 2

    def _badge(self, lane: Lane, x: int, y: int) -> None:
        self._put(element("circle", cx=x, cy=y, r=9, class_=_lane_class(lane, "dot")))
        self._put(_text(lane.letter, x, y + 4, "letter"))

    def _mark(self, kind: str, x: float, y: float) -> None:
        if kind == "vacant":
            self._put(element("path", d=f"M{x - 4:g} {y - 4:g}l8 8m0 -8l-8 8", class_="vacant"))
        elif kind != "lanes":
            fill = f"url(#{self.anchor}-hatch)" if kind == "unnamed" else None
            self._put(element("circle", cx=f"{x:g}", cy=f"{y:g}", r=5, fill=fill, class_=kind))

    def _words(self, lines: list[str], x: int, class_: str, height: int) -> None:
        for line in lines:
            self._put(_text(line, x, self.y + height - 4, class_))
            self.y += height

    def _cut(self) -> None:
        self._drawn.append(_Segment(self.y, [], []))

    def _put(self, mark: Html) -> None:
        self._drawn[-1].front.append(mark)


def _compact(row: Row) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Leave out the names of those who hold this office alone: the table has them."""
    others = [(kind, words) for kind, words in row.lines if kind != "lanes"]
    if len(others) == 1 and not row.lanes:
        kind, words = others[0]
        return (row.name if kind == "named" else f"{row.name}: {words}"), ((kind, ""),)
    return row.name, tuple(others)


def _lane_class(lane: Lane, kind: str) -> str:
    return f"{kind} arranged" if lane.arranged else kind


def _text(words: str, x: float, y: float, class_: str) -> Html:
    return element("text", words, x=f"{x:g}", y=f"{y:g}", class_=class_)


def _hatch(anchor: str) -> Html:
    line = element("path", d="M0 4L4 0", class_="hatch")
    return element("pattern", line, id=f"{anchor}-hatch", width=4, height=4, patternUnits="userSpaceOnUse")
