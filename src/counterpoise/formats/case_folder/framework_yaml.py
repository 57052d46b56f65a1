"""Read one framework: bodies, offices, ties, groups, matters and rules of a legal regime."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from counterpoise.domain.actors import Actor
from counterpoise.domain.institution import Duty, Framework, Gap
from counterpoise.domain.issuing import Issuing
from counterpoise.domain.words import BodyId, GroupId, Level, MatterId, OfficeId, Source, SourceId, plain
from counterpoise.domain.workload import Workload
from counterpoise.formats.case_folder import bodies_yaml, matters_yaml, rules_yaml, workload_yaml, yaml_marks
from counterpoise.formats.case_folder.actor_yaml import find_cycle, read_actor
from counterpoise.formats.case_folder.arrangements_yaml import arrangements
from counterpoise.formats.case_folder.bodies_yaml import Declared
from counterpoise.formats.case_folder.fields import FRAMEWORK
from counterpoise.formats.case_folder.known import ONLY_LEVEL
from counterpoise.formats.case_folder.names import Names, basis_of, check_known, distinct, each_once, level_of
from counterpoise.formats.case_folder.problems import Problems, Spot, both
from counterpoise.formats.case_folder.shapes import Entry, Name
from counterpoise.formats.case_folder.spans import span_of


def read_framework(text: str, *, file: str, problems: Problems) -> tuple[Framework, Entry] | None:
    """Read a framework, and its entry for those who need lines; give nothing when there is no entry at all."""
    node = yaml_marks.parse(text, file=file, problems=problems)
    entry = None if node is None else FRAMEWORK.read(node, Spot(file, node.line), problems)
    return None if entry is None else (_framework(entry, problems=problems), entry)


def _framework(entry: Entry, *, problems: Problems) -> Framework:
    levels, audits = _levels(entry, problems=problems)
    sources = sources_of(entry)
    offices = _declared(entry, "offices", levels=levels, audits=audits, problems=problems)
    bodies = _declared(entry, "bodies", levels=levels, audits=audits, problems=problems)
    names = _names(entry, offices=offices, bodies=bodies, ranks=_ranks(levels, audits))
    _check_one_meaning(entry, problems=problems)
    matters = frozenset(name.text for name, _ in entry.get("matters", ()))
    around = matters_yaml.Surroundings(names, sources, matters)
    duties = {name.text: _duty(name, duty, sources, problems) for name, duty in entry.get("duties", ())}
    seats = {OfficeId(d.name.text): d.entry.get("seats", 1) for d in offices}
    identity = entry["id"].text if "id" in entry else "?"
    return Framework(
        id=identity,
        title=entry.get("title") or plain(identity),
        valid=span_of(entry.get("valid"), problems=problems),
        levels=levels,
        audits=audits,
        offices={
            OfficeId(d.name.text): bodies_yaml.office(
                d,
                names=names,
                duties=duties if "duties" in entry else None,
                sources=sources,
                problems=problems,
            )
            for d in offices
        },
        bodies={
            BodyId(d.name.text): bodies_yaml.body(
                d, seats=seats, names=names, sources=sources, problems=problems
            )
            for d in bodies
        },
        groups=_groups(entry, names, problems=problems),
        matters={
            MatterId(name.text): matters_yaml.matter(name, matter, around=around, problems=problems)
            for name, matter in entry.get("matters", ())
        },
        rules=rules_yaml.rules(entry.get("rules", ()), around=around, problems=problems),
        arrangements=arrangements(
            entry.get("arrangements", ()), offices=names.offices, sources=sources, problems=problems
        ),
        duties=duties,
        sources=sources,
        gaps=_gaps(entry, around, problems=problems),
        workload=_workload(entry, around, problems=problems),
        issuing=_issuing(entry, names, sources, problems=problems),
    )


def _issuing(
    entry: Entry, names: Names, sources: Mapping[SourceId, Source], *, problems: Problems
) -> Issuing | None:
    said = entry.get("issuing")
    if said is None or "body" not in said:
        return None
    check_known(said["body"], names.bodies, what=("cơ quan", "body"), problems=problems)
    signer, deputy = said.get("signed_by"), said.get("deputy")
    for office in (signer, deputy):
        if office is not None:
            check_known(office, names.offices, what=("chức danh", "office"), problems=problems)
    return Issuing(
        BodyId(said["body"].text),
        None if signer is None else OfficeId(signer.text),
        said.get("signs_as"),
        said.get("form"),
        said.get("symbol", ""),
        said.get("heading"),
        said.get("motto"),
        basis_of(said, sources, problems=problems),
        None if deputy is None else OfficeId(deputy.text),
        said.get("deputy_signs_as"),
    )


def _gaps(entry: Entry, around: matters_yaml.Surroundings, *, problems: Problems) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            gap["id"].text,
            gap.get("what", plain("?")),
            rules_yaml.known_matters(gap.get("matters", ()), around.matters, problems=problems),
            gap.get("refs", ()),
            basis_of(gap, around.sources, problems=problems),
        )
        for gap in each_once(entry.get("gaps", ()), problems=problems)
    )


def _workload(entry: Entry, around: matters_yaml.Surroundings, *, problems: Problems) -> Workload | None:
    if "workload" not in entry:
        return None
    offices = (office for _, office in entry.get("offices", ()))
    duties = {name.text for name, _ in entry.get("duties", ())}
    duties.update(duty for office in offices for duty in office.get("duties", ()))
    names = workload_yaml.Countable(around.matters, duties, around.sources)
    return workload_yaml.workload(entry["workload"], names, problems=problems)


def _levels(entry: Entry, *, problems: Problems) -> tuple[tuple[Level, ...], Level]:
    written = distinct(entry.get("levels", ()), problems=problems)
    levels = tuple(Level(name) for name in written) or (ONLY_LEVEL,)
    audits = entry.get("audits")
    if "levels" in entry.failed:
        levels = _mentioned_levels(entry)
        return levels, Level(audits.text) if audits is not None and audits.text in levels else levels[0]
    if audits is None or not check_known(audits, levels, what=("cấp", "level"), problems=problems):
        return levels, levels[0]
    return levels, Level(audits.text)


def _mentioned_levels(entry: Entry) -> tuple[Level, ...]:
    """List the levels that are used, where the list of levels itself could not be read."""
    entries = (inside for key in ("offices", "bodies") for _, inside in entry.get(key, ()))
    return tuple(dict.fromkeys(Level(inside["level"].text) for inside in entries if "level" in inside)) or (
        ONLY_LEVEL,
    )


def _ranks(levels: tuple[Level, ...], audits: Level) -> Mapping[Level, int]:
    return {level: rank - levels.index(audits) for rank, level in enumerate(levels)}


def sources_of(entry: Entry) -> dict[SourceId, Source]:
    """Build the declared sources."""
    return {
        SourceId(name.text): _source(SourceId(name.text), source) for name, source in entry.get("sources", ())
    }


def _source(identity: SourceId, entry: Entry) -> Source:
    start, end = entry.get("from"), entry.get("to")
    return Source(
        identity,
        entry.get("title") or plain(identity),
        entry.get("url", ""),
        str(start or ""),
        str(end or ""),
    )


def _duty(name: Name, entry: Entry, sources: Mapping[SourceId, Source], problems: Problems) -> Duty:
    return Duty(name.text, entry.get("name") or plain(name.text), basis_of(entry, sources, problems=problems))


def _declared(
    entry: Entry, key: str, *, levels: tuple[Level, ...], audits: Level, problems: Problems
) -> tuple[Declared, ...]:
    return tuple(
        Declared(name, inside, level_of(inside, levels, otherwise=audits, problems=problems))
        for name, inside in entry.get(key, ())
    )


def _names(
    entry: Entry, *, offices: Iterable[Declared], bodies: tuple[Declared, ...], ranks: Mapping[Level, int]
) -> Names:
    deciding = [d for d in bodies if "decides" in d.entry or "decides" in d.entry.failed]
    headed = (BodyId(d.name.text) for d in deciding if "head" in d.entry.get("decides", ()))
    return Names(
        offices={OfficeId(d.name.text): ranks[d.level] for d in offices},
        bodies={BodyId(d.name.text): ranks[d.level] for d in bodies},
        groups=frozenset(GroupId(name.text) for name, _ in entry.get("groups", ())),
        deciding=frozenset(BodyId(d.name.text) for d in deciding),
        headed=frozenset(headed),
    )


def _check_one_meaning(entry: Entry, *, problems: Problems) -> None:
    words = {
        "offices": ("chức danh", "an office"),
        "bodies": ("cơ quan", "a body"),
        "groups": ("nhóm", "a group"),
    }
    seen: dict[str, tuple[str, int]] = {}
    for key, (vi, en) in words.items():
        for name, _ in entry.get(key, ()):
            if name.text not in seen:
                seen[name.text] = (key, name.at.line)
                continue
            (other_vi, other_en), line = words[seen[name.text][0]], seen[name.text][1]
            problems.add(
                name.at,
                both(
                    f"“{name.text}” vừa là {other_vi} (dòng {line}) vừa là {vi}",
                    f"“{name.text}” names both {other_en} (line {line}) and {en}",
                ),
                both("đặt tên khác cho một bên", "give one of them another name"),
            )


def _groups(entry: Entry, names: Names, *, problems: Problems) -> dict[GroupId, Actor]:
    groups: dict[GroupId, Actor] = {}
    spots: dict[GroupId, Spot] = {}
    for name, written in entry.get("groups", ()):
        actor = read_actor(written, names, problems=problems)
        spots[GroupId(name.text)] = name.at
        if actor is not None:
            groups[GroupId(name.text)] = actor
    circle = find_cycle(groups)
    if circle:
        path = " → ".join(circle if len(circle) <= 12 else (*circle[:6], "…", *circle[-5:]))
        problems.add(
            spots[circle[0]],
            both(f"các nhóm gọi vòng quanh: {path}", f"groups name one another in a circle: {path}"),
            both("bỏ một mắt xích", "break the circle at one of them"),
        )
    return groups


def check_apart(frameworks: Iterable[tuple[Framework, Spot]], *, problems: Problems) -> None:
    """Note frameworks that share an id or some days of validity: each day has at most one."""
    ordered = sorted(frameworks, key=lambda pair: (pair[0].valid.first, pair[0].valid.last))
    ids: set[str] = set()
    for framework, at in ordered:
        if framework.id in ids:
            what = both(
                f"có hai khung quy chế mang mã “{framework.id}”",
                f"two frameworks have the id “{framework.id}”",
            )
            problems.add(at, what, both("đặt mã khác", "choose another id"))
        ids.add(framework.id)
    for (earlier, _), (later, at) in pairwise(ordered):
        if earlier.valid.overlaps(later.valid):
            problems.add(
                at,
                both(
                    f"“{earlier.id}” và “{later.id}” cùng có hiệu lực trong một số ngày",
                    f"“{earlier.id}” and “{later.id}” are both in force on some days",
                ),
                both(
                    "sửa valid: mỗi ngày chỉ có một khung quy chế",
                    "mend valid: each day has only one framework",
                ),
            )
