"""The rows of a legal regime by their addresses (`rule:r12`, `step:payment/sign`): what a dispute or a review is about, in words."""

from __future__ import annotations

from collections.abc import Iterable

from counterpoise.domain.institution import Case, Framework
from counterpoise.domain.names import ACTS, HOWS, Names
from counterpoise.domain.reviews import addresses
from counterpoise.domain.rules import Rule
from counterpoise.domain.words import ArrangementId, BodyId, GroupId, MatterId, OfficeId, Text
from counterpoise.formats.framework_page.saying import Saying, saying

_LONGEST = 120
_KINDS = {
    "office": Text("chức danh", "office"),
    "tie": Text("ràng buộc", "tie"),
    "body": Text("cơ quan", "body"),
    "matter": Text("việc", "matter"),
    "step": Text("bước", "step"),
    "rule": Text("quy tắc", "rule"),
    "duty": Text("nhiệm vụ", "duty"),
    "arrangement": Text("mô hình", "arrangement"),
}


def row_name(framework: Framework, address: str) -> Text | None:
    """Name a row in words; nothing where the regime has no such row."""
    kind, _, key = address.partition(":")
    if kind == "office" and (office := framework.offices.get(OfficeId(key))):
        return office.name
    if kind == "body" and (body := framework.bodies.get(BodyId(key))):
        return body.name
    if kind == "matter" and (matter := framework.matters.get(MatterId(key))):
        return matter.name
    if kind == "duty" and (duty := framework.duties.get(key)):
        return duty.name
    if kind == "rule":
        rule = next((one for one in framework.rules if one.id == key), None)
        return None if rule is None else rule_name(framework, rule)
    if kind == "arrangement":
        return _arrangement(framework, ArrangementId(key))
    return _inner(framework, kind, key)


def mention_name(framework: Framework, address: str) -> Text | None:
    """Name a row with its kind, also the rows nobody reviews: groups, and who issues regulations."""
    kind, _, key = address.partition(":")
    if kind == "group":
        said = [saying(framework, tongue).actor(framework.groups[GroupId(key)]) for tongue in ("vi", "en")]
        return Text(f"nhóm: {_short(said[0])}", f"the group: {_short(said[1])}")
    if kind == "issuing":
        return Text("ai ban hành và ký quy chế", "who issues and signs regulations")
    name = row_name(framework, address)
    return None if name is None else Text(f"{_KINDS[kind].vi}: {name.vi}", f"{_KINDS[kind].en}: {name.en}")


def rule_name(framework: Framework, rule: Rule) -> Text:
    """Say a rule by its name, or where it has none by what it asks."""
    if rule.name is not None:
        return rule.name
    names = Names(Case("law", framework.title, (framework,), None, {}), framework)
    return Text(Saying(framework, "vi", names).rule(rule), Saying(framework, "en", names).rule(rule))


def row_choices(frameworks: Iterable[Framework], language: str) -> list[tuple[str, str]]:
    """List every row that can be reviewed, by address, with a name people know it by."""
    named: dict[str, str] = {}
    for framework in frameworks:
        for address in addresses(framework):
            name = row_name(framework, address)
            kind = _KINDS[address.partition(":")[0]].of(language)
            named[address] = f"{kind}: {name.of(language)}" if name else address
    return sorted(named.items(), key=lambda pair: list(_KINDS).index(pair[0].partition(":")[0]))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _arrangement(framework: Framework, key: ArrangementId) -> Text | None:
    found = next((one for one in framework.arrangements if one.id == key), None)
    if found is None:
        return None
    names = [framework.offices[office].name for office in found.offices]
    return found.name or Text(" + ".join(one.vi for one in names), " + ".join(one.en for one in names))


def _inner(framework: Framework, kind: str, key: str) -> Text | None:
    """Name a tie of an office or a step of a matter."""
    outer, _, inner = key.partition("/")
    if kind == "tie" and (office := framework.offices.get(OfficeId(outer))) and inner.isdecimal():
        if not 1 <= int(inner) <= len(office.ties):
            return None
        how = HOWS[office.ties[int(inner) - 1].how]
        return Text(f"{office.name.vi}: {how.vi} ({inner})", f"{office.name.en}: {how.en} ({inner})")
    if kind == "step" and (matter := framework.matters.get(MatterId(outer))):
        for number, step in enumerate(matter.steps, start=1):
            if step.id == inner:
                act = step.name or ACTS[step.act]
                return Text(
                    f"{matter.name.vi}, bước {number}: {act.vi}", f"{matter.name.en}, step {number}: {act.en}"
                )
    return None
