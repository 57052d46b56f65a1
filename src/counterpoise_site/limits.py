"""How often one address may do something, known only as a hash that is forgotten with the day."""

from __future__ import annotations

import hashlib
import hmac
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from counterpoise_site.visitors import told_apart


def may(request: HttpRequest, what: str, *, times: int, seconds: int) -> bool:
    """Count one try, and tell whether it is still within what is allowed."""
    window = int(time.time()) // seconds
    address = told_apart(request)
    who = hmac.new(settings.SECRET_KEY.encode(), f"{what}|{window}|{address}".encode(), hashlib.sha256)
    key = f"limit:{who.hexdigest()[:32]}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= times
    except ValueError:  # it ran out between the two lines
        return True
