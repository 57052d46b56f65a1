"""A framework told row by row, and what a change does to it: each part that says something else, before and after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from counterpoise.domain.citing import cite_text
from counterpoise.domain.day_words import span_name
from counterpoise.domain.institution import Framework
from counterpoise.domain.names import HOWS, STATUSES
from counterpoise.domain.words import Basis, SourceId, Text, plain
from counterpoise.formats.framework_page.saying import Saying
from counterpoise.formats.framework_page.saying import saying as opened
from counterpoise_site.register.case_rows import FrameworkNamed
from counterpoise_site.register.framework_edits import stem_of
from counterpoise_site.register.framework_rows import row_name, rule_name
from counterpoise_site.register.levels import level_name
from counterpoise_site.register.models import Paper
from counterpoise_site.register.records import read
from counterpoise_site.register.same_framework import SameFramework
from counterpoise_site.register.snapshot import framework as framework_of

Field = tuple[Text, str, str]

MOST_FIELDS = 120
_PARTS = {
    "name": Text("tên", "name"),
    "level": Text("cấp", "level"),
    "seats": Text("số ghế", "seats"),
    "bodies": Text("thành viên của", "member of"),
    "ties": Text("phụ thuộc", "depends on"),
    "duties": Text("nhiệm vụ", "duties"),
    "members": Text("thành viên", "members"),
    "decides": Text("quyết định", "decides"),
    "basis": Text("căn cứ", "ground"),
    "says": Text("nội dung", "says"),
    "whole": Text("hiệu lực", "in force"),
}
_KINDS = {
    "office": Text("chức danh", "office"),
    "body": Text("cơ quan", "body"),
    "group": Text("nhóm", "group"),
    "matter": Text("việc", "matter"),
    "rule": Text("quy tắc", "rule"),
    "source": Text("nguồn", "source"),
    "arrangement": Text("mô hình", "arrangement"),
}

_Told = dict[tuple[str, str], tuple[Text, Text]]


def framework_fields(
    before: Framework | None, after: Framework | None, *, language: str
) -> tuple[Field, ...]:
    """List what differs, part by part; of a framework that comes new or goes, only how much it holds."""
    if before is None or after is None:
        return _sizes(before, after, language)
    was, now = _told(before), _told(after)
    fields = []
    for key in dict.fromkeys([*was, *now]):
        old, new = was.get(key), now.get(key)
        if (old and old[1]) != (new and new[1]):
            label = (new or old or (plain(""), plain("")))[0]
            fields.append((label, old[1].of(language) if old else "", new[1].of(language) if new else ""))
    left = len(fields) - MOST_FIELDS
    if left > 0:
        more = Text(f"và {left} chỗ khác nữa", f"and {left} more")
        return (*fields[:MOST_FIELDS], (more, "", "…"))
    return tuple(fields)


def version_before(named: FrameworkNamed) -> Framework | None:
    """Find the version a new one was cut from: of the same stem, in force until or on its first day."""
    new = framework_of(named.digest)
    papers = Paper.objects.filter(kind=Paper.Kind.FRAMEWORK, key__startswith=f"framework:{stem_of(new.id)}")
    for content in papers.order_by("-recorded_from", "-pk").values_list("content", flat=True):
        other = read(FrameworkNamed, content)
        if other.id == new.id or stem_of(other.id) != stem_of(new.id):
            continue
        one = framework_of(other.digest)
        if one.valid.covers(new.valid.first) or (new.valid.first - one.valid.last).days == 1:
            return one
    return None


def office_parts(framework: Framework, office: str) -> tuple[tuple[Text, Text], ...]:
    """Say an office, part by part."""
    return _parts(framework, f"office:{office}")


def body_parts(framework: Framework, body: str) -> tuple[tuple[Text, Text], ...]:
    """Say a body, part by part."""
    return _parts(framework, f"body:{body}")


def _parts(framework: Framework, address: str) -> tuple[tuple[Text, Text], ...]:
    told = _told(framework)
    return tuple(
        (_PARTS[part], said) for (row, part), (_, said) in told.items() if row == address and part != "name"
    )


def _sizes(before: Framework | None, after: Framework | None, language: str) -> tuple[Field, ...]:
    one = after or before
    if one is None:
        return ()
    said = (
        (Text("tên", "title"), one.title.of(language)),
        (Text("hiệu lực", "in force"), span_name(one.valid).of(language)),
        (Text("số cơ quan", "bodies"), str(len(one.bodies))),
        (Text("số chức danh", "offices"), str(len(one.offices))),
        (Text("số việc", "matters"), str(len(one.matters))),
        (Text("số quy tắc", "rules"), str(len(one.rules))),
    )
    return tuple((label, "" if after else value, value if after else "") for label, value in said)


def _told(framework: Framework) -> _Told:
    return _told_of(framework.id, SameFramework(framework))


@lru_cache(maxsize=16)
def _told_of(_: str, one: SameFramework) -> _Told:
    framework = one.framework
    vi, en = opened(framework, "vi"), opened(framework, "en")
    told: _Told = {
        ("framework", "name"): (Text("tên", "title"), framework.title),
        ("framework", "whole"): (Text("hiệu lực", "in force"), span_name(framework.valid)),
    }
    for address, name, parts in _rows(framework, vi, en):
        for part, said in parts.items():
            if said.vi or said.en:
                kind = _KINDS[address.partition(":")[0]]
                label = Text(
                    f"{kind.vi} “{name.vi}” – {_PARTS[part].vi}", f"{kind.en} “{name.en}” – {_PARTS[part].en}"
                )
                told[address, part] = (label, said)
    return told


def _rows(framework: Framework, vi: Saying, en: Saying) -> Iterator[tuple[str, Text, Mapping[str, Text]]]:
    for office in framework.offices.values():
        yield f"office:{office.id}", office.name, _office(framework, office.id, vi, en)
    for body in framework.bodies.values():
        members = _joined([framework.offices[member].name for member in body.members])
        decides = plain("") if body.decides is None else Text(vi.decides(body), en.decides(body))
        parts = {"name": body.name, "level": level_name(body.level), "members": members, "decides": decides}
        yield f"body:{body.id}", body.name, parts | {"basis": basis_text(framework, body.basis)}
    for key, actor in framework.groups.items():
        yield f"group:{key}", plain(key), {"says": Text(vi.actor(actor), en.actor(actor))}
    for matter in framework.matters.values():
        steps = [Text(f"{vi.step(s)}: {vi.who(s)}", f"{en.step(s)}: {en.who(s)}") for s in matter.steps]
        parts = {"name": matter.name, "says": _joined(steps), "basis": basis_text(framework, matter.basis)}
        yield f"matter:{matter.id}", matter.name, parts
    for rule in framework.rules:
        name = rule_name(framework, rule)
        says = Text(vi.rule(rule), en.rule(rule))
        yield f"rule:{rule.id}", name, {"says": says, "basis": basis_text(framework, rule.basis)}
    for one in framework.arrangements:
        name = row_name(framework, f"arrangement:{one.id}") or plain(one.id)
        says = _joined([framework.offices[office].name for office in (*one.offices, *one.accompanying)])
        yield f"arrangement:{one.id}", name, {"says": says}
    for source in framework.sources.values():
        yield f"source:{source.id}", source.title, {"says": plain(source.url)}


def _office(framework: Framework, key: str, vi: Saying, en: Saying) -> dict[str, Text]:
    office = next(one for one in framework.offices.values() if one.id == key)
    ties = [
        Text(f"{vi.actor(tie.actor)} ({HOWS[tie.how].vi})", f"{en.actor(tie.actor)} ({HOWS[tie.how].en})")
        for tie in office.ties
    ]
    sits = [body.name for body in framework.bodies.values() if office.id in body.members]
    duties = [
        framework.duties[duty].name if duty in framework.duties else plain(duty) for duty in office.duties
    ]
    return {
        "name": office.name,
        "level": level_name(office.level),
        "seats": plain(str(office.seats)),
        "bodies": _joined(sits),
        "ties": _joined(ties),
        "duties": _joined(duties),
        "basis": basis_text(framework, office.basis),
    }


def basis_text(framework: Framework, basis: Basis) -> Text:
    """Cite the grounds of a row, each with how far it was verified."""
    return _joined([_cited(framework, one.source, one.cite, one.status) for one in basis])


def _cited(framework: Framework, source: SourceId, cite: str, status: object) -> Text:
    known = framework.sources.get(source)
    title, article = known.title if known is not None else plain(source), cite_text(cite)
    mark = next((name for key, name in STATUSES.items() if key == status), None)
    vi = title.vi + (f", {article.vi}" if cite else "") + (f" ({mark.vi})" if mark else "")
    en = title.en + (f", {article.en}" if cite else "") + (f" ({mark.en})" if mark else "")
    return Text(vi, en)


def _joined(texts: list[Text]) -> Text:
    return Text("; ".join(one.vi for one in texts), "; ".join(one.en for one in texts))
