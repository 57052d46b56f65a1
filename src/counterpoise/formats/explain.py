"""The pages of the finding codes, shown on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from counterpoise.domain.words import Text
from counterpoise.formats.columns import wrap

_PAGES = Path(__file__).parents[1] / "pages"
_BOLD = "\x1b[1m{}\x1b[0m"


def page(code: str, language: str) -> str:
    """Read the page of a code as it is written, in Markdown."""
    return (_PAGES / language / f"{code}.md").read_text(encoding="utf-8")


def index(titles: Mapping[str, Text], *, language: str) -> str:
    """List the codes with their titles."""
    return "".join(f"{code}  {title.of(language)}\n" for code, title in sorted(titles.items()))


def write(code: str, *, language: str, colour: bool, width: int) -> str:
    """Set the page of a code for a terminal: headings stand out, paragraphs and lists fit the width."""
    lines: list[str] = []
    for block in _blocks(page(code, language)):
        lines += _set(block, colour=colour, width=width)
    return "\n".join(lines) + "\n"


def _blocks(markdown: str) -> Iterator[str]:
    """Join the lines of each paragraph and list entry; an empty block stands for an empty line."""
    block = ""
    for line in markdown.splitlines():
        starts = not line.strip() or line.startswith(("#", "- "))
        if block and (starts or block.startswith("#")):
            yield block
            block = ""
        if not line.strip():
            yield ""
        else:
            block = f"{block} {line.strip()}" if block else line.strip()
    if block:
        yield block


def _set(block: str, *, colour: bool, width: int) -> list[str]:
    plain = block.replace("**", "").replace("`", "")
    if plain.startswith("#"):
        lines = wrap(plain.lstrip("# "), width)
        return [_BOLD.format(line) for line in lines] if colour else lines
    if plain.startswith("- "):
        return wrap(plain[2:], width, first="- ", rest="  ")
    return wrap(plain, width)
