"""Draw the pictures of the demo bulletin from our own audit: bars and squares, words in both languages, no photographs.

Run it again when the founding case or the audit changes; tests/site/bulletin/test_demo.py compares the numbers.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from PIL.PngImagePlugin import PngInfo

from counterpoise import audit, read_case
from counterpoise.analysis.findings import MatterAnswers
from counterpoise.domain.words import Text

ROOT = Path(__file__).parents[2]
OUT = ROOT / "src" / "counterpoise_site" / "bulletin" / "demo_pictures"
SIZE = (1200, 675)
INK, SOFT, PAPER, BAR, OTHER = "#1b2421", "#4a5752", "#ffffff", "#0b4f4a", "#c8862a"
FONT = "DejaVuSans.ttf"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long, and what is written at its end."""

    label: Text
    value: int
    said: Text
    colour: str = BAR


def _alone(rows: tuple[MatterAnswers, ...], *, arranged: bool) -> int:
    answers = [row.readings if arranged else (row.without_arrangement or row.readings) for row in rows]
    return sum(one.practice.capture_number == 1 for one in answers)


def charts() -> dict[str, tuple[Text, int, tuple[Bar, ...]]]:
    """Give every chart: its title, the length of a whole, its bars."""
    case = read_case(ROOT / "cases" / "loc-ninh")
    found = audit(case, places=["thi-diem-1"])
    total = len(found.matters)
    with_it, without = (_alone(found.matters, arranged=arranged) for arranged in (True, False))
    pilots = case.arrangements[0].pilots
    ended = sum(pilot.status is not None and pilot.status.value == "ended" for pilot in pilots)
    return {
        "alone": (
            Text(
                f"Xã thí điểm 1: trong {total} việc, mấy việc chỉ cần một người?",
                f"Pilot commune 1: of {total} matters, how many need one person only?",
            ),
            total,
            (
                Bar(
                    Text("Có kiêm nhiệm", "With the arrangement"),
                    with_it,
                    Text(f"{with_it} việc", f"{with_it} matters"),
                    OTHER,
                ),
                Bar(
                    Text("Không kiêm nhiệm", "Without it"),
                    without,
                    Text(f"{without} việc", f"{without} matters"),
                ),
            ),
        ),
        "pilots": (
            Text(
                "Năm xã thí điểm của Lộc Ninh, tháng 3/2024",
                "The five pilot communes of Lộc Ninh, March 2024",
            ),
            len(pilots),
            (
                Bar(Text("Đã dừng", "Ended"), ended, Text(f"{ended} xã", f"{ended} communes")),
                Bar(
                    Text("Sẽ dừng", "To end"),
                    len(pilots) - ended,
                    Text(f"{len(pilots) - ended} xã", f"{len(pilots) - ended} communes"),
                    OTHER,
                ),
            ),
        ),
        "province": (
            Text(
                "Bình Phước: số xã theo mô hình, trong 111 xã", "Bình Phước: communes with the model, of 111"
            ),
            111,
            (
                Bar(Text("Năm 2018", "In 2018"), 37, Text("37 xã", "37 communes"), OTHER),
                Bar(Text("Sau sắp xếp", "After the reform"), 18, Text("18 xã", "18 communes")),
            ),
        ),
    }


def draw(title: Text, whole: int, bars: tuple[Bar, ...], *, language: str) -> Image.Image:
    """Draw a chart of bars, each on the ground of the whole."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.text((60, 50), title.of(language), fill=INK, font=ImageFont.truetype(FONT, 34))
    left, width, height = 60, SIZE[0] - 120, 110
    for number, bar in enumerate(bars):
        top = 170 + number * 230
        pen.text((left, top - 48), bar.label.of(language), fill=INK, font=ImageFont.truetype(FONT, 32))
        pen.rectangle((left, top, left + width, top + height), fill="#e6ecea")
        pen.rectangle((left, top, left + width * bar.value / whole, top + height), fill=bar.colour)
        pen.text(
            (left, top + height + 8), bar.said.of(language), fill=SOFT, font=ImageFont.truetype(FONT, 30)
        )
    return image.quantize(32)


def main() -> None:
    """Write every picture, the numbers it shows inside."""
    for name, (title, whole, bars) in charts().items():
        for language in ("vi", "en"):
            numbers = PngInfo()
            numbers.add_text("numbers", json.dumps([whole, *(bar.value for bar in bars)]))
            picture = draw(title, whole, bars, language=language)
            picture.save(OUT / f"{name}.{language}.png", optimize=True, pnginfo=numbers)


if __name__ == "__main__":
    main()
