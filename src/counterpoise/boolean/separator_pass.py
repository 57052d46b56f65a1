"""One pass up and one down the bodies of a separator's plan: probabilities, or counts by their remainders.

Going up, each half of a body adds its inner bodies up, and the body meets its need in so many ways in each state.
Going down, each inner body learns in how many ways it decides, by the same sums from the other side (the reverse
accumulation of a derivative; Linnainmaa 1970), and each private member by tails of the others' weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterpoise.boolean.separator_plan import Body, Half, Indexes, Plan, Step
from counterpoise.boolean.separator_ways import (
    ONE,
    Numbers,
    Question,
    Ways,
    axes_of,
    column_sums,
    kinds_of,
    outer_of,
    pivots_of,
    row_sums,
    tail_of,
)

Sums = dict[int, Any]
"""For each sum of inner weights the ways to reach it, one number a state; `ONE` while nothing was added."""

TAILS = 1 << 22
"""The entries of tails that are held at once."""


@dataclass(frozen=True, slots=True)
class _Up:
    """For each body: in how many ways it is true and false in each state, and the sums of its halves."""

    true: list[Numbers]
    false: list[Numbers]
    left: list[list[Sums]]
    right: list[list[Sums]]
    met: list[Sums]
    """For each sum of the left half: in how many ways the right half and the private meet the need."""


def settled(plan: Plan, ways: Ways, *, look: Callable[[], None]) -> Numbers:
    """Give in how many ways the root is true, one number a question."""
    found = []
    for part in _batches(plan, ways):
        tails, axes = [tail_of(body.private, part) for body in plan.bodies], axes_of(plan, part)
        for column in range(part.true.shape[1]):
            look()
            question = part.one(column)
            value = _in_settings(plan, _rise(plan, question, [tail[column] for tail in tails]))
            ahead, behind = outer_of(axes, column, question)
            sums = question.reduced(row_sums(value, behind, question) * ahead)
            found.append(question.reduced(sums.sum()))
    return np.array(found)


def highest(plan: Plan, ways: Ways) -> Numbers:
    """Give in how many ways the root of a plan with one setting is true, whatever that setting is worth."""
    tails = [tail_of(body.private, ways) for body in plan.bodies]
    columns = range(ways.true.shape[1])
    return np.array([_rise(plan, ways.one(c), [tail[c] for tail in tails]).true[-1][0] for c in columns])


def decided(plan: Plan, ways: Ways, *, look: Callable[[], None]) -> tuple[Numbers, Numbers]:
    """Give in how many ways the root is true, and in how many each variable decides: one column a question."""
    runs = [_decided(plan, part, look=look) for part in _batches(plan, ways)]
    return np.concatenate([true for true, _ in runs]), np.concatenate([found for _, found in runs], axis=1)


def _batches(plan: Plan, ways: Ways) -> Iterator[Ways]:
    """Take so many questions at once that tails stay small."""
    entries = sum((body.whole + 2) * (1 + len(kinds_of(body, ways))) for body in plan.bodies)
    step = max(1, TAILS // entries)
    for start in range(0, ways.true.shape[1], step):
        yield ways.some(slice(start, start + step))


def _decided(plan: Plan, ways: Ways, *, look: Callable[[], None]) -> tuple[Numbers, Numbers]:
    columns = ways.true.shape[1]
    tails = [tail_of(body.private, ways) for body in plan.bodies]
    look()
    pivots = [pivots_of(body, ways) for body in plan.bodies]
    axes = axes_of(plan, ways)
    true = np.zeros(columns, dtype=ways.true.dtype)
    found = np.zeros((plan.size, columns), dtype=ways.true.dtype)
    first, second = [], []
    for column in range(columns):
        look()
        question = ways.one(column)
        tail = [rows[column] for rows in tails]
        ahead, behind = outer_of(axes, column, question)
        up = _rise(plan, question, tail)
        value = _in_settings(plan, up)
        first.append(row_sums(value, behind, question))
        second.append(column_sums(value, ahead, question))
        true[column] = question.reduced(question.reduced(first[-1] * ahead).sum())
        outer = question.reduced(np.outer(ahead, behind).reshape(-1))
        lacking = _fall(plan, question, up, tail=tail, outer=outer)
        for lack, pivot in zip(lacking, pivots, strict=True):
            for members, decisive in pivot:
                found[members, column] = question.reduced(question.reduced(lack * decisive[column]).sum())
    _where_shared_decide(plan, ways, ahead=np.array(first).T, behind=np.array(second).T, found=found)
    return true, found


def _rise(plan: Plan, question: Question, tails: Sequence[Numbers]) -> _Up:
    """Go up: in how many ways each body is true in each of its states."""
    up = _Up([], [], [], [], [])
    totals: list[Any] = []
    for body, tail in zip(plan.bodies, tails, strict=True):
        left, right = _added(body.left, question, up), _added(body.right, question, up)
        met = {reached: _met(body, reached, right[-1], question, tail) for reached in body.left.sums}
        value = question.joined(
            [(_taken(s, body.of_left), met[at][body.of_right]) for at, s in left[-1].items()]
        )
        total = tail[0]
        for inner, _ in (*body.left.inner, *body.right.inner):
            total = question.reduced(total * totals[inner])
        totals.append(total)
        up.true.append(value)
        up.false.append(question.reduced(total - value))
        up.left.append(left)
        up.right.append(right)
        up.met.append(met)
    return up


def _taken(numbers: Any, at: Indexes) -> Any:
    return ONE if numbers is ONE else numbers[at]


def _added(half: Half, question: Question, up: _Up) -> list[Sums]:
    """Add the inner bodies of a half up, one after the other."""
    levels: list[Sums] = [{0: ONE}]
    for (inner, _), at, step in zip(half.inner, half.at, half.steps, strict=True):
        false, true = up.false[inner][at], up.true[inner][at]
        terms: dict[int, list[tuple[Any, Any]]] = {}
        for so_far, stays, gains in step:
            number = levels[-1][so_far]
            if stays is not None:
                terms.setdefault(stays, []).append((number, false))
            if gains is not None:
                terms.setdefault(gains, []).append((number, true))
        levels.append({reached: question.joined(pairs) for reached, pairs in terms.items()})
    return levels


def _met(body: Body, reached: int, right: Sums, question: Question, tail: Numbers) -> Numbers:
    """Give in how many ways the right half and the private add what is needed beyond a sum of the left half."""
    terms = []
    for more, number in right.items():
        place = body.at(reached + more)
        if isinstance(place, int):
            if place == 0:
                terms.append((number, tail[0]))
        else:
            terms.append((number, tail[place]))
    return _over(body.right.states, question.joined(terms) if terms else 0, tail)


def _over(states: int, numbers: Any, like: Numbers) -> Numbers:
    """Write one number out for every state."""
    return (
        numbers
        if isinstance(numbers, np.ndarray) and numbers.ndim
        else np.full(states, numbers, dtype=like.dtype)
    )


def _in_settings(plan: Plan, up: _Up) -> Numbers:
    return up.true[-1] if plan.of is None else up.true[-1][plan.of]


def _fall(
    plan: Plan, question: Question, up: _Up, *, tail: Sequence[Numbers], outer: Numbers
) -> list[Numbers]:
    """Go down: for each body, in how many ways its private members are left with each need."""
    root = plan.bodies[-1]
    around: list[Numbers] = [outer] * len(plan.bodies)
    around[-1] = outer if plan.of is None else question.gathered(plan.of, outer, root.states)
    lacking: list[Numbers] = [outer] * len(plan.bodies)
    for number in range(len(plan.bodies) - 1, -1, -1):
        body = plan.bodies[number]
        left, right = up.left[number], up.right[number]
        to_left: Sums = {}
        to_right: dict[int, list[tuple[Any, Any]]] = {}
        lacks = np.zeros(body.whole + 2, dtype=outer.dtype)
        for reached, sums in left[-1].items():
            if body.left.inner:
                more = question.joined([(around[number], up.met[number][reached][body.of_right])])
                to_left[reached] = question.gathered(body.of_left, more, body.left.states)
            own = question.joined([(around[number], _taken(sums, body.of_left))])
            own = question.gathered(body.of_right, own, body.right.states)
            for more_reached, beside in right[-1].items():
                place = body.at(reached + more_reached)
                if isinstance(place, int):
                    if place == 0:
                        to_right.setdefault(more_reached, []).append((own, tail[number][0]))
                    continue
                if body.right.inner:
                    to_right.setdefault(more_reached, []).append((own, tail[number][place]))
                if body.private:
                    lacks += question.gathered(place, question.joined([(own, beside)]), len(lacks))
        lacking[number] = question.reduced(lacks)
        _returned(body.left, question, up, levels=left, after=to_left, around=around)
        joined = {reached: question.joined(terms) for reached, terms in to_right.items()}
        _returned(body.right, question, up, levels=right, after=joined, around=around)
    return lacking


def _returned(
    half: Half, question: Question, up: _Up, *, levels: list[Sums], after: Sums, around: list[Numbers]
) -> None:
    """Go back through the sums of a half: each inner body decides where its weight leads to another sum."""
    for number in range(len(half.inner) - 1, -1, -1):
        inner, at, step = half.inner[number][0], half.at[number], half.steps[number]
        decides = [
            (levels[number][so_far], gain)
            for so_far, stays, gains in step
            if (gain := _gain(after, stays, gains)) is not None
        ]
        found = _over(half.states, question.joined(decides) if decides else 0, up.true[inner])
        around[inner] = question.gathered(at, found, len(up.true[inner]))
        if number:
            after = _before(step, after, question, up.false[inner][at], up.true[inner][at])


def _gain(after: Sums, stays: int | None, gains: int | None) -> Any:
    """Give how much more is reached with a body than without."""
    more = after.get(gains) if gains is not None else None
    less = after.get(stays) if stays is not None else None
    if stays == gains or (more is None and less is None):
        return None
    return more if less is None else -less if more is None else more - less


def _before(step: Sequence[Step], after: Sums, question: Question, false: Numbers, true: Numbers) -> Sums:
    """Give what a sum before a body is worth from what sums after it are."""
    before: Sums = {}
    for so_far, stays, gains in step:
        terms = [(after[end], factor) for end, factor in ((stays, false), (gains, true)) if end in after]
        if terms:
            before[so_far] = question.joined(terms)
    return before


def _where_shared_decide(plan: Plan, ways: Ways, *, ahead: Numbers, behind: Numbers, found: Numbers) -> None:
    """Fill in where one of a group of the shared decides, from what is left when half of the groups are added up."""
    axes, fewer = axes_of(plan, ways), axes_of(plan, ways, less=1)
    cut = len(axes) // 2
    for numbers, left in ((range(cut), ahead), (range(cut, len(axes)), behind)):
        for number in numbers:
            rest = left.reshape(len(axes[number]), -1, left.shape[-1])
            for axis in [axes[later] for later in reversed(numbers) if later > number]:
                rest = rest.reshape(len(axes[number]), -1, *axis.shape)
                rest = ways.reduced(ways.reduced(rest * axis).sum(axis=2))
            gained = ways.reduced(np.diff(rest[:, 0], axis=0))
            found[list(plan.groups[number])] = ways.reduced(ways.reduced(gained * fewer[number]).sum(axis=0))
            most = left.reshape(len(axes[number]), -1, left.shape[-1])
            left = ways.reduced(ways.reduced(most * axes[number][:, None]).sum(axis=0))
