"""A clerk counts the votes of one group of persons by hand, without any formula, at one roster.

Persons are the bits of a number, so that votes of a group are counted at once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from counterpoise.analysis.acting import Tally, breaks_ties, counts_heads, tally_of
from counterpoise.analysis.law import Law, Leaf, Made, Offices
from counterpoise.domain.actors import Actor, AtLeastTerm, OfficeTerm
from counterpoise.domain.bodies import BodyVotes, HeadDecides
from counterpoise.domain.matters import Step
from counterpoise.domain.quotas import Quota
from counterpoise.domain.words import BodyId, OfficeId

Group = int
"""Some persons, as the bits of a number; `~group` is everybody else."""

NO_ONE: Group = 0
EVERYBODY: Group = ~NO_ONE

Says = Callable[[Group], bool]
"""Tells whether an actor acts when just a group says yes."""

Seated = Callable[[OfficeId], Sequence[Group]]
"""Gives who sits on each seat of an office, nobody where it is vacant."""


class Clerk:
    """Tells of every actor and step whether it acts when just some persons say yes; remembered by the very actor.

    Where only some offices `changed` hands, what else there is was told by the clerk `before`.
    """

    def __init__(
        self,
        law: Law,
        seated: Seated,
        *,
        before: Clerk | None = None,
        changed: Offices = 0,
    ) -> None:
        self._law = law
        self._seated = seated
        self._before = before
        self._changed = changed
        self._holders: dict[OfficeId, Group] = {}
        self._said: dict[tuple[int, Group], tuple[Actor, Says]] = {}
        self._steps: dict[int, tuple[Step, Says]] = {}
        self._bodies: dict[tuple[BodyId, Quota | None, Group], Says] = {}
        self._reached: dict[int, tuple[Actor, Group]] = {}
        self._pulled: dict[int, tuple[Actor, Says]] = {}

    def holders(self, office: OfficeId) -> Group:
        """Give everybody who holds an office."""
        known = self._holders.get(office)
        if known is None:
            known = self._holders[office] = self._before_or_now(office)
        return known

    def _before_or_now(self, office: OfficeId) -> Group:
        if self._before is not None and not self._changed & self._law.bit(office):
            return self._before.holders(office)
        found = NO_ONE
        for holder in self._seated(office):
            found |= holder
        return found

    def reached(self, actor: Actor) -> Group:
        """Give everybody with a seat in what an actor is made of."""
        known = self._reached.get(id(actor))
        if known is None:
            known = self._reached[id(actor)] = actor, self._all_holders(self._law.reach(actor))
        return known[1]

    def aside(self, step: Step) -> Group:
        """Give whoever steps aside in a step."""
        return self._all_holders(step.excludes)

    def _all_holders(self, offices: Collection[OfficeId]) -> Group:
        found = NO_ONE
        for office in offices:
            found |= self.holders(office)
        return found

    def acting(self, step: Step) -> Actor:
        """Give who acts in a step: its substitute when its actor can no longer act at all."""
        if step.substitute is None or self.says(step.actor, self.aside(step))(EVERYBODY):
            return step.actor
        return step.substitute

    def step(self, step: Step) -> Says:
        """Tell when a step is taken."""
        known = self._steps.get(id(step))
        if known is None:
            said = self.says(self.acting(step), self.aside(step) if step.excludes else NO_ONE)
            known = self._steps[id(step)] = step, said
        return known[1]

    def says(self, actor: Actor, aside: Group = NO_ONE) -> Says:
        """Tell when an actor acts, while some have no say."""
        known = self._said.get((id(actor), aside))
        if known is None:
            if self._before is not None and not self._changed & self._law.offices(actor):
                said = self._before.says(actor, aside)
            else:
                said = self._made(self._law.made_of(actor), aside)
            known = self._said[id(actor), aside] = actor, said
        return known[1]

    def pulls(self, actor: Actor) -> Says:
        """Tell when an actor moves whoever depends on it: when it acts, and somebody of it says yes."""
        known = self._pulled.get(id(actor))
        if known is None:
            known = self._pulled[id(actor)] = actor, self._pulling(actor)
        return known[1]

    def _pulling(self, actor: Actor) -> Says:
        if self._before is not None and not self._changed & self._law.offices(actor):
            return self._before.pulls(actor)
        says = self.says(actor)
        if not says(NO_ONE):
            return says
        reached = self.reached(actor)
        return lambda yes: yes & reached != NO_ONE and says(yes)

    def _made(self, made: Made, aside: Group) -> Says:
        if made.any_of is not None:
            return has_any(self._all_holders(made.any_of) & ~aside)
        leaves = [self._leaf(leaf, aside) for leaf in made.leaves]
        return leaves[made.whole] if made.whole < len(leaves) else _joined(leaves, made.joins, made.whole)

    def _leaf(self, leaf: Leaf, aside: Group) -> Says:
        if isinstance(leaf, OfficeTerm):
            return has_any(self.holders(leaf.office) & ~aside)
        key = leaf.body, leaf.quota, aside
        known = self._bodies.get(key)
        if known is None:
            known = self._bodies[key] = self._decides(leaf.body, leaf.quota, aside)
        return known

    def _decides(self, body: BodyId, quota: Quota | None, aside: Group) -> Says:
        record = self._law.framework.bodies[body]
        if record.decides is None:
            return has_any(NO_ONE)
        if isinstance(record.decides, HeadDecides):
            return has_any(self.holders(record.decides.office) & ~aside)
        if counts_heads(record.decides):
            return self._heads(record.members, record.decides, quota, aside)

        def seated(office: OfficeId) -> list[Group | None]:
            return [holder or None for holder in self._seated(office)]

        excluded = frozenset(1 << number for number in members(aside))
        return _votes(tally_of(record, seated, quota=quota, excluded=excluded))

    def _heads(
        self, offices: Sequence[OfficeId], decides: BodyVotes, quota: Quota | None, aside: Group
    ) -> Says:
        """Count heads as `tally_of` does, all at once."""
        voters = self._all_holders(offices) & ~aside
        base = sum(map(len, map(self._seated, offices))) if decides.of_seats else voters.bit_count()
        needed = (decides.quota if quota is None else quota).needed(base)
        office = breaks_ties(decides, quota, base)
        seats = () if office is None else self._seated(office)
        presides = next((one for one in seats if one & ~aside), NO_ONE)
        if presides == NO_ONE:
            return lambda yes: (yes & voters).bit_count() >= needed

        def says(yes: Group) -> bool:
            found = (yes & voters).bit_count()
            return found >= needed or (yes & presides != NO_ONE and 2 * found == base)

        return says


def members(group: Group) -> Iterator[int]:
    """List the numbers of the persons of a group."""
    while group:
        last = group & -group
        yield last.bit_length() - 1
        group ^= last


def has_any(holders: Group) -> Says:
    """Tell when any of some persons says yes."""
    return lambda yes: yes & holders != NO_ONE


def _joined(leaves: Sequence[Says], joins: Sequence[AtLeastTerm], whole: int) -> Says:
    def says(yes: Group) -> bool:
        said = [leaf(yes) for leaf in leaves]
        for join in joins:
            said.append(sum([said[part] for part in join.parts]) >= join.count)
        return said[whole]

    return says


def _votes(count: Tally[Group]) -> Says:
    """Count the votes of those who say yes."""
    alike: dict[int, Group] = {}
    for holder, weight in count.votes.items():
        alike[weight] = alike.get(weight, NO_ONE) | holder
    needed, base, presiding = count.needed, count.base, count.presiding

    def votes(yes: Group) -> int:
        return sum([weight * (yes & holders).bit_count() for weight, holders in alike.items()])

    if presiding is None:
        return lambda yes: votes(yes) >= needed
    presides = presiding

    def decides(yes: Group) -> bool:
        found = votes(yes)
        return found >= needed or (yes & presides != NO_ONE and 2 * found == base)

    return decides
