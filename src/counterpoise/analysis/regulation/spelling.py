"""Actors, deadlines and lists in full: a regulation shortens nothing and shows no id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterpoise.analysis.acting import groups_below, leaf_terms
from counterpoise.domain.actors import Actor, AtLeastTerm, BodyTerm, GroupTerm, OfficeTerm
from counterpoise.domain.matters import Act, Deadline, Power, Step, When
from counterpoise.domain.names import ACTS, Names
from counterpoise.domain.quotas import Count, Majority, Quota
from counterpoise.domain.words import GroupId, Text, capital

# What the act of an informing step is to the reader where the step has no name of its own.
WHENS = {
    When.ALWAYS: Text("thường xuyên", "standing"),
    When.PERIODIC: Text("định kỳ", "periodic"),
    When.COMPLAINT: Text("khi có khiếu nại, tố cáo", "on complaint"),
}
TIMES = {
    When.ALWAYS: Text("ở từng vụ việc, trước khi hoàn thành", "in every case, before it is done"),
    When.PERIODIC: Text("theo chương trình kiểm tra", "by the programme of checks"),
    When.COMPLAINT: Text("khi có khiếu nại, tố cáo", "on complaint"),
}
_Said = tuple[Text, int]
_MOST_GROUPS = 20  # groups below an actor: beyond them its full name would be longer than anybody reads
BY_CALENDAR = Text("theo lịch công tác", "by the work calendar")


def actor_name(actor: Actor, names: Names) -> Text:
    """Name an actor with all its parts, groups spelt out; one of very many groups by the offices it is made of."""
    framework = names.framework
    below = groups_below(framework, actor)
    if len(below) > _MOST_GROUPS:
        leaves = dict.fromkeys(_leaf(term, names) for term in leaf_terms(framework, actor))
        listed = listed_of(list(leaves))
        return Text(f"nhóm gồm: {listed.vi}", f"the group of: {listed.en}")
    groups: dict[GroupId, _Said] = {}
    for group in below:
        groups[group] = _said(framework.groups[group], groups, names)
    return _said(actor, groups, names)[0]


def _said(actor: Actor, groups: Mapping[GroupId, _Said], names: Names) -> _Said:
    """Name an actor; the number tells whether it is a choice (1), a joint act (2) or one name (0)."""
    said: list[_Said] = []
    for term in actor.terms:
        match term:
            case GroupTerm(group):
                said.append(groups[group])
            case AtLeastTerm(count, parts):
                said.append(_joined(count, [said[part] for part in parts]))
            case OfficeTerm() | BodyTerm():
                said.append((_leaf(term, names), 0))
    return said[-1]


def _leaf(term: OfficeTerm | BodyTerm, names: Names) -> Text:
    match term:
        case OfficeTerm(office):
            return names.office(office)
        case BodyTerm(body, quota):
            return with_quota(names.body(body), quota)


def _joined(count: int, parts: Sequence[_Said]) -> _Said:
    texts = list(dict.fromkeys(text for text, _ in parts))
    if len(texts) == 1:
        return texts[0], parts[0][1]
    if count == len(parts):
        return all_of([_bracketed(text) if kind == 1 else text for text, kind in parts]), 2
    if count == 1:
        return any_of([_bracketed(text) if kind == 2 else text for text, kind in parts]), 1
    listed = listed_of(texts)
    return Text(f"ít nhất {count} trong số: {listed.vi}", f"at least {count} of: {listed.en}"), 2


def _bracketed(text: Text) -> Text:
    return Text(f"({text.vi})", f"({text.en})")


def with_quota(name: Text, quota: Quota | None) -> Text:
    """Add to a body's name the votes it needs for this once."""
    match quota:
        case None:
            return name
        case Majority():
            return Text(f"{name.vi} (quá nửa)", f"{name.en} (more than half)")
        case Count(votes):
            return Text(f"{name.vi} (ít nhất {votes} phiếu)", f"{name.en} (at least {votes} votes)")
        case _:
            return Text(f"{name.vi} (ít nhất {quota})", f"{name.en} (at least {quota})")


def any_of(texts: Sequence[Text]) -> Text:
    """Join names by "or", the Vietnamese way and the English way."""
    return Text(_series([t.vi for t in texts], "hoặc"), _series([t.en for t in texts], "or"))


def all_of(texts: Sequence[Text]) -> Text:
    """Join names by "and"."""
    return Text(_series([t.vi for t in texts], "và"), _series([t.en for t in texts], "and"))


def listed_of(texts: Sequence[Text]) -> Text:
    """List names with semicolons."""
    return Text("; ".join(t.vi for t in texts), "; ".join(t.en for t in texts))


def lines_of(texts: Sequence[Text]) -> Text:
    """Put texts one under the other in a cell."""
    return Text("\n".join(t.vi for t in texts), "\n".join(t.en for t in texts))


def quoted(texts: Sequence[Text]) -> Text:
    """Name matters in quotation marks, one after another."""
    return Text("; ".join(f"“{t.vi}”" for t in texts), "; ".join(f"“{t.en}”" for t in texts))


def _series(words: Sequence[str], joint: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


def step_title(step: Step) -> Text:
    """Say what is done in a step, without its actor, which has a column of its own."""
    return capital(step.name or ACTS[step.act])


def deadline_said(step: Step, numbers: dict[str, str]) -> Text:
    """Say by when a step is taken: days spelt out as calendar or working days, counted from or to another step."""
    if step.days is None:
        return TIMES[step.when] if step.power is Power.OVERSIGHT else BY_CALENDAR
    span = _days(step.days)
    other = step.days.after or step.days.before
    if step.days.days == 0 and not step.days.before:
        return _from(Text("ngay", "at once"), step.days.after, numbers)
    least = step.days.before is not None and step.act in (Act.PUBLISH, Act.OPINION)
    said = Text(
        f"{'ít nhất' if least or step.days.before else 'không quá'} {span.vi}",
        f"{'at least' if least or step.days.before else 'within'} {span.en}",
    )
    if step.days.before is not None and other is not None:
        number = numbers[other]
        return Text(f"{said.vi} trước bước {number}", f"{said.en} before step {number}")
    return _from(said, step.days.after, numbers)


def _from(said: Text, after: str | None, numbers: dict[str, str]) -> Text:
    if after is None:
        return said
    return Text(f"{said.vi} kể từ bước {numbers[after]}", f"{said.en} after step {numbers[after]}")


def _days(deadline: Deadline) -> Text:
    n = deadline.days
    if deadline.working:
        return Text(f"{n} ngày làm việc", f"{n} working day{'' if n == 1 else 's'}")
    return Text(f"{n} ngày", f"{n} calendar day{'' if n == 1 else 's'}")
