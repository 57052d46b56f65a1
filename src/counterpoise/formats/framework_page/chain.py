"""Draw the steps of a matter, one under the other, narrow enough for a telephone."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from counterpoise.domain.matters import Matter, Power, Step, When
from counterpoise.domain.names import ACTS
from counterpoise.formats.framework_page.saying import Saying
from counterpoise.formats.report_html.lettering import wrapped

WIDTH = 380
_SPINE, _LEFT, _RIGHT = 20, 42, 374
_NAME, _WHO = 14, 12
_BOLD = 1.06  # how much wider bold letters run
_STYLE = (
    "text{font-family:system-ui,'Segoe UI',Roboto,Arial,sans-serif;fill:#1b1f24}.n{font-weight:600;font-size:14px}"
    ".w{font-size:12px;fill:#4a5058}.k{font-size:11px;text-anchor:middle;font-weight:600}.c{fill:#1f5fa8}"
    ".o{fill:#a34400}.p{fill:#fff;stroke:#a34400;stroke-width:2;stroke-dasharray:4 2}.i{fill:#fff;stroke:#6b7480;stroke-width:1.5}"
    ".l{stroke:#9aa3ad;stroke-width:2}"
)


def chain(saying: Saying, matter: Matter) -> str:
    """Draw every way to carry a matter as one picture, its numbers those of the table."""
    parts: list[str] = []
    top, number = 8.0, 0
    for place, route in enumerate(matter.routes, start=1):
        if len(matter.routes) > 1:
            top += 16
            parts.append(f'<text class="n" x="8" y="{top:g}">{escape(saying.word("route", n=place))}</text>')
            top += 8
        for index, step in enumerate(route):
            number += 1
            last = index == len(route) - 1
            drawn, height = _step(saying, matter, step, number, top=top, last=last)
            parts += drawn
            top += height
    height = top + 4
    title = escape(saying.text(matter.name))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}">'
        f"<title>{title}</title><style>{_STYLE}</style>"
        f'<rect width="{WIDTH}" height="{height:g}" rx="6" fill="#fff"/>' + "".join(parts) + "</svg>\n"
    )


def _step(
    saying: Saying, matter: Matter, step: Step, number: int, *, top: float, last: bool
) -> tuple[list[str], float]:
    room = _RIGHT - _LEFT
    names = wrapped(saying.step(step), _NAME * _BOLD, room)
    act = saying.text(ACTS[step.act])
    said = f"{act[:1].upper()}{act[1:]} · {saying.who(step)}"
    if extra := "; ".join(_extras(saying, matter, step)):
        said += f" · {extra}"
    details = wrapped(said, _WHO, room)
    height = 10 + 18 * len(names) + 16 * len(details) + 8
    middle = top + 18
    drawn = []
    if not last:
        drawn.append(
            f'<line class="l" x1="{_SPINE}" y1="{middle:g}" x2="{_SPINE}" y2="{middle + height:g}"/>'
        )
    drawn.append(_sign(step, middle))
    light = step.power is Power.NONE or (step.power is Power.OVERSIGHT and step.when is not When.ALWAYS)
    colour = "" if light else ' style="fill:#fff"'
    drawn.append(f'<text class="k" x="{_SPINE}" y="{middle + 4:g}"{colour}>{number}</text>')
    y = top + 8
    for kind, size, lines in (("n", 18, names), ("w", 16, details)):
        for line in lines:
            y += size
            drawn.append(f'<text class="{kind}" x="{_LEFT}" y="{y - 4:g}">{escape(line)}</text>')
    return drawn, height


def _extras(saying: Saying, matter: Matter, step: Step) -> Iterator[str]:
    if step.power is Power.OVERSIGHT:
        yield saying.power(step)
    if days := saying.deadline(step.days, matter):
        yield days


def _sign(step: Step, middle: float) -> str:
    if step.power is Power.OVERSIGHT:
        kind = "o" if step.when is When.ALWAYS else "p"
        return f'<rect class="{kind}" x="{_SPINE - 11}" y="{middle - 11:g}" width="22" height="22" rx="3"/>'
    kind = "c" if step.power is Power.CONSENT else "i"
    return f'<circle class="{kind}" cx="{_SPINE}" cy="{middle:g}" r="11"/>'
