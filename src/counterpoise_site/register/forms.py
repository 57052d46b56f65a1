"""The forms of the register: partial dates as people know them, names rather than ids, a reason for everything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.urls import reverse_lazy

from counterpoise.domain.days import DateError, read_date
from counterpoise.domain.institution import Framework
from counterpoise.domain.words import OfficeId
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register.exchange import KINDS
from counterpoise_site.register.levels import level_name
from counterpoise_site.register.models import NAME_LENGTH, Person, Place, Tenure

_NOT_A_DATE = saying(
    "ghi ngày như 2025-01-31, 2025-01 hoặc 2025", "write a date such as 2025-01-31, 2025-01 or 2025"
)
_PARTIAL = saying(
    "ngày, tháng hoặc năm: 2025-01-31, 2025-01, 2025", "a day, month or year: 2025-01-31, 2025-01, 2025"
)
_END = saying(
    "bỏ trống nếu còn giữ; ghi ? nếu đã thôi mà không rõ ngày",
    "leave empty while it lasts; write ? if it ended on an unknown day",
)


class PartialDateField(forms.CharField):
    """A date known wholly or in part; an end may also be `?`."""

    def __init__(self, *, ends: bool = False, **how: Any) -> None:
        how.setdefault("help_text", _END if ends else _PARTIAL)
        how.setdefault("required", False)
        super().__init__(max_length=10, **how)
        self.ends = ends

    def clean(self, value: Any) -> str:
        """Give the date as it was written."""
        text: str = super().clean(value)
        if not text or (self.ends and text == "?"):
            return text
        try:
            return str(read_date(text))
        except DateError:
            raise forms.ValidationError(_NOT_A_DATE) from None


class WithReason(forms.Form):
    """Every change says why."""

    page = "register/form.html"
    why = forms.CharField(
        label=saying("Lý do và căn cứ của thay đổi", "Reason and ground of the change"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class PersonField(forms.CharField):
    """A person of the register, by name or id; several of one name are told apart by id."""

    def prepare_value(self, value: Any) -> Any:
        """Show the name of the person a form begins with, where only one has it."""
        known = Person.objects.filter(recorded_to=None)
        row = known.filter(person=value).first() if isinstance(value, str) and value else None
        return row.name if row is not None and known.filter(name=row.name).count() == 1 else value

    def clean(self, value: Any) -> str | None:
        """Give the person's id."""
        typed: str = super().clean(value)
        if not typed:
            return None
        known = Person.objects.filter(recorded_to=None)
        found = list(known.filter(person=typed) or known.filter(name=typed))
        if len(found) == 1:
            return found[0].person
        if not found and Tenure.objects.filter(recorded_to=None, person=typed).exists():
            return typed
        if not found:
            said = saying(
                "sổ chưa có người này; hãy thêm người trước",
                "the register has no such person; add the person first",
            )
        else:
            listed = ", ".join(row.person for row in found[:6])
            said = f"{saying('có nhiều người cùng tên, hãy ghi mã:', 'several persons have this name, write the id:')} {listed}"
        raise forms.ValidationError(said)


def suggesting(what: str) -> dict[str, Any]:
    """Suggest names of `persons` or `places` while one types, where scripts run; without them the field works the same."""
    return {
        "list": what,
        "autocomplete": "off",
        "hx-get": reverse_lazy(f"register:{what}"),
        "hx-vals": '{"suggest": "1"}',
        "hx-trigger": "input changed delay:300ms",
        "hx-target": f"#{what}",
        "hx-include": "this",
    }


def suggests(form: forms.Form) -> list[str]:
    """List what the fields of a form suggest while one types."""
    found = (field.widget.attrs for field in form.fields.values())
    return sorted({attrs["list"] for attrs in found if "hx-get" in attrs})


class PlaceField(forms.CharField):
    """A place of the register, by name or id; several of one name are told apart by id."""

    def __init__(self, **how: Any) -> None:
        how.setdefault("widget", forms.TextInput(attrs=suggesting("places")))
        super().__init__(max_length=NAME_LENGTH, **how)

    def prepare_value(self, value: Any) -> Any:
        """Show the name of the place a form begins with, where only one has it."""
        known = Place.objects.filter(recorded_to=None)
        row = known.filter(place=value).first() if isinstance(value, str) and value else None
        return row.name_vi if row is not None and known.filter(name_vi=row.name_vi).count() == 1 else value

    def clean(self, value: Any) -> str:
        """Give the id."""
        typed: str = super().clean(value)
        if not typed:
            return ""
        known = Place.objects.filter(recorded_to=None)
        found = list(known.filter(place=typed) or known.filter(Q(name_vi=typed) | Q(name_en=typed))[:7])
        if len(found) == 1:
            return found[0].place
        if not found:
            raise forms.ValidationError(saying("sổ không có địa bàn này", "the register has no such place"))
        listed = ", ".join(row.place for row in found)
        said = saying(
            "có nhiều địa bàn cùng tên, hãy ghi mã:", "several places have this name, write the id:"
        )
        raise forms.ValidationError(f"{said} {listed}")


class TenureForm(WithReason):
    """Who holds a seat of an office, from when to when."""

    office = forms.ChoiceField(label=saying("Chức danh", "Office"))
    person = PersonField(
        label=saying("Người giữ", "Person"),
        required=False,
        help_text=saying(
            "họ tên hoặc mã; bỏ trống nếu ghế khuyết", "name or id; leave empty for a vacant seat"
        ),
        widget=forms.TextInput(attrs=suggesting("persons")),
    )
    seat = forms.IntegerField(
        label=saying("Ghế số", "Seat"),
        min_value=1,
        required=False,
        help_text=saying("bỏ trống để lấy ghế trống đầu tiên", "leave empty to take the first free seat"),
    )
    start = PartialDateField(label=saying("Từ", "From"))
    end = PartialDateField(label=saying("Đến hết", "To"), ends=True)
    acting = forms.BooleanField(
        label=saying(
            "Tạm quyền: người đang giữ ghế rời ghế trong thời gian này",
            "Acting: whoever holds the seat leaves it for these days",
        ),
        required=False,
    )
    basis = forms.CharField(
        label=saying("Văn bản làm căn cứ", "Document it rests on"), max_length=1000, required=False
    )

    field_order = ("office", "person", "seat", "start", "end", "acting", "basis", "why")

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **how: Any) -> None:
        super().__init__(*args, **how)
        self._choices("office", offices)

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        chosen = self.fields[name]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = choices


class TenureCorrection(TenureForm):
    """What a tenure should have said."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        del self.fields["acting"]
        self.fields["seat"].required = True


class EndForm(WithReason):
    """The last day of something that ends."""

    end = PartialDateField(label=saying("Ngày cuối cùng", "Last day"), ends=True, required=True)

    field_order = ("end", "why")


class PlaceForm(WithReason):
    """A commune, district or province."""

    place = forms.RegexField(
        r"[a-z0-9][a-z0-9_-]*",
        label=saying("Mã", "Id"),
        max_length=200,
        help_text=saying("chữ thường không dấu, số, gạch nối", "small letters, digits, hyphens"),
    )
    name = forms.CharField(label=saying("Tên", "Name"), max_length=500)
    level = forms.ChoiceField(label=saying("Cấp", "Level"))
    parent = PlaceField(label=saying("Thuộc địa bàn", "Within the place"), required=False)
    start = PartialDateField(label=saying("Từ", "From"))
    end = PartialDateField(label=saying("Đến hết", "To"), ends=True)

    field_order = ("place", "name", "level", "parent", "start", "end", "why")

    def __init__(self, *args: Any, levels: Iterable[str], fixed: bool = False, **how: Any) -> None:
        super().__init__(*args, **how)
        chosen = self.fields["level"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [(level, level_name(level).of(language())) for level in levels]
        self.fields["place"].disabled = fixed


class PersonForm(WithReason):
    """A person."""

    name = forms.CharField(label=saying("Họ tên", "Name"), max_length=500)
    compromise = forms.FloatField(
        label=saying("Xác suất bị chi phối", "Probability of capture"),
        required=False,
        min_value=0,
        max_value=1,
        help_text=saying(
            "từ 0 đến 1; bỏ trống thì lấy xác suất chung khi tính",
            "from 0 to 1; left empty, the one asked for everybody counts",
        ),
    )

    field_order = ("name", "compromise", "why")


class PilotForm(WithReason):
    """An arrangement piloted in a place."""

    arrangement = forms.ChoiceField(label=saying("Mô hình", "Arrangement"))
    place = PlaceField(label=saying("Địa bàn", "Place"))
    start = PartialDateField(label=saying("Từ", "From"))
    end = PartialDateField(label=saying("Đến hết", "To"), ends=True)
    status = forms.ChoiceField(
        label=saying("Tình trạng", "State"),
        required=False,
        choices=[
            ("", "—"),
            ("running", saying("đang chạy", "running")),
            ("to-end", saying("sẽ dừng", "to end")),
            ("ended", saying("đã dừng", "ended")),
        ],
    )

    field_order = ("arrangement", "place", "start", "end", "status", "why")

    def __init__(self, *args: Any, arrangements: list[tuple[str, str]], **how: Any) -> None:
        super().__init__(*args, **how)
        chosen = self.fields["arrangement"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = arrangements


class ImportForm(WithReason):
    """A case to bring in."""

    file = forms.FileField(
        label=saying("Tệp", "File"),
        help_text=saying(
            f"hồ sơ nén .zip, Excel .xlsx, Popolo .json hoặc sổ chức danh .csv ({', '.join(KINDS)}), nhiều nhất 20 MB",
            f"a zipped case folder, Excel .xlsx, Popolo .json or a .csv of mandates ({', '.join(KINDS)}), 20 MB at most",
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
    )
    framework = forms.ChoiceField(
        label=saying("Khung quy chế (chỉ cần cho .json, .csv)", "Framework (for .json and .csv only)"),
        required=False,
    )
    replaces = forms.BooleanField(
        label=saying(
            "Thay toàn bộ sổ: những gì tệp không nêu sẽ bị rút",
            "Replace the register: what the file does not name is withdrawn",
        ),
        required=False,
    )

    field_order = ("file", "framework", "replaces", "why")

    def __init__(self, *args: Any, frameworks: list[tuple[str, str]], limit: int, **how: Any) -> None:
        super().__init__(*args, **how)
        self.limit = limit
        chosen = self.fields["framework"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = frameworks

    def clean_file(self) -> Any:
        """Refuse what is too large before anything is read."""
        sent = self.cleaned_data["file"]
        if sent.size > self.limit:
            raise forms.ValidationError(saying("tệp quá lớn", "the file is too large"))
        return sent


class SayForm(forms.Form):
    """A few words: why something is disputed, or what became of it."""

    said = forms.CharField(
        label=saying("Nội dung", "What you say"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000
    )


def office_choices(frameworks: Iterable[Framework], level: str) -> list[tuple[str, str]]:
    """List the offices of a level by name, each once."""
    named: dict[OfficeId, str] = {}
    for framework in frameworks:
        for office in framework.offices.values():
            if office.level == level or len(framework.levels) == 1:
                named[office.id] = office.name.of(language())
    return [(str(office), name) for office, name in named.items()]
