"""The witness of a finding in the reader's words: who, by which path, under which articles, and how to end it."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.analysis.findings import Because, Finding
from counterpoise.domain.bodies import How
from counterpoise.domain.citing import cite_text
from counterpoise.domain.matters import Matter, Step, When
from counterpoise.domain.names import ACTS, STATUSES
from counterpoise.domain.words import Citation, PersonId, PlaceId, StepId
from counterpoise.formats.report_html.edition import Edition
from counterpoise.formats.report_html.groups import parts_of, unnamed_office
from counterpoise.formats.report_html.markup import Html, a, dd, div, dl, dt, join, li, ol, small, span, ul
from counterpoise.formats.report_html.numbering import Numbered
from counterpoise.formats.report_html.words_codes import STATUS_MARKS


def witness(edition: Edition, one: Numbered, *, remedied: bool) -> Html | None:
    """Show everything that proves a finding, and its remedy unless it is told already."""
    finding = one.first
    told: list[tuple[str, Html | None]] = [
        (
            "stands_for",
            join(edition.place(finding.place)) if len(one.places) > 1 and finding.rests_on else None,
        ),
        ("step", _steps(edition, finding)),
        ("who", _persons(edition, finding)),
        ("offices", _offices(edition, finding)),
        ("path", _path(edition, finding)),
        ("reading", _reading(edition, finding)),
        ("basis", _listed(citation(edition, cited) for cited in dict.fromkeys(finding.basis))),
        ("rests_on", _listed(edition.text(row) for row in finding.rests_on)),
        ("severity", _capped(edition, finding)),
        ("remedy", edition.text(finding.remedy) if finding.remedy and not remedied else None),
    ]
    rows = [div(dt(edition.word(key)), dd(said)) for key, said in told if said]
    return dl(rows, class_="pairs") if rows else None


def step_in_words(edition: Edition, step: Step) -> Html:
    """Say what is done in a step, by whom, and when if not always."""
    act = ACTS[step.act].of(edition.language)
    actor = edition.actor(step.actor)
    lead = edition.text(step.name) if step.name else join(act[:1].upper() + act[1:])
    notes = [act] if step.name else []
    notes += step_notes(edition, step)
    return join(lead, ": ", actor, small(f" ({', '.join(notes)})") if notes else None)


def step_notes(edition: Edition, step: Step) -> list[str]:
    """Say what limits a check: not always, or not binding."""
    notes = [] if step.when is When.ALWAYS else [edition.word(step.when.value)]
    return notes if step.binding else [*notes, edition.word("advisory")]


def citation(edition: Edition, cited: Citation) -> Html:
    """Name the source and article, link it, and say how far it was verified."""
    source = edition.source(cited.source)
    title = edition.text(source.title) if source else join(cited.source)
    linked = a(title, href=source.url) if source and is_web(source.url) else title
    note = small(" – ", edition.original(cited.note)) if cited.note else None
    article = edition.text(cite_text(cited.cite)) if cited.cite else None
    return join(linked, ", " if article else None, article, " ", status(edition, cited), note)


def status(edition: Edition, cited: Citation) -> Html:
    """Say how far a row was verified."""
    if cited.status is None:
        return span(edition.word("no_status"), class_="status")
    mark, words = STATUS_MARKS[cited.status], STATUSES[cited.status].of(edition.language)
    return span(f"{mark} {words}", class_="status")


def is_web(url: str) -> bool:
    """Tell whether an address may become a link."""
    return url.startswith(("https://", "http://"))


def _steps(edition: Edition, finding: Finding) -> Html | None:
    matter = edition.known_matter(finding.matter) if finding.matter else None
    return _listed(_step(edition, matter, step) for step in finding.steps)


def _step(edition: Edition, matter: Matter | None, wanted: StepId) -> Html:
    found = next((step for step in matter.steps if step.id == wanted), None) if matter else None
    return step_in_words(edition, found) if found else join(wanted)


def _persons(edition: Edition, finding: Finding) -> Html | None:
    """Name the persons with their offices, one to a line; unnamed holders of one office together."""
    if finding.place is None:
        return _listed(edition.original(edition.person(person)) for person in finding.persons)
    known = [person for person in finding.persons if unnamed_office(edition, person) is None]
    unnamed = [person for person in finding.persons if unnamed_office(edition, person) is not None]
    lines = [_person(edition, finding.place, person) for person in known]
    return _listed([*lines, *map(join, parts_of(edition, unnamed, finding.place))])


def _person(edition: Edition, place: PlaceId, person: PersonId) -> Html:
    name = edition.original(edition.person(person, place))
    offices = edition.offices_of(person, place)
    return join(name, ": ", ", ".join(map(edition.office, offices))) if offices else name


def _offices(edition: Edition, finding: Finding) -> Html | None:
    """Name the offices, unless the persons already did."""
    told = {office for person in finding.persons for office in edition.offices_of(person, finding.place)}
    left = [edition.office(office) for office in finding.offices if office not in told]
    return join("; ".join(left)) if left else None


def _path(edition: Edition, finding: Finding) -> Html | None:
    return ol(li(_because(edition, finding, link)) for link in finding.because) if finding.because else None


def _because(edition: Edition, finding: Finding, link: Because) -> str:
    mover = edition.mover(link.moved_by, finding.place)
    person = edition.person(link.person, finding.place)
    key = "moves" if link.how in set(How) else "moves_kin"
    return edition.word(key, person=person, mover=mover, how=edition.how(link.how))


def _reading(edition: Edition, finding: Finding) -> Html | None:
    if finding.reading is None:
        return None
    return join(edition.word(finding.reading))


def _capped(edition: Edition, finding: Finding) -> Html | None:
    if finding.capped_from is None:
        return None
    full, now = edition.severity(finding.capped_from), edition.severity(finding.severity)
    return join(edition.word("capped", full=full, now=now))


def _listed(lines: Iterable[Html]) -> Html | None:
    told = list(lines)
    if len(told) < 2:
        return told[0] if told else None
    return ul(map(li, told))
