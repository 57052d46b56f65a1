"""A sheet on which the figures of the explanation are drawn: boxes, circles, lines and words as SVG, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

INK, BLUE, ORANGE, PALE, GREY = "#1a1a1a", "#1f4e79", "#b45309", "#dbeafe", "#6b7280"
WIDTH = 640


class Sheet:
    """A figure under way; it has a title and a description for whoever cannot see it."""

    def __init__(self, height: int, title: str, description: str) -> None:
        self._height = height
        self._drawn = [
            f"<title>{escape(title)}</title>",
            f"<desc>{escape(description)}</desc>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
            f'<path d="M0 0L8 4L0 8z" fill="{INK}"/></marker></defs>',
            f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        ]

    def box(self, x: float, y: float, width: float, height: float, fill: str = "#fff") -> None:
        """Draw a box from its upper left corner."""
        self._drawn.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="4" fill="{fill}" stroke="{INK}"/>'
        )

    def named(self, x: float, y: float, width: float, lines: Iterable[str], fill: str = PALE) -> None:
        """Draw a box with lines of words in it, from the middle of its upper edge."""
        listed = list(lines)
        self.box(x - width / 2, y, width, 10 + 16 * len(listed), fill)
        for number, line in enumerate(listed):
            self.text(x, y + 17 + 16 * number, line)

    def circle(self, x: float, y: float, radius: float, fill: str = "#fff") -> None:
        """Draw a circle from its middle."""
        self._drawn.append(f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}" stroke="{INK}"/>')

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        *,
        dashed: bool = False,
        tip: bool = False,
        colour: str = INK,
        thick: float = 1.5,
    ) -> None:
        """Draw a line, dashed or with a tip if asked."""
        more = (' stroke-dasharray="5 4"' if dashed else "") + (' marker-end="url(#tip)"' if tip else "")
        self._drawn.append(
            f'<path d="M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}" stroke="{colour}" stroke-width="{thick:g}" '
            f'fill="none"{more}/>'
        )

    def curve(self, points: Iterable[tuple[float, float]], *, fill: str = "none") -> None:
        """Draw a line through many points."""
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self._drawn.append(f'<path d="M{path}" stroke="{BLUE}" stroke-width="2" fill="{fill}"/>')

    def text(
        self, x: float, y: float, words: str, *, at: str = "middle", colour: str = INK, bold: bool = False
    ) -> None:
        """Write words, their middle (or their start or end) at a place."""
        weight = ' font-weight="bold"' if bold else ""
        self._drawn.append(
            f'<text x="{x:g}" y="{y:g}" text-anchor="{at}" fill="{colour}"{weight}>{escape(words)}</text>'
        )

    def finished(self) -> str:
        """Give the figure as one file."""
        inside = "\n".join(self._drawn)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self._height}" role="img" '
            f'font-family="sans-serif" font-size="13">\n{inside}\n</svg>\n'
        )
