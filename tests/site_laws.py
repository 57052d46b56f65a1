"""The laws of the register on cases made by chance; `python site_laws.py EXAMPLES` checks them on the database of the surroundings."""

from __future__ import annotations

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "counterpoise_site.settings")
    django.setup()

from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

import site_cases
from counterpoise.domain.institution import Case
from counterpoise_site.register.snapshot import snapshot, store


def check(examples: int) -> None:
    """Check on so many pairs of cases, leaving the database as it was."""
    bounds = settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    bounds(given(site_cases.pairs())(_laws))()


def _laws(pair: tuple[Case, Case]) -> None:
    """What is stored is what is read, whatever was stored before, now and as it was known then; saying it again changes nothing."""
    case, later = pair
    with transaction.atomic():
        first = store(case, why="first")
        _same(snapshot(), case)
        assert store(case, why="again") is None
        store(later, why="second")
        _same(snapshot(), later)
        if first is not None:
            _same(snapshot(known_on=first.at), case)
        transaction.set_rollback(True)


def _same(found: Case, case: Case) -> None:
    """Check that two cases are equal, the order of their entries too."""
    assert found == case
    for name in ("places", "persons", "sources"):
        assert list(getattr(found, name)) == list(getattr(case, name))


if __name__ == "__main__":
    check(int(sys.argv[1]))
