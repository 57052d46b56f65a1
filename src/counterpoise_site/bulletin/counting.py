"""Count readers without following them: one address counts once an hour for an article, machines never.

What tells two readers apart is hashed with a salt of the hour and kept until the hour is over; then the hashes become a number and
hashes and salt are gone. Each worker gathers what it saw and writes it in one go.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import threading
import time
from collections import Counter
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.http import HttpRequest

from counterpoise_site.visitors import told_apart

_GATHER_SECONDS = 10
_GATHER_MOST = 50
HOUR = 3600
_MACHINE = re.compile(
    r"bot|crawl|spider|slurp|headless|preview|monitor|fetch|scan|archive|feed|rss|curl|wget|python|java/|go-http|libwww|"
    r"httpclient|okhttp|axios|node|ruby|perl|php|facebookexternalhit|whatsapp|lighthouse|phantom|selenium",
    re.IGNORECASE,
)


class HourSalt(models.Model):
    """The salt of one hour."""

    hour = models.BigIntegerField(primary_key=True)
    salt = models.CharField(max_length=64)


class Seen(models.Model):
    """One reader of one article in one hour, as a hash."""

    hour = models.BigIntegerField()
    number = models.ForeignKey("bulletin.ArticleNumber", on_delete=models.CASCADE, related_name="+")
    reader = models.CharField(max_length=32)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["number", "hour", "reader"], name="bulletin_seen_once"),
        )


class Views(models.Model):
    """How often an article was read in the hours that are over."""

    number = models.OneToOneField(
        "bulletin.ArticleNumber", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    total = models.PositiveBigIntegerField(default=0)


_lock = threading.Lock()
_gathered: set[tuple[int, int, str]] = set()
_salts: dict[int, str] = {}
_written_at = 0.0


def saw(number: int, request: HttpRequest) -> None:
    """Count this reader, unless they are a machine, one of ours, or were here this hour."""
    agent = request.headers.get("User-Agent", "")
    if not agent or _MACHINE.search(agent) or request.method != "GET" or _looks_ahead(request):
        return
    if getattr(request, "user", None) is not None and request.user.is_authenticated:
        return
    hour = int(time.time()) // HOUR
    seen = f"{_salt(hour)}|{told_apart(request)}|{agent}|{number}"
    reader = hashlib.sha256(seen.encode()).hexdigest()[:32]
    with _lock:
        _gathered.add((number, hour, reader))


def after_answer(**_: Any) -> None:
    """Write down what was gathered when it is time; the reader has the page by then and waits for nothing."""
    with _lock:
        soon = bool(_gathered) and time.monotonic() - _written_at > _GATHER_SECONDS
        due = soon or len(_gathered) >= _GATHER_MOST
    if due:
        write_down()


def write_down() -> None:
    """Write what this worker gathered; a reader another worker wrote already is not written twice."""
    global _written_at
    with _lock:
        rows = [
            Seen(number_id=number, hour=hour, reader=reader) for number, hour, reader in sorted(_gathered)
        ]
        _gathered.clear()
        _written_at = time.monotonic()
    Seen.objects.bulk_create(rows, ignore_conflicts=True)
    hour = int(time.time()) // HOUR
    if HourSalt.objects.filter(hour__lt=hour).exists():
        close_hours(before=hour)


@transaction.atomic
def close_hours(*, before: int) -> None:
    """Turn the hashes of the hours that are over into numbers, and forget hashes and salts."""
    over = Seen.objects.filter(hour__lt=before)
    counted = Counter(over.values_list("number", flat=True))
    for number, count in sorted(counted.items()):
        Views.objects.get_or_create(number_id=number)
        Views.objects.filter(number_id=number).update(total=F("total") + count)
    over.delete()
    HourSalt.objects.filter(hour__lt=before).delete()


def readers_of(number: int) -> int:
    """Give the number of readings written down so far."""
    past = Views.objects.filter(number=number).values_list("total", flat=True).first() or 0
    return past + Seen.objects.filter(number=number).count()


def _salt(hour: int) -> str:
    if hour not in _salts:
        row, _ = HourSalt.objects.get_or_create(hour=hour, defaults={"salt": secrets.token_hex(32)})
        _salts.clear()
        _salts[hour] = row.salt
    return _salts[hour]


def _looks_ahead(request: HttpRequest) -> bool:
    """Tell whether a browser fetches the page before anybody asked for it."""
    purposes: Any = (request.headers.get("Sec-Purpose", ""), request.headers.get("Purpose", ""))
    return any("prefetch" in purpose for purpose in purposes)
