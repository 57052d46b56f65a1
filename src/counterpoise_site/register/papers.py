"""Papers as forms see them: what a form begins with, the record it makes, the key of a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any

from counterpoise.domain.days import read_date
from counterpoise.domain.institution import Evidence, Indicator, Review
from counterpoise.domain.pilots import Arrangement, Reorganisation
from counterpoise.domain.rules import RuleException
from counterpoise.domain.words import (
    ArrangementId,
    OfficeId,
    PersonId,
    PlaceId,
    Source,
    SourceId,
    Status,
    Text,
)
from counterpoise_site.folding import folded
from counterpoise_site.register import paper_forms as forms
from counterpoise_site.register.case_rows import Study
from counterpoise_site.register.models import Paper
from counterpoise_site.register.recording import Edit, Row
from counterpoise_site.register.records import read, written
from counterpoise_site.register.reviewing import free_key, recorded_review, withdrawn_review

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Edited:
    """One kind of paper that is edited on the site."""

    kind: Paper.Kind
    form: type[forms.Choosing]
    record: type[Any]
    begun: Callable[[Any], Said]
    made: Callable[[str, Said, Any], Any]
    key: Callable[[Any], str]
    only_one: bool = False


def edits_of(edited: Edited, said: Said, before: Paper | None) -> tuple[Edit, ...]:
    """Turn what a form says into edits: a new paper, or what is right of one."""
    old = read(edited.record, before.content) if before is not None else None
    made = edited.made(
        old.id if old is not None and hasattr(old, "id") else _free_id(edited.kind, said), said, old
    )
    if isinstance(made, Review):
        return recorded_review(made, instead_of=before)
    columns = {"kind": edited.kind.value, "place": getattr(made, "place", "") or "", "content": written(made)}
    if before is not None:
        return (Edit(before, Row(Paper, before.key, before.order, columns)),)
    order = Paper.objects.known_on(None).filter(kind=edited.kind).count()
    return (Edit(None, Row(Paper, free_key(f"{edited.kind.value}:{edited.key(made)}"), order, columns)),)


def withdrawn(paper: Paper) -> tuple[Edit, ...]:
    """Take a paper out of the register; its history stays."""
    return withdrawn_review(paper) if paper.kind == Paper.Kind.REVIEW else (Edit(paper, None),)


def slug(name: str) -> str:
    """Make an id of a name."""
    return re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:60].strip("-")


def _free_id(kind: Paper.Kind, said: Said) -> str:
    stem = (
        slug(said.get("title_vi") or said.get("name_vi") or "-".join(said.get("offices", ()))) or kind.value
    )
    return free_key(f"{kind.value}:{stem}").partition(":")[2].replace("#", "-")


def _text(said: Said, name: str) -> Text | None:
    vi, en = said[f"{name}_vi"].strip(), said[f"{name}_en"].strip()
    return Text(vi or en, en or vi) if vi or en else None


def _need(said: Said, name: str) -> Text:
    return _text(said, name) or Text("", "")


def _halves(name: str, text: Text | None) -> Said:
    return {
        f"{name}_vi": text.vi if text else "",
        f"{name}_en": text.en if text and text.en != text.vi else "",
    }


def _lines(said: Said, name: str) -> tuple[Text, ...]:
    vi, en = (
        [line.strip() for line in said[f"{name}_{tongue}"].splitlines() if line.strip()]
        for tongue in ("vi", "en")
    )
    return tuple(Text(one or other, other or one) for one, other in zip_longest(vi, en, fillvalue=""))


def _as_lines(name: str, texts: tuple[Text, ...]) -> Said:
    same = all(text.vi == text.en for text in texts)
    return {
        f"{name}_vi": "\n".join(text.vi for text in texts),
        f"{name}_en": "" if same else "\n".join(text.en for text in texts),
    }


def _place(said: Said) -> PlaceId | None:
    return PlaceId(said["place"]) if said["place"] else None


def _evidence(identity: str, said: Said, old: Evidence | None) -> Evidence:  # noqa: ARG001 - one shape for all kinds
    return Evidence(
        identity,
        _need(said, "title"),
        said["kind"].strip(),
        said["date"],
        said["source"].strip(),
        _text(said, "says"),
    )


def _indicator(identity: str, said: Said, old: Indicator | None) -> Indicator:  # noqa: ARG001 - one shape for all kinds
    return Indicator(
        PlaceId(said["place"]), *(said[name].strip() for name in ("period", "indicator", "value"))
    )


def _source(identity: str, said: Said, old: Source | None) -> Source:  # noqa: ARG001 - one shape for all kinds
    return Source(SourceId(identity), _need(said, "title"), said["url"], said["start"], said["end"])


def _exception(identity: str, said: Said, old: RuleException | None) -> RuleException:  # noqa: ARG001 - one shape for all kinds
    return RuleException(
        said["rule"],
        _need(said, "reason"),
        _need(said, "approver"),
        read_date(said["until"]).last if said["until"] else None,
        _place(said),
        PersonId(said["person"]) if said["person"] else None,
        old.basis if old is not None else (),
    )


def _review(identity: str, said: Said, old: Review | None) -> Review:  # noqa: ARG001 - one shape for all kinds
    return Review(said["row"], Status(said["status"]), _need(said, "by"), said["on"], _text(said, "note"))


def _reorganisation(identity: str, said: Said, old: Reorganisation | None) -> Reorganisation:
    basis = old.basis if old is not None else ()
    return Reorganisation(identity, _need(said, "title"), read_date(said["on"]), _place(said), basis)


def _arrangement(identity: str, said: Said, old: Arrangement | None) -> Arrangement:
    one = old or Arrangement(ArrangementId(identity), ())
    return replace(
        one,
        offices=tuple(OfficeId(office) for office in said["offices"]),
        accompanying=tuple(OfficeId(office) for office in said["accompanying"]),
        name=_text(said, "name"),
        conditions=_lines(said, "conditions"),
        stop=_lines(said, "stop"),
        sunset=read_date(said["sunset"]) if said["sunset"] else None,
    )


def _study(identity: str, said: Said, old: Study | None) -> Study:
    day: date | None = said["on"]
    return Study(identity, _need(said, "title"), day, old.has_regulations if old is not None else False)


EDITED: Mapping[str, Edited] = {
    one.kind.value: one
    for one in (
        Edited(
            Paper.Kind.EVIDENCE,
            forms.EvidenceForm,
            Evidence,
            lambda e: {
                **_halves("title", e.title),
                "kind": e.kind,
                "date": e.date,
                "source": e.source,
                **_halves("says", e.says),
            },
            _evidence,
            lambda e: e.id,
        ),
        Edited(
            Paper.Kind.INDICATOR,
            forms.IndicatorForm,
            Indicator,
            lambda i: {"place": i.place, "period": i.period, "indicator": i.indicator, "value": i.value},
            _indicator,
            lambda i: f"{i.place}|{i.period}|{i.indicator}",
        ),
        Edited(
            Paper.Kind.SOURCE,
            forms.SourceForm,
            Source,
            lambda s: {**_halves("title", s.title), "url": s.url, "start": s.start, "end": s.end},
            _source,
            lambda s: s.id,
        ),
        Edited(
            Paper.Kind.ARRANGEMENT,
            forms.ArrangementForm,
            Arrangement,
            lambda a: {
                "offices": list(a.offices),
                "accompanying": list(a.accompanying),
                **_halves("name", a.name),
                **_as_lines("conditions", a.conditions),
                **_as_lines("stop", a.stop),
                "sunset": str(a.sunset or ""),
            },
            _arrangement,
            lambda a: a.id,
        ),
        Edited(
            Paper.Kind.REORGANISATION,
            forms.ReorganisationForm,
            Reorganisation,
            lambda r: {**_halves("title", r.title), "on": str(r.on), "place": r.place or ""},
            _reorganisation,
            lambda r: r.id,
        ),
        Edited(
            Paper.Kind.EXCEPTION,
            forms.ExceptionForm,
            RuleException,
            lambda x: {
                "rule": x.rule,
                **_halves("reason", x.reason),
                **_halves("approver", x.approver),
                "until": x.until.isoformat() if x.until else "",
                "place": x.place or "",
                "person": x.person or "",
            },
            _exception,
            lambda x: f"{x.rule}|{x.place or ''}|{x.person or ''}",
        ),
        Edited(
            Paper.Kind.REVIEW,
            forms.ReviewForm,
            Review,
            lambda r: {
                "row": r.row,
                "status": r.status.value,
                **_halves("by", r.by),
                "on": r.on.isoformat(),
                **_halves("note", r.note),
            },
            _review,
            lambda r: f"{r.row}|{r.on}",
        ),
        Edited(
            Paper.Kind.STUDY,
            forms.StudyForm,
            Study,
            lambda s: {**_halves("title", s.title), "on": s.on.isoformat() if s.on else ""},
            _study,
            lambda s: "",  # noqa: ARG005 - there is one
            only_one=True,
        ),
    )
}
