"""The pictures of the demo bulletin, drawn from an audit of the shipped case when the demo is loaded: bars with words, no photographs."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from PIL import Image, ImageDraw, ImageFont

from counterpoise.analysis.examine import audit
from counterpoise.analysis.findings import MatterAnswers
from counterpoise.domain.institution import Case
from counterpoise.domain.pilots import PilotStatus
from counterpoise.domain.words import Text

_SIZE = (1200, 675)
_INK, _SOFT, _PAPER, _GROUND, _BAR, _OTHER = "#1b2421", "#4a5752", "#ffffff", "#e6ecea", "#0b4f4a", "#c8862a"
# Fonts with every Vietnamese letter, as systems name them; without one the chart goes unlettered: its words stand beside it.
_FONTS = (
    *("DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf"),
    *("Arial.ttf", "arial.ttf", "segoeui.ttf", "Helvetica.ttc"),
)
_PLACE, _PROVINCE = "thi-diem-1", "binh-phuoc"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What the demo's articles count, each number from the case."""

    communes: int
    before: int
    after: int
    pilots: int
    ended: int
    to_end: int
    matters: int
    alone: int
    without: int

    def told(self, words: Text) -> Text:
        """Write the numbers into words.

        >>> Numbers(111, 37, 18, 5, 3, 2, 72, 26, 22).told(Text("{after} xã", "{after} communes")).en
        '18 communes'
        """
        known = asdict(self)
        return Text(words.vi.format(**known), words.en.format(**known))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it stands for, how long, and what is written at its end."""

    label: Text
    value: int
    said: Text
    colour: str = _BAR


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, each on the ground of the whole."""

    title: Text
    whole: int
    bars: tuple[Bar, ...]


def counted(case: Case) -> Numbers:
    """Count everything: pilots and figures from the records, matters by an audit of one pilot commune."""
    matters = audit(case, day=case.on, places=[_PLACE]).matters
    pilots = [pilot for one in case.arrangements for pilot in one.pilots]
    return Numbers(
        communes=_figure(case, "communes", "2018"),
        before=_figure(case, "communes-with-the-model", "2018"),
        after=_figure(case, "communes-with-the-model", "2018-2024"),
        pilots=len(pilots),
        ended=sum(pilot.status is PilotStatus.ENDED for pilot in pilots),
        to_end=sum(pilot.status is PilotStatus.TO_END for pilot in pilots),
        matters=len(matters),
        alone=_alone(matters, arranged=True),
        without=_alone(matters, arranged=False),
    )


def charts(known: Numbers) -> dict[str, Chart]:
    """Give every chart by name."""
    return {
        "province": Chart(
            known.told(
                Text(
                    "Bình Phước: số xã theo mô hình, trong {communes} xã",
                    "Bình Phước: communes with the model, of {communes}",
                )
            ),
            known.communes,
            (
                Bar(Text("Năm 2018", "In 2018"), known.before, _communes(known.before), _OTHER),
                Bar(Text("Sau sắp xếp", "After the reform"), known.after, _communes(known.after)),
            ),
        ),
        "pilots": Chart(
            known.told(
                Text(
                    "Lộc Ninh: {pilots} xã thí điểm, tháng 3/2024",
                    "Lộc Ninh: {pilots} pilot communes, March 2024",
                )
            ),
            known.pilots,
            (
                Bar(Text("Đã dừng", "Ended"), known.ended, _communes(known.ended)),
                Bar(Text("Sẽ dừng", "To end"), known.to_end, _communes(known.to_end), _OTHER),
            ),
        ),
        "alone": Chart(
            known.told(
                Text(
                    "Xã thí điểm 1: trong {matters} việc, mấy việc chỉ cần một người?",
                    "Pilot commune 1: of {matters} matters, how many need one person only?",
                )
            ),
            known.matters,
            (
                Bar(
                    Text("Có kiêm nhiệm", "With the arrangement"), known.alone, _matters(known.alone), _OTHER
                ),
                Bar(Text("Không kiêm nhiệm", "Without it"), known.without, _matters(known.without)),
            ),
        ),
    }


def drawn(chart: Chart, *, language: str) -> bytes:
    """Draw a chart as PNG."""
    image = Image.new("RGB", _SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    _write(pen, (60, 50), chart.title.of(language), size=34, colour=_INK)
    left, width, height = 60, _SIZE[0] - 120, 110
    for number, bar in enumerate(chart.bars):
        top = 170 + number * 230
        _write(pen, (left, top - 48), bar.label.of(language), size=32, colour=_INK)
        pen.rectangle((left, top, left + width, top + height), fill=_GROUND)
        pen.rectangle((left, top, left + width * bar.value / chart.whole, top + height), fill=bar.colour)
        _write(pen, (left, top + height + 8), bar.said.of(language), size=30, colour=_SOFT)
    made = io.BytesIO()
    image.quantize(32).save(made, "PNG", optimize=True)
    return made.getvalue()


def _write(pen: ImageDraw.ImageDraw, at: tuple[int, int], words: str, *, size: int, colour: str) -> None:
    font = _font(size)
    if font is not None:
        pen.text(at, words, fill=colour, font=font)


def _font(size: int) -> ImageFont.FreeTypeFont | None:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return None


def _figure(case: Case, indicator: str, period: str) -> int:
    found = [
        one.value
        for one in case.indicators
        if (one.place, one.indicator, one.period) == (_PROVINCE, indicator, period)
    ]
    return int(found[0])


def _alone(rows: Iterable[MatterAnswers], *, arranged: bool) -> int:
    answers = [row.readings if arranged else (row.without_arrangement or row.readings) for row in rows]
    return sum(one.practice.capture_number == 1 for one in answers)


def _communes(count: int) -> Text:
    return Text(f"{count} xã", f"{count} communes")


def _matters(count: int) -> Text:
    return Text(f"{count} việc", f"{count} matters")
