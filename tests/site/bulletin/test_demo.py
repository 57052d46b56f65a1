"""The demo's pictures and words: every number in them is counted from the shipped case, and drawn to scale."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image, ImageFont

from counterpoise.formats import case_folder
from counterpoise_site.bulletin import demo_charts
from counterpoise_site.bulletin.demo_charts import Numbers, charts, counted, drawn
from counterpoise_site.bulletin.demo_stories import STORIES

CASE = Path(__file__).parents[3] / "cases" / "loc-ninh"


@pytest.fixture(scope="module")
def known() -> Numbers:
    return counted(case_folder.read(CASE))


def figures() -> Mapping[tuple[str, str], int]:
    """Read the figures of the province as a spreadsheet would."""
    with (CASE / "indicators.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        (row["period"], row["indicator"]): int(row["value"])
        for row in rows
        if row["place"] == "binh-phuoc" and row["value"].isdecimal()
    }


def test_the_numbers_are_those_of_the_case(known: Numbers) -> None:
    province = figures()
    assert known.before == province["2018", "communes-with-the-model"]
    assert known.after == province["2018-2024", "communes-with-the-model"]
    assert known.communes == province["2018", "communes"] == province["2018-2024", "communes"]
    pilots = (CASE / "arrangements.yaml").read_text("utf-8")
    assert known.pilots == pilots.count("{place: ")
    assert (known.ended, known.to_end) == (pilots.count("status: ended"), pilots.count("status: to-end"))
    assert 0 < known.without < known.alone < known.matters


def test_another_case_is_drawn_and_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_folder.read(CASE)
    monkeypatch.setattr(demo_charts, "audit", lambda *_, **__: SimpleNamespace(matters=()))
    other = tuple(
        replace(one, value="41")
        if (one.indicator, one.period) == ("communes-with-the-model", "2018")
        else one
        for one in case.indicators
    )
    told = counted(replace(case, indicators=other))
    assert told.before == 41
    assert "41" in told.told(STORIES[0].title).vi
    assert charts(told)["province"].bars[0].value == 41


def test_bars_are_as_long_as_their_numbers(known: Numbers) -> None:
    for name, chart in charts(known).items():
        picture = Image.open(io.BytesIO(drawn(chart, language="vi"))).convert("RGB")
        assert picture.size == (1200, 675)
        for number, bar in enumerate(chart.bars):
            row = [picture.getpixel((x, 170 + number * 230 + 55)) for x in range(60, 1140)]
            wanted = tuple(int(bar.colour[at : at + 2], 16) for at in (1, 3, 5))
            filled = sum(_near(pixel, wanted) for pixel in row)
            assert abs(filled / 1080 - bar.value / chart.whole) < 0.005, (name, bar)


def test_no_number_is_written_by_hand() -> None:
    """Years and the article numbers of documents are no counts."""
    for story in STORIES:
        words = [story.title, story.lead, story.picture.alternative, story.picture.caption]
        words += [said for _, said in story.body]
        for said in words:
            for text in (said.vi, said.en):
                loose = re.findall(
                    r"(?<![\w{])\d+(?![\w}])", re.sub(r"\d/\d{4}|\b20[0-2]\d\b|(?:điểm|commune) 1", "", text)
                )
                assert loose == [], text


def test_without_a_font_the_bars_stand_without_letters(
    known: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> object:
        raise OSError

    lettered = drawn(charts(known)["pilots"], language="vi")
    monkeypatch.setattr(ImageFont, "truetype", none)
    plain = drawn(charts(known)["pilots"], language="vi")
    assert len(plain) < len(lettered)
    assert Image.open(io.BytesIO(plain)).size == (1200, 675)


def _near(pixel: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) <= 6 for a, b in zip(pixel, wanted, strict=True))
