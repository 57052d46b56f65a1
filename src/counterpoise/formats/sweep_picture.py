"""Draw how many places a change brings how many matters into one hand, or out of it: one bar for each number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape

from counterpoise.domain.words import Text
from counterpoise.formats.report_html.lettering import wrapped
from counterpoise.formats.sweep_text import Ranking

WIDTH, HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 70, 70
_LETTERS, _LEADING = 17, 22
_GAIN, _LOSS, _INK, _LINE = "#b3261e", "#1f5fa8", "#1b1b1b", "#c8c8c8"

_ACROSS = Text("số việc thêm (+) hoặc bớt (−) ở một nơi", "matters gained (+) or lost (−) at a place")
_UP = Text("số nơi", "places")
_NOTHING = Text("không nơi nào đổi", "no place changes")


def drawn(ranking: Ranking, language: str) -> str:
    """Draw the picture as SVG; the title tells it to those who cannot see it, and takes as many lines as it needs."""
    change = ranking.change.of(language)
    title = wrapped(change, _LETTERS, WIDTH - _LEFT - _RIGHT)
    lower = _LEADING * (len(title) - 1)
    counts = Counter(len(row.gained) - len(row.lost) for row in ranking.rows)
    said = "; ".join(f"{net:+d}: {count}" for net, count in sorted(counts.items())) or _NOTHING.of(language)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + lower}" role="img" aria-labelledby="t d" '
        'font-family="system-ui, sans-serif" font-size="14">',
        f'<title id="t">{escape(change)}</title>',
        f'<desc id="d">{escape(_ACROSS.of(language))}: {escape(said)}</desc>',
        f'<rect width="{WIDTH}" height="{HEIGHT + lower}" fill="#ffffff"/>',
        *(_line(line, 30 + _LEADING * number) for number, line in enumerate(title)),
        f'<g transform="translate(0 {lower})">',
        *(_bars(counts, language) if counts else [_message(_NOTHING.of(language))]),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _line(said: str, y: int) -> str:
    return f'<text x="{_LEFT}" y="{y}" font-size="{_LETTERS}" font-weight="600" fill="{_INK}">{escape(said)}</text>'


def _message(said: str) -> str:
    return f'<text x="{WIDTH / 2}" y="{HEIGHT / 2}" text-anchor="middle" fill="{_INK}">{escape(said)}</text>'


def _bars(counts: Counter[int], language: str) -> Iterator[str]:
    low, high = min(0, *counts), max(0, *counts)
    most = max(counts.values())
    step = (WIDTH - _LEFT - _RIGHT) / (high - low + 1)
    floor = HEIGHT - _BOTTOM
    tall = floor - _TOP
    yield f'<text x="{_LEFT}" y="{_TOP - 14}" fill="{_INK}">{escape(_UP.of(language))}</text>'
    yield f'<line x1="{_LEFT}" y1="{floor}" x2="{WIDTH - _RIGHT}" y2="{floor}" stroke="{_INK}"/>'
    every = max(1, -(-(high - low + 1) // 24))
    for net in range(low, high + 1):
        x = _LEFT + (net - low) * step
        count = counts.get(net, 0)
        if count:
            height = tall * count / most
            colour = _GAIN if net > 0 else _LOSS if net < 0 else _LINE
            yield (
                f'<rect x="{x + step * 0.1:.1f}" y="{floor - height:.1f}" width="{step * 0.8:.1f}" '
                f'height="{height:.1f}" fill="{colour}"/>'
            )
            if step >= 22:
                yield (
                    f'<text x="{x + step / 2:.1f}" y="{floor - height - 5:.1f}" font-size="12" '
                    f'text-anchor="middle" fill="{_INK}">{count}</text>'
                )
        if (net - low) % every == 0:
            yield (
                f'<text x="{x + step / 2:.1f}" y="{floor + 18}" font-size="12" text-anchor="middle" '
                f'fill="{_INK}">{f"{net:+d}" if net else "0"}</text>'
            )
    middle = (_LEFT + WIDTH - _RIGHT) / 2
    yield (
        f'<text x="{middle}" y="{HEIGHT - 22}" text-anchor="middle" fill="{_INK}">'
        f"{escape(_ACROSS.of(language))}</text>"
    )
