"""The weather in the header: off unless a provider is named, never waited for, never needed.

A page shows what is known. The browser may ask for it afterwards; only then does the site ask the provider, at most every half
hour, for two seconds at most, and after three failures not at all for a while.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache

from counterpoise.domain.words import Text

_FRESH_SECONDS = 1800
_PATIENCE_SECONDS = 2.0
_FAILURES = 3
_REST_SECONDS = 900
_MOST_BYTES = 20_000
_KEY, _FAILED, _ASKING = "bulletin:weather", "bulletin:weather-failed", "bulletin:weather-asking"


@dataclass(frozen=True, slots=True)
class Weather:
    """Degrees Celsius now, and the day's lowest and highest."""

    now: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who knows the weather, and what its licence wants shown beside it."""

    name: str
    link: str
    address: Callable[[float, float], str]
    read: Callable[[Mapping[str, Any]], Weather]


def _open_meteo_address(latitude: float, longitude: float) -> str:
    return (
        f"https://api.open-meteo.com/v1/forecast?latitude={latitude}&longitude={longitude}"
        "&current=temperature_2m&daily=temperature_2m_min,temperature_2m_max&timezone=Asia%2FHo_Chi_Minh&forecast_days=1"
    )


def _open_meteo_read(answer: Mapping[str, Any]) -> Weather:
    day = answer["daily"]
    return Weather(
        round(float(answer["current"]["temperature_2m"])),
        round(float(day["temperature_2m_min"][0])),
        round(float(day["temperature_2m_max"][0])),
    )


# CC BY 4.0, free for sites without advertising: https://open-meteo.com/en/license
PROVIDERS = {
    "open-meteo": Provider("Open-Meteo", "https://open-meteo.com/", _open_meteo_address, _open_meteo_read)
}


def provider() -> Provider | None:
    """Give the provider the settings name; none by default."""
    return PROVIDERS.get(settings.WEATHER_PROVIDER)


def place() -> Text:
    """Give the name of the place."""
    return Text(settings.WEATHER_PLACE, settings.WEATHER_PLACE)


def known() -> Weather | None:
    """Give the weather if it is known already; ask nobody."""
    if provider() is None:
        return None
    kept = cache.get(_KEY)
    return Weather(**kept) if kept else None


def asked() -> Weather | None:
    """Give the weather, asking the provider if it is time; none when it does not answer."""
    chosen = provider()
    found = known()
    if chosen is None or found is not None or cache.get(_FAILED, 0) >= _FAILURES:
        return found
    if not cache.add(_ASKING, 1, 10):  # somebody is asking
        return None
    try:
        found = chosen.read(_fetch(chosen.address(*settings.WEATHER_AT)))
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        cache.set(_FAILED, cache.get(_FAILED, 0) + 1, _REST_SECONDS)
        return None
    finally:
        cache.delete(_ASKING)
    cache.set(_KEY, asdict(found), _FRESH_SECONDS)
    cache.delete(_FAILED)
    return found


def _fetch(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=_PATIENCE_SECONDS) as answer:
        return json.loads(answer.read(_MOST_BYTES))
