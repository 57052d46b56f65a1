"""What the forms of a body or an office say, put into the data of a framework."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from counterpoise.domain.institution import Framework
from counterpoise.formats.case_files.framework_data import Record
from counterpoise.formats.case_files.yaml_data import Data
from counterpoise_site.folding import folded
from counterpoise_site.register.framework_begun import AS_IT_STANDS
from counterpoise_site.register.framework_forms import NEW_SOURCE
from counterpoise_site.register.papers import slug

Said = Mapping[str, Any]


def with_office(
    framework: Framework, data: Record, said: Said, *, ties: Sequence[Said], basis: Sequence[Said]
) -> Record:
    """Put what the form of an office says into the data of its framework."""
    key = said["id"]
    old = _row(data, "offices", key)
    entry = _kept(
        name=_name(said),
        level=_level(framework, said),
        seats=said["seats"].strip() if said["seats"].strip() not in ("", "1") else None,
        ties=[_tie(one, cast("list[Record]", old.get("ties", []))) for one in ties],
        duties=_in_order(said.get("duties", ()), old.get("duties")),
        refs=old.get("refs"),
        basis=_grounds(basis, old),
    )
    bodies = {
        name: _seated(cast("Record", body), key, sits=name in said.get("bodies", ()))
        for name, body in _rows(data, "bodies").items()
    }
    after = {**data, "offices": {**_rows(data, "offices"), key: entry}}
    return _with_source({**after, "bodies": cast("Data", bodies)} if bodies else after, said)


def with_body(framework: Framework, data: Record, said: Said, *, basis: Sequence[Said]) -> Record:
    """Put what the form of a body says into the data of its framework."""
    key = said["id"]
    old = _row(data, "bodies", key)
    entry = _kept(
        name=_name(said),
        level=_level(framework, said),
        decides=_decides(framework, said),
        refs=old.get("refs"),
        basis=_grounds(basis, old),
    )
    members: Data = _in_order(said["members"], old.get("members"))
    ordered = {name: entry[name] for name in ("name", "level") if name in entry} | {"members": members}
    return _with_source({**data, "bodies": {**_rows(data, "bodies"), key: ordered | entry}}, said)


def free_id(framework: Framework, said: Said) -> str:
    """Give the id that was typed, else one made of the name that nothing of the framework has yet."""
    typed: str = said["id"].strip()
    stem = typed or slug(said["name_en"] or said["name_vi"]) or "x"
    taken = {*framework.offices, *framework.bodies, *framework.groups}
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return typed or next(name for name in names if name not in taken)


def source_id(title: str) -> str:
    """Make the id of a new source of its title."""
    return slug(title) or "source"


def _name(said: Said) -> Data:
    vi, en = said["name_vi"].strip(), said["name_en"].strip()
    return vi if en in ("", vi) else {"vi": vi, "en": en}


def _level(framework: Framework, said: Said) -> str | None:
    level: str = said.get("level") or framework.audits
    return None if level == framework.audits else level


def _tie(said: Said, old: Sequence[Record]) -> Record:
    actor: Data = said["actor"] or None
    number = said["actor"].removeprefix(AS_IT_STANDS) if said["actor"].startswith(AS_IT_STANDS) else ""
    if number.isdecimal() and int(number) < len(old):
        actor = old[int(number)]["actor"]
    before = old[said["number"]] if said["number"] < len(old) else {}
    return _kept(actor=actor, how=said["how"], basis=_first_ground(said, before))


def _first_ground(said: Said, before: Record) -> list[Data]:
    grounds = cast("list[Data]", before.get("basis", []))
    first = cast("Record", grounds[0]) if grounds else {}
    new = _ground(said, first)
    return [*([new] if new else []), *grounds[1:]]


def _grounds(said: Sequence[Said], old: Record) -> list[Data]:
    grounds = cast("list[Record]", old.get("basis", []))
    listed = [_ground(one, grounds[one["number"]] if one["number"] < len(grounds) else {}) for one in said]
    return [one for one in listed if one]


def _ground(said: Said, before: Record) -> Record:
    source = said["source"]
    return _kept(
        source=_NEW if source == NEW_SOURCE else source,
        cite=said["cite"].strip(),
        status=said["status"],
        note=before.get("note") if before.get("source") == source else None,
    )


_NEW = "\0new"  # stands for the new source until its id is known


def _with_source(data: Record, said: Said) -> Record:
    """Declare the new source, and name it where a row cites it."""
    title = said["new_source_vi"].strip()
    taken = _rows(data, "sources")
    stem = source_id(title) if title else NEW_SOURCE
    names = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    name = next(one for one in names if one not in taken)
    filled = cast("Record", _put(data, name))
    if not title:
        return filled
    return {**filled, "sources": {**taken, name: _kept(title=title, url=said["new_source_url"])}}


def _put(data: Data, name: str) -> Data:
    match data:
        case str():
            return name if data == _NEW else data
        case list():
            return [_put(one, name) for one in data]
        case dict():
            return {key: _put(one, name) for key, one in data.items()}
    return data


def _decides(framework: Framework, said: Said) -> Record | None:
    how = said["decides"]
    if not how:
        return None
    weights = _weights(framework, said["weights"])
    return _kept(
        head=said["head"],
        rule=how if how in ("majority", "two_thirds", "unanimity") else None,
        quota=said["quota"].strip(),
        votes="per_seat" if said["per_seat"] and not weights else None,
        weights=weights,
        of="seats" if said["of_seats"] else None,
        presiding=said["presiding"],
    )


def _weights(framework: Framework, text: str) -> Record:
    """Read lines such as `Chủ tịch = 3`, the office by its name or its id."""
    named = {
        folded(name): key for key, one in framework.offices.items() for name in (one.name.vi, one.name.en)
    }
    told: Record = {}
    for line in text.splitlines():
        if line.strip():
            name, _, number = line.rpartition("=") if "=" in line else (line, "", "")
            typed = name.strip()
            told[named.get(folded(typed), typed)] = number.strip() or "?"
    return told


def _seated(body: Record, office: str, *, sits: bool) -> Record:
    """Put an office among the members of a body, or out of them."""
    members = cast("list[Data]", body["members"])
    if sits == (office in members):
        return body
    kept: Data = [*members, office] if sits else [one for one in members if one != office]
    decides = cast("Record", body.get("decides", {}))
    if not sits and office in cast("Record", decides.get("weights", {})):
        weights = {key: one for key, one in cast("Record", decides["weights"]).items() if key != office}
        return {**body, "members": kept, "decides": {**decides, "weights": weights}}
    return {**body, "members": kept}


def _in_order(chosen: Iterable[str], old: Data) -> list[Data]:
    """List what was chosen, what was there before in its old order."""
    before = [one for one in cast("list[Data]", old or []) if one in set(chosen)]
    return [*before, *(one for one in chosen if one not in before)]


def _rows(data: Record, section: str) -> Record:
    return cast("Record", data.get(section, {}))


def _row(data: Record, section: str, key: str) -> Record:
    return cast("Record", _rows(data, section).get(key, {}))


def _kept(**pairs: Data) -> Record:
    return {key: value for key, value in pairs.items() if value is not None and value not in ("", [], {})}
