"""An audit read in one language: every name, word and number the report writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from counterpoise.analysis.codes import SEVERITIES, TITLES
from counterpoise.analysis.findings import Audit, MatterAnswers, Pattern, Severity
from counterpoise.domain.actors import Actor
from counterpoise.domain.bodies import How
from counterpoise.domain.day_words import day_name
from counterpoise.domain.institution import ONLY_PLACE
from counterpoise.domain.kinship import relation_name
from counterpoise.domain.matters import Matter
from counterpoise.domain.names import HOWS, Names
from counterpoise.domain.people import Person
from counterpoise.domain.rosters import Roster
from counterpoise.domain.vietnamese import alphabetical
from counterpoise.domain.words import MatterId, OfficeId, PersonId, PlaceId, Source, SourceId, Text
from counterpoise.formats import naming
from counterpoise.formats.report_html import numerals, words, words_answers, words_codes
from counterpoise.formats.report_html.markup import Html, join, span
from counterpoise.formats.report_html.spelling import spelled_out

WORDS: Mapping[str, Text] = {
    **words.PAGE,
    **words.READING,
    **words.SUMMARY,
    **words.SEATS,
    **words_answers.MATTERS,
    **words_answers.FINDINGS,
    **words_answers.POWER,
    **words_answers.SOURCES,
}

_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")


@dataclass(frozen=True, slots=True)
class Edition:
    """An audit and the language it is read in."""

    audit: Audit
    language: str
    names: Names
    held: Mapping[PlaceId, Mapping[PersonId, tuple[OfficeId, ...]]]

    def word(self, key: str, **values: object) -> str:
        """Say a phrase of the report."""
        return WORDS[key].of(self.language).format(**values)

    def count(self, key: str, n: int) -> str:
        """Say how many: the part before `|` for one, after it for any other number."""
        one, _, many = WORDS[key].of(self.language).partition("|")
        return (one if n == 1 or not many else many).format(n=numerals.whole(n, self.language))

    def text(self, text: Text) -> Html:
        """Say a text of the data, marked as Vietnamese where an English reader meets it untranslated."""
        return self.original(text.of(self.language), translated=text.vi != text.en)

    def original(self, text: str, *, translated: bool = False) -> Html:
        """Say a name or title as it stands, marked as Vietnamese where it is and the page is not."""
        if self.language != "vi" and not translated and _VIETNAMESE.search(text):
            return span(text, lang="vi")
        return join(text)

    def whole(self, number: int) -> str:
        """Write a whole number."""
        return numerals.whole(number, self.language)

    def day(self, on: date) -> str:
        """Write a day."""
        return day_name(on).of(self.language)

    def person(self, person: PersonId, place: PlaceId | None = None) -> str:
        """Name a person to somebody reading about a place."""
        return self.names.person(person, place).of(self.language)

    def pattern(self, pattern: Pattern, place: PlaceId) -> str:
        """Say one way to carry a matter: who, and how many of those who can change places."""
        return naming.pattern_name(self.audit, pattern, place, self.language)

    def office(self, office: OfficeId) -> str:
        """Name an office."""
        return self.names.office(office).of(self.language)

    def actor(self, actor: Actor) -> str:
        """Name an actor expression; groups are said by what they stand for."""
        return self.names.actor(spelled_out(actor, self.audit.framework.groups)).of(self.language)

    def mover(self, mover: str, place: PlaceId | None) -> str:
        """Name what somebody moves with."""
        return self.names.mover(mover, place).of(self.language)

    def matter(self, matter: MatterId) -> str:
        """Name a matter."""
        return self.names.matter(matter).of(self.language)

    def place(self, place: PlaceId | None) -> str:
        """Name a place; no place, or the only place of a case that names none, is the whole case."""
        named = self.names.place(place).of(self.language) if place else ONLY_PLACE
        return self.word("whole_case") if named == ONLY_PLACE else named

    def places(self) -> tuple[PlaceId, ...]:
        """List the places with anything to say, by the Vietnamese alphabet."""
        told = {m.place for m in self.audit.matters} | set(self.audit.rosters)
        told |= {f.place for f in self.audit.findings if f.place is not None}
        return tuple(sorted(told, key=lambda place: (alphabetical(self.place(place)), place)))

    def answers(self, place: PlaceId) -> tuple[MatterAnswers, ...]:
        """List the matters of a place in the order of the audit."""
        return tuple(m for m in self.audit.matters if m.place == place)

    def roster(self, place: PlaceId) -> Roster | None:
        """Find who sits where at a place."""
        return self.audit.rosters.get(place)

    def offices_of(self, person: PersonId, place: PlaceId | None) -> tuple[OfficeId, ...]:
        """List the offices a person holds at a place."""
        return self.held.get(place, {}).get(person, ()) if place else ()

    def known_matter(self, matter: MatterId) -> Matter | None:
        """Find a matter of the framework."""
        return self.audit.framework.matters.get(matter)

    def registered(self, person: PersonId) -> Person | None:
        """Find a person of the case; an unnamed one is not there."""
        return self.audit.case.persons.get(person)

    def source(self, source: SourceId) -> Source | None:
        """Find a source of the case or of the framework."""
        return self.audit.case.sources.get(source) or self.audit.framework.sources.get(source)

    def severity(self, severity: Severity) -> str:
        """Say how grave."""
        return SEVERITIES[severity].of(self.language)

    def code(self, code: str) -> str:
        """Say what a code stands for, at least its family."""
        known = TITLES.get(code) or words_codes.FAMILIES.get(code[:1])
        return known.of(self.language) if known else code

    def has_steps(self, matter: MatterId) -> bool:
        """Tell whether the report shows the steps of a matter."""
        return self.known_matter(matter) is not None and any(m.matter == matter for m in self.audit.matters)

    def in_order(self, matters: Iterable[MatterId]) -> tuple[MatterId, ...]:
        """List matters once each, in the order of the framework."""
        wanted = dict.fromkeys(matters)
        known = tuple(matter for matter in self.audit.framework.matters if matter in wanted)
        return known + tuple(matter for matter in wanted if matter not in self.audit.framework.matters)

    def field_of(self, matter: MatterId) -> str:
        """Give the field of a matter."""
        known = self.known_matter(matter)
        return known.field if known else ""

    def field(self, field: str) -> str:
        """Name a field of matters; a field without a name is written from its id."""
        if not field:
            return self.word("other_field")
        known = words_codes.FIELDS.get(field)
        return known.of(self.language) if known else field.replace("-", " ").replace("_", " ").capitalize()

    def how(self, how: str) -> str:
        """Say how somebody moves another: by a tie or as a relative."""
        if how in set(How):
            return HOWS[How(how)].of(self.language)
        return self.word("kin_how", relation=self.relation(how))

    def relation(self, relation: str) -> str:
        """Say how two persons are related."""
        return relation_name(relation).of(self.language)

    def list_of(self, parts: list[str], *, last: str = "and") -> str:
        """Join names: commas, and a word before the last."""
        if len(parts) < 2:
            return "".join(parts)
        return f"{', '.join(parts[:-1])} {self.word(last)} {parts[-1]}"


def edition_of(audit: Audit, language: str) -> Edition:
    """Open an audit in one language."""
    held = {place: _offices_held(roster) for place, roster in audit.rosters.items()}
    return Edition(audit.in_full(), language, Names(audit.case, audit.framework), held)


def _offices_held(roster: Roster) -> dict[PersonId, tuple[OfficeId, ...]]:
    held: dict[PersonId, dict[OfficeId, None]] = {}
    for seats in roster.seats.values():
        for seat in seats:
            if seat.holder is not None:
                held.setdefault(seat.holder, {})[seat.office] = None
    return {person: tuple(offices) for person, offices in held.items()}
