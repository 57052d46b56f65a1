"""The form of a working regulation: which matters it covers, and which office leads each of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from counterpoise.domain.institution import Framework
from counterpoise.domain.words import MatterId, OfficeId
from counterpoise_site.layout.words import language, saying
from counterpoise_site.register.forms import PartialDateField, PlaceField, WithReason

_LEAD = "lead."


@dataclass(frozen=True, slots=True)
class Choice:
    """A matter that may be covered, and the offices that may lead it: name and id."""

    matter: MatterId
    name: str
    offices: tuple[tuple[str, OfficeId], ...]

    def found(self, typed: str) -> list[OfficeId]:
        """List the offices of a name or an id."""
        return list(dict.fromkeys(office for name, office in self.offices if typed in (name, office)))

    def named(self, office: OfficeId) -> str:
        """Name an office, by its id where the name is no other's alone."""
        name = next((name for name, one in self.offices if one == office), office)
        return name if self.found(name) == [office] else office


def choices_of(frameworks: Iterable[Framework]) -> tuple[Choice, ...]:
    """List the matters of all frameworks, each with the offices of the frameworks that have it."""
    here = language()
    names: dict[MatterId, str] = {}
    offices: dict[MatterId, list[tuple[str, OfficeId]]] = {}
    for one in frameworks:
        listed = [(office.name.of(here), office.id) for office in one.offices.values()]
        for matter in one.matters.values():
            names[matter.id] = matter.name.of(here)
            offices[matter.id] = [*offices.get(matter.id, []), *listed]
    return tuple(Choice(key, name, tuple(dict.fromkeys(offices[key]))) for key, name in names.items())


class RegulationForm(WithReason):
    """A working regulation: which matters it covers, who leads them, and since when."""

    page = "register/regulation_form.html"
    title_vi = forms.CharField(label=saying("Tên (tiếng Việt)", "Title (Vietnamese)"), max_length=500)
    title_en = forms.CharField(
        label=saying("Tên (tiếng Anh)", "Title (English)"), max_length=500, required=False
    )
    body = forms.ChoiceField(label=saying("Cơ quan ban hành", "Body"), required=False)
    place = PlaceField(
        label=saying("Địa bàn", "Place"),
        required=False,
        help_text=saying("bỏ trống nếu áp dụng mọi nơi", "leave empty if it holds everywhere"),
    )
    start = PartialDateField(label=saying("Ban hành", "Adopted"), required=True)
    end = PartialDateField(label=saying("Hết hiệu lực", "In force to"), ends=True)
    everything = forms.BooleanField(
        label=saying("Điều chỉnh mọi việc, kể cả việc thêm sau này", "Covers every matter, later ones too"),
        required=False,
    )
    covers = forms.MultipleChoiceField(
        label=saying("Điều chỉnh những việc", "Covers the matters"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("title_vi", "title_en", "body", "place", "start", "end", "everything", "covers", "why")

    def __init__(
        self, *args: Any, bodies: Sequence[tuple[str, str]], matters: Sequence[Choice], **how: Any
    ) -> None:
        super().__init__(*args, **how)
        self.matters = matters
        listed = {"body": [("", "—"), *bodies], "covers": [(str(one.matter), one.name) for one in matters]}
        for name, choices in listed.items():
            chosen = self.fields[name]
            if isinstance(chosen, forms.ChoiceField):
                chosen.choices = choices
        for one in matters:
            self.fields[_LEAD + one.matter] = forms.CharField(
                label=saying("Chủ trì", "Lead"),
                required=False,
                max_length=500,
                widget=forms.TextInput(attrs={"list": "offices", "autocomplete": "off"}),
            )

    def begin(self, leads: Iterable[tuple[MatterId, OfficeId]]) -> None:
        """Show who leads so far."""
        choice = {one.matter: one for one in self.matters}
        for matter, office in leads:
            if matter in choice:
                self.initial[_LEAD + matter] = choice[matter].named(office)

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give each matter with its box and the field of its lead."""
        for box, one in zip(self["covers"], self.matters, strict=True):
            yield {"box": box, "name": one.name, "lead": self[_LEAD + one.matter]}

    def offices(self) -> list[str]:
        """List what may be typed for a lead."""
        return list(dict.fromkeys(one.named(office) for one in self.matters for _, office in one.offices))

    def others(self) -> list[Any]:
        """List the fields that stand before the matters."""
        apart = ("covers", "why")
        return [one for one in self if one.name not in apart and not one.name.startswith(_LEAD)]

    def clean(self) -> dict[str, Any]:
        """Look up who leads each matter, and refuse a lead of what is not covered."""
        said = super().clean() or self.cleaned_data
        covered = set(said.get("covers", ()))
        leads: dict[MatterId, OfficeId] = {}
        for one in self.matters:
            typed = said.get(_LEAD + one.matter, "")
            found = one.found(typed)
            if not typed:
                continue
            if len(found) != 1:
                self.add_error(_LEAD + one.matter, _refused(found))
            elif not said.get("everything") and one.matter not in covered:
                self.add_error(
                    _LEAD + one.matter,
                    saying(
                        "quy chế chưa điều chỉnh việc này: hãy đánh dấu việc, hoặc bỏ chức danh chủ trì",
                        "the regulation does not cover this matter: tick it, or take the lead out",
                    ),
                )
            else:
                leads[one.matter] = found[0]
        return said | {"leads": leads}


def _refused(found: Sequence[OfficeId]) -> str:
    if not found:
        return saying("không có chức danh này", "there is no such office")
    said = saying("có nhiều chức danh cùng tên, hãy ghi mã:", "several offices have this name, write the id:")
    return f"{said} {', '.join(found)}"
