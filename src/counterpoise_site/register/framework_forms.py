"""The forms of a body and an office: what the library's reader asks of a row of a framework, in the words of people.

The fields take what was typed as it was typed: whether it will do is the reader's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from counterpoise.domain.names import HOWS, STATUSES
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register.forms import WithReason
from counterpoise_site.register.paper_forms import ExactDayField

Choices = list[tuple[str, Any]]

NEW_SOURCE = "+"
MOST_ROWS = 60
_NONE: Choices = [("", "—")]
_BY_OFFICE = saying("bỏ trống nếu không có", "leave empty if there is none")


def _chosen(vi: str, en: str, **how: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=saying(vi, en), required=False, **how)


def _several(vi: str, en: str, **how: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=saying(vi, en), required=False, widget=forms.CheckboxSelectMultiple, **how
    )


def _typed(vi: str, en: str, most: int = 500, **how: Any) -> forms.CharField:
    how.setdefault("required", False)
    return forms.CharField(label=saying(vi, en), max_length=most, **how)


class GroundForm(forms.Form):
    """One ground of a row: a source, an article, how far it was verified."""

    source = _chosen("Văn bản", "Source")
    cite = _typed("Điều, khoản", "Article, clause")
    status = _chosen("Mức kiểm chứng", "How far verified")

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **how: Any) -> None:
        super().__init__(*args, **how)
        new = (NEW_SOURCE, saying("văn bản mới ghi ở dưới", "the new source written below"))
        _fill(self, source=[*_NONE, *choices["sources"], new], status=[*_NONE, *_statuses()])


class TieForm(GroundForm):
    """One tie: on whom the office depends, how, and on what ground."""

    actor = _chosen("Phụ thuộc", "Depends on")
    how = _chosen("Như thế nào", "How")

    field_order = ("actor", "how", "source", "cite", "status")

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **how: Any) -> None:
        super().__init__(*args, choices=choices, **how)
        hows = [(key.value, name.of(language())) for key, name in HOWS.items()]
        _fill(self, actor=[*_NONE, *choices["actors"]], how=[*_NONE, *hows])


class _OfFramework(WithReason):
    """What the forms of bodies and offices have in common."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    id = _typed(
        "Mã",
        "Id",
        200,
        help_text=saying(
            "chữ thường không dấu, số, gạch nối; bỏ trống thì lấy từ tên; về sau không đổi, kể cả khi đổi tên",
            "small letters, digits, hyphens; left empty it is made of the name; it never changes, even with the name",
        ),
    )
    name_vi = _typed("Tên (tiếng Việt)", "Name (Vietnamese)", required=True)
    name_en = _typed("Tên (tiếng Anh, nếu có)", "Name (English, if any)")
    level = _chosen("Cấp", "Level")
    new_source_vi = _typed(
        "Văn bản mới làm căn cứ (nếu chưa có trong danh sách)", "New source (if the list lacks it)"
    )
    new_source_url = forms.URLField(
        label=saying("Địa chỉ của văn bản mới", "Address of the new source"),
        required=False,
        assume_scheme="https",
    )
    starting = ExactDayField(
        label=saying("Áp dụng từ ngày", "Holds from"),
        required=False,
        max_length=10,
        help_text=saying(
            "bỏ trống nếu sửa điều đã ghi sai: bản sửa áp dụng cho mọi ngày của khung quy chế này",
            "leave empty to correct what was wrong all along: it then holds on every day of this framework",
        ),
    )

    lists: tuple[str, ...] = ("basis",)

    def __init__(self, *args: Any, choices: Mapping[str, Choices], fixed: bool = False, **how: Any) -> None:
        super().__init__(*args, **how)
        _fill(self, level=choices["levels"])
        if fixed:
            self.fields["id"].disabled = True
            self.fields["id"].help_text = saying(
                "mã không đổi: bước, ràng buộc, quy tắc nêu mã này theo sang tên mới",
                "the id stays: steps, ties and rules that name it follow to the new name",
            )
        if len(choices["levels"]) < 2:
            del self.fields["level"]


class OfficeForm(_OfFramework):
    """An office: its names, level and seats, the bodies it sits in, its duties; its ties and grounds stand in lists."""

    seats = _typed("Số ghế", "Seats", 20, help_text=saying("bỏ trống là một ghế", "left empty: one seat"))
    bodies = _several("Là thành viên của", "Member of")
    duties = _several("Nhiệm vụ đi kèm chức danh", "Duties that come with the office")

    field_order = (
        *("seen", "id", "name_vi", "name_en", "level", "seats", "bodies", "duties"),
        *("new_source_vi", "new_source_url", "starting", "why"),
    )
    lists = ("ties", "basis")

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **how: Any) -> None:
        super().__init__(*args, choices=choices, **how)
        _fill(self, bodies=choices["bodies"], duties=choices["duties"])
        for name in ("bodies", "duties"):
            if not choices[name]:
                del self.fields[name]


class BodyForm(_OfFramework):
    """A body: its names, level and members, and how it decides; its grounds stand in a list."""

    members = _several("Thành viên", "Members")
    decides = _chosen(
        "Quyết định thế nào",
        "How it decides",
        choices=[
            ("", saying("không tự quyết định việc nào", "it decides nothing itself")),
            ("majority", saying("quá nửa số phiếu", "more than half of the votes")),
            ("two_thirds", saying("ít nhất hai phần ba", "at least two thirds")),
            ("unanimity", saying("tất cả nhất trí", "unanimity")),
            (
                "quota",
                saying("số phiếu hoặc tỷ lệ khác, ghi ở dưới", "another number or share, written below"),
            ),
            ("head", saying("người đứng đầu quyết", "its head decides")),
        ],
    )
    quota = _typed(
        "Số phiếu hoặc tỷ lệ cần có",
        "Votes or share needed",
        20,
        help_text=saying("3, 3/5, 55%", "3, 3/5, 55%"),
    )
    head = _chosen("Người đứng đầu", "Head", help_text=_BY_OFFICE)
    presiding = _chosen(
        "Khi ngang phiếu thì theo",
        "On a tie the side of",
        help_text=saying("chỉ khi quyết theo quá nửa; bỏ trống nếu không có", "with more than half only; leave empty if none"),
    )  # fmt: skip
    of_seats = forms.BooleanField(
        label=saying("Tính trên tổng số ghế, kể cả ghế khuyết", "Counted over all seats, vacant ones too"),
        required=False,
    )
    per_seat = forms.BooleanField(
        label=saying("Mỗi ghế một phiếu (không chọn: mỗi người một phiếu)", "One vote a seat (else one a person)"),
        required=False,
    )  # fmt: skip
    weights = forms.CharField(
        label=saying("Số phiếu của mỗi ghế, nếu không như nhau", "Votes of each seat, if they differ"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=saying("mỗi dòng: tên chức danh = số phiếu", "one to a line: name of the office = votes"),
    )

    field_order = (
        *("seen", "id", "name_vi", "name_en", "level", "members", "decides", "quota", "head", "presiding"),
        *("of_seats", "per_seat", "weights", "new_source_vi", "new_source_url", "starting", "why"),
    )

    def __init__(self, *args: Any, choices: Mapping[str, Choices], **how: Any) -> None:
        super().__init__(*args, choices=choices, **how)
        offices = choices["members"]
        _fill(self, members=offices, head=[*_NONE, *offices], presiding=[*_NONE, *offices])

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way of deciding cannot do without."""
        said = super().clean() or {}
        if said.get("decides") == "head" and not said.get("head"):
            self.add_error("head", saying("chọn người đứng đầu", "choose the head"))
        if said.get("decides") == "quota" and not said.get("quota"):
            self.add_error("quota", saying("ghi số phiếu hoặc tỷ lệ", "write the votes or the share"))
        return said


class EndRowForm(WithReason):
    """The last day of a body or an office, who takes its place, and what becomes of those who sit there."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    end = ExactDayField(label=saying("Ngày cuối cùng", "Last day"), max_length=10)
    successor = _chosen(
        "Thay vào chỗ được nhắc đến",
        "Takes its place wherever it is named",
        help_text=saying(
            "trong ràng buộc, bước, quy tắc, cơ quan; bỏ trống nếu không ai thay",
            "in ties, steps, rules and bodies; leave empty if nobody does",
        ),
    )
    settle = forms.BooleanField(
        label=saying(
            "Kết thúc luôn nhiệm kỳ của những người đang giữ, vào ngày ấy",
            "End the tenures of those who hold it, on the same day",
        ),
        required=False,
    )

    field_order = ("seen", "end", "successor", "settle", "why")

    def __init__(
        self, *args: Any, successors: Choices, is_office: bool, sitting: int = 0, **how: Any
    ) -> None:
        super().__init__(*args, **how)
        _fill(self, successor=[*_NONE, *successors])
        if not is_office or not sitting:
            del self.fields["settle"]


class _Rows(forms.BaseFormSet[Any]):
    """A list of rows; two empty ones stand at its end."""

    deletion_widget = forms.CheckboxInput

    def add_fields(self, form: Any, index: int | None) -> None:
        """Call the box that takes a row out by its name; a row that is not there yet has none."""
        super().add_fields(form, index)
        if index is not None and index >= self.initial_form_count():
            del form.fields["DELETE"]
        else:
            form.fields["DELETE"].label = saying("Bỏ dòng này", "Take this row out")


Rows = _Rows
_how: dict[str, Any] = {"formset": _Rows, "extra": 1, "can_delete": True, "max_num": MOST_ROWS, "absolute_max": MOST_ROWS}  # fmt: skip
ROWS = {
    "ties": forms.formset_factory(TieForm, **_how),
    "basis": forms.formset_factory(GroundForm, **_how),
}


def _statuses() -> Choices:
    return [(status.value, name.of(language())) for status, name in STATUSES.items()]


def _fill(form: forms.Form, **choices: Choices) -> None:
    for name, listed in choices.items():
        field = form.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = listed
