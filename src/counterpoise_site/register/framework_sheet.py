"""The form of a body or an office with its lists, and what is wrong put beside the field that said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from counterpoise.domain.bodies import Body, Office
from counterpoise.domain.day_words import span_name
from counterpoise.domain.institution import Framework
from counterpoise_site.layout.words import saying
from counterpoise_site.register.framework_begun import choices_of
from counterpoise_site.register.framework_edits import Kept
from counterpoise_site.register.framework_forms import MOST_ROWS, NEW_SOURCE, ROWS, BodyForm, OfficeForm
from counterpoise_site.register.framework_refusals import Refusal

MOVED = saying(
    "khung quy chế vừa thay đổi trong lúc bạn sửa; hãy mở lại trang rồi sửa tiếp",
    "the framework changed while you were editing; open the page again and go on",
)
_TELLING = ("actor", "how", "source", "cite", "status")


@dataclass(slots=True)
class Sheet:
    """The form of one row of a framework: its fields, and its lists of ties and grounds."""

    main: Any
    lists: dict[str, Any]

    @property
    def is_valid(self) -> bool:
        """Tell whether nothing is wrong so far; everything is looked at."""
        return all([self.main.is_valid(), *(one.is_valid() for one in self.lists.values())])

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Give what the rows of a list say, each with the number of the row it was; empty and removed ones left out."""
        found = []
        for number, form in enumerate(self.lists[name].forms):
            said = form.cleaned_data
            if not said.get("DELETE") and any(said.get(one) for one in _TELLING):
                found.append({one: said.get(one, "") for one in _TELLING} | {"number": number})
        return found

    def refuse(self, found: Sequence[Refusal], here: str) -> None:
        """Put what is wrong beside the field that said it."""
        for one in found:
            said, (name, _, inner) = one.said.of(here), (one.field or "").partition(".")
            kept = self._kept(name) if inner else []
            if inner and one.row is not None and one.row < len(kept):
                kept[one.row].add_error(inner if inner in kept[one.row].fields else None, said)
            else:
                self.main.add_error(name if name in self.main.fields and not inner else None, said)

    def _kept(self, name: str) -> list[Any]:
        """List the forms whose rows were sent on, in that order."""
        forms_of = self.lists[name].forms if name in self.lists else []
        return [forms_of[one["number"]] for one in self.rows(name)] if forms_of else []


def sheet_of(
    sent: QueryDict | None,
    kind: type[OfficeForm] | type[BodyForm],
    kept: Kept,
    *,
    begun: dict[str, Any],
    lists: dict[str, list[dict[str, Any]]],
    row: Office | Body | None,
) -> Sheet:
    """Open the form of one row, or of a new one; `more` in what was sent asks for more rows of a list."""
    choices = choices_of(kept.framework, office=row if isinstance(row, Office) else None)
    if sent is not None and (more := sent.get("more", "")) in lists:
        sent = sent.copy()
        count = sent.get(f"{more}-TOTAL_FORMS", "")
        sent[f"{more}-TOTAL_FORMS"] = str(min(int(count[:6]) + 2, MOST_ROWS) if count.isdecimal() else 2)
    main = kind(sent, choices=choices, fixed=row is not None, initial={**begun, "seen": kept.digest})
    made = {
        name: ROWS[name](sent, initial=lists[name], prefix=name, form_kwargs={"choices": choices})
        for name in kind.lists
    }
    return Sheet(main, made)


def check_said(sheet: Sheet, said: Mapping[str, Any], kept: Kept, *, taken: bool) -> None:
    """Refuse what no reader of a file can see: a race, a day outside the framework, an id that is taken, a source forgotten."""
    if said["seen"] != kept.digest:
        sheet.main.add_error(None, MOVED)
    if said["starting"] is not None and not kept.framework.valid.covers(said["starting"]):
        sheet.main.add_error("starting", outside(kept.framework))
    if taken:
        sheet.main.add_error(
            "id",
            saying(
                "khung quy chế đã có mã này cho một chức danh, cơ quan hoặc nhóm",
                "an office, a body or a group of the framework already has this id",
            ),
        )
    cites = any(row["source"] == NEW_SOURCE for name in sheet.lists for row in sheet.rows(name))
    titled = bool(said["new_source_vi"].strip())
    if cites and not titled:
        sheet.main.add_error(
            "new_source_vi", saying("ghi tên văn bản mới", "write the title of the new source")
        )
    if titled and not cites:
        sheet.main.add_error(
            "new_source_vi",
            saying(
                "chưa dòng căn cứ nào dẫn văn bản này; chọn “văn bản mới” ở một dòng",
                "no ground cites this source yet; choose “the new source” in a row",
            ),
        )


def outside(one: Framework) -> str:
    """Say on which days a framework can be changed."""
    days = span_name(one.valid)
    return saying(
        f"khung quy chế có hiệu lực {days.vi}; chọn một ngày trong đó",
        f"the framework is in force {days.en}; choose a day within",
    )
