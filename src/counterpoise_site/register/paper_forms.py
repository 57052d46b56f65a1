"""The forms of what else a case holds: kinship, evidence, figures, sources, exceptions, reviews, reorganisations, arrangements."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from counterpoise.domain.kinship import RELATIONS
from counterpoise.domain.names import STATUSES
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register.forms import PartialDateField, PersonField, PlaceField, WithReason, suggesting

_LINES = saying("mỗi dòng một ý", "one to a line")
_EVERYWHERE = saying("bỏ trống nếu áp dụng mọi nơi", "leave empty if it holds everywhere")


def _vi(vi: str, en: str, *, required: bool = True, rows: int = 0) -> forms.CharField:
    """Make the Vietnamese half of a text."""
    return _text(f"{vi} (tiếng Việt)", f"{en} (Vietnamese)", required=required, rows=rows)


def _en(vi: str, en: str, *, rows: int = 0) -> forms.CharField:
    """Make the English half of a text; left empty, the Vietnamese stands in."""
    return _text(f"{vi} (tiếng Anh, nếu có)", f"{en} (English, if any)", required=False, rows=rows)


def _text(vi: str, en: str, *, required: bool, rows: int = 0, most: int = 2000) -> forms.CharField:
    how: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": rows})} if rows else {}
    return forms.CharField(label=saying(vi, en), max_length=most, required=required, **how)


class ExactDayField(forms.CharField):
    """A whole day."""

    def clean(self, value: Any) -> date | None:
        """Give the day."""
        text: str = super().clean(value)
        if not text:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise forms.ValidationError(
                saying("ghi đủ ngày, ví dụ 2024-03-28", "write a whole day, for example 2024-03-28")
            ) from None


class Choosing(WithReason):
    """A form with choices that are known only when it is opened."""

    def __init__(self, *args: Any, choices: dict[str, list[tuple[str, str]]], **how: Any) -> None:
        super().__init__(*args, **how)
        for name, listed in choices.items():
            field = self.fields.get(name)
            if isinstance(field, forms.ChoiceField):
                field.choices = listed


class KinForm(Choosing):
    """Two persons who are relatives."""

    a = PersonField(
        label=saying("Người thứ nhất", "First person"), widget=forms.TextInput(attrs=suggesting("persons"))
    )
    b = PersonField(
        label=saying("Người thứ hai", "Second person"), widget=forms.TextInput(attrs=suggesting("persons"))
    )
    relation = forms.ChoiceField(
        label=saying("Người thứ nhất là … của người thứ hai", "The first is … of the second"), required=False
    )

    field_order = ("a", "b", "relation", "why")

    def clean(self) -> dict[str, Any]:
        """Refuse a relative of oneself."""
        said = super().clean() or {}
        if said.get("a") and said.get("a") == said.get("b"):
            self.add_error(
                "b", saying("không ai là người thân của chính mình", "nobody is a relative of themselves")
            )
        return said


class EvidenceForm(Choosing):
    """A paper, opinion or article and what it says."""

    title_vi = _vi("Tên", "Title")
    title_en = _en("Tên", "Title")
    kind = _text(
        "Loại (bài viết, báo cáo, ý kiến …)", "Kind (article, report, opinion …)", required=True, most=200
    )
    date = PartialDateField(label=saying("Ngày", "Date"))
    source = _text("Lấy từ đâu", "Where it is from", required=False)
    says_vi = _vi("Nội dung", "What it says", required=False, rows=4)
    says_en = _en("Nội dung", "What it says", rows=4)

    field_order = ("title_vi", "title_en", "kind", "date", "source", "says_vi", "says_en", "why")


class IndicatorForm(Choosing):
    """One figure of one place and period."""

    place = PlaceField(label=saying("Địa bàn", "Place"))
    period = _text(
        "Kỳ (2024, 2020-2025, 2024-03-28 …)",
        "Period (2024, 2020-2025, 2024-03-28 …)",
        required=True,
        most=200,
    )
    indicator = _text("Chỉ tiêu", "Indicator", required=True, most=200)
    value = _text("Số liệu", "Figure", required=True, most=1000)

    field_order = ("place", "period", "indicator", "value", "why")


class SourceForm(Choosing):
    """A law, decree or page that entries cite."""

    title_vi = _vi("Tên văn bản", "Title")
    title_en = _en("Tên văn bản", "Title")
    url = forms.URLField(
        label=saying("Địa chỉ trên mạng", "Address on the web"), required=False, assume_scheme="https"
    )
    start = PartialDateField(label=saying("Hiệu lực từ", "In force from"))
    end = PartialDateField(label=saying("Hết hiệu lực", "In force to"))

    field_order = ("title_vi", "title_en", "url", "start", "end", "why")


class ExceptionForm(Choosing):
    """Leave to break a rule."""

    rule = forms.ChoiceField(label=saying("Quy tắc", "Rule"))
    reason_vi = _vi("Lý do", "Reason", rows=2)
    reason_en = _en("Lý do", "Reason", rows=2)
    approver_vi = _vi("Ai cho phép", "Who gave leave")
    approver_en = _en("Ai cho phép", "Who gave leave")
    until = PartialDateField(label=saying("Đến hết", "Until"))
    place = PlaceField(
        label=saying("Địa bàn", "Place"),
        required=False,
        help_text=_EVERYWHERE,
    )
    person = PersonField(
        label=saying("Người", "Person"),
        required=False,
        help_text=saying("bỏ trống nếu cho mọi người", "leave empty if it holds for everybody"),
        widget=forms.TextInput(attrs=suggesting("persons")),
    )

    field_order = (
        "rule",
        "reason_vi",
        "reason_en",
        "approver_vi",
        "approver_en",
        "until",
        "place",
        "person",
        "why",
    )


class ReviewForm(Choosing):
    """Who confirmed or doubted a row of the law."""

    row = forms.ChoiceField(label=saying("Dòng của khung quy chế", "Row of the framework"))
    status = forms.ChoiceField(
        label=saying("Mức kiểm chứng", "How far verified"),
        choices=[(status.value, saying(name.vi, name.en)) for status, name in STATUSES.items()],
    )
    by_vi = _vi("Người rà soát, với tư cách gì", "Who reviewed it, in what capacity")
    by_en = _en("Người rà soát, với tư cách gì", "Who reviewed it, in what capacity")
    on = ExactDayField(label=saying("Ngày rà soát", "Day of the review"), max_length=10)
    note_vi = _vi("Ghi chú", "Note", required=False, rows=2)
    note_en = _en("Ghi chú", "Note", rows=2)

    field_order = ("row", "status", "by_vi", "by_en", "on", "note_vi", "note_en", "why")


class ReorganisationForm(Choosing):
    """A change of the bodies or offices of a place."""

    title_vi = _vi("Tên", "Title")
    title_en = _en("Tên", "Title")
    on = PartialDateField(label=saying("Ngày", "Day"), required=True)
    place = PlaceField(
        label=saying("Địa bàn", "Place"),
        required=False,
        help_text=_EVERYWHERE,
    )

    field_order = ("title_vi", "title_en", "on", "place", "why")


class ArrangementForm(Choosing):
    """Offices that one person is to hold together; where and when is recorded with its pilots."""

    offices = forms.MultipleChoiceField(
        label=saying("Một người giữ cả", "One person holds"), widget=forms.CheckboxSelectMultiple
    )
    accompanying = forms.MultipleChoiceField(
        label=saying("Các ghế đi kèm", "Seats that come along"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    name_vi = _vi("Tên", "Name", required=False)
    name_en = _en("Tên", "Name")
    conditions_vi = _vi("Điều kiện", "Conditions", required=False, rows=3)
    conditions_en = _en("Điều kiện", "Conditions", rows=3)
    stop_vi = _vi("Khi nào phải dừng", "When it must stop", required=False, rows=3)
    stop_en = _en("Khi nào phải dừng", "When it must stop", rows=3)
    sunset = PartialDateField(label=saying("Tự hết hiệu lực sau ngày", "Lapses by itself after"))

    field_order = (
        *("name_vi", "name_en", "offices", "accompanying", "conditions_vi", "conditions_en"),
        *("stop_vi", "stop_en", "sunset", "why"),
    )

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        for name in ("conditions_vi", "conditions_en", "stop_vi", "stop_en"):
            self.fields[name].help_text = _LINES

    def clean_offices(self) -> list[str]:
        """Ask for two offices at least."""
        chosen: list[str] = self.cleaned_data["offices"]
        if len(chosen) < 2:
            raise forms.ValidationError(saying("chọn từ hai chức danh trở lên", "choose two offices or more"))
        return chosen


class StudyForm(Choosing):
    """What the register says of itself."""

    title_vi = _vi("Tên", "Title")
    title_en = _en("Tên", "Title")
    on = ExactDayField(
        label=saying("Ngày được xét khi không ai nêu ngày", "Day examined where none is asked for"),
        max_length=10,
        required=False,
        help_text=saying("bỏ trống: hôm nay", "left empty: today"),
    )

    field_order = ("title_vi", "title_en", "on", "why")


class WithdrawForm(WithReason):
    """Why something is withdrawn."""


def relation_choices() -> list[tuple[str, str]]:
    """List what relatives are to one another."""
    return [("", "—"), *((key, name.of(language())) for key, name in RELATIONS.items() if key != "kin")]
