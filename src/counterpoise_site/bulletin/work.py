"""A little work that a browser does before it sends a comment: cheap for one reader, dear for a machine that sends thousands."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from altcha.v1 import ChallengeOptions, create_challenge, verify_solution
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

_HARDEST = 60_000
_VALID = timedelta(minutes=30)


def challenge() -> dict[str, Any]:
    """Set a task; the answer can be sent once within half an hour."""
    made = create_challenge(
        ChallengeOptions(hmac_key=_key(), max_number=_HARDEST, expires=timezone.now() + _VALID)
    )
    return {
        "algorithm": made.algorithm,
        "challenge": made.challenge,
        "maxnumber": _HARDEST,
        "salt": made.salt,
        "signature": made.signature,
    }


def is_done(answer: str) -> bool:
    """Tell whether the work was done, in time and for the first time."""
    if not answer or len(answer) > 2000:
        return False
    try:
        done, _ = verify_solution(answer, _key(), check_expires=True)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    if not done:
        return False
    used = hashlib.sha256(answer.encode()).hexdigest()
    return bool(cache.add(f"bulletin:work:{used}", 1, _VALID.total_seconds()))


def _key() -> str:
    return hashlib.sha256(f"bulletin work {settings.SECRET_KEY}".encode()).hexdigest()
